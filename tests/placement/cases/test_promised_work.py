"""Work that begins on a day to come is a promise, whoever tells it: desk, employer, return slip (P-2.2b)."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from core import clock
from core.errors import Refused
from placement.cases import services, step_kinds
from placement.cases.lifecycle import CaseState
from placement.cases.models import Step
from placement.cases.rules import milestones
from placement.employers.services.merge import merge_employers
from placement.graduates.links import page_url
from placement.referrals import links
from placement.referrals import services as referrals
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.referrals import helpers

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2b")]
LIST = "/cms/placement/cases/"


def today() -> dt.date:
    return clock.local_day(clock.now())


def shown(day: dt.date) -> str:
    return f"{day:%d.%m.%Y}"


SOON = dt.timedelta(days=14)


@pytest.fixture
def case(specialist):
    person = GraduateFactory()
    allow(person)
    return services.open_case(graduate=person, specialist=specialist, actor=specialist)


@pytest.fixture
def employer():
    return EmployerFactory(full_name="ООО «Пробная мастерская»", short_name="")


def typed(employer, day: dt.date, **more: str) -> dict[str, str]:
    values = {"position": "швея", "started_on": shown(day), "source": "employer"}
    return {**values, "employer": f"№ {employer.pk}", "is_in_profession": "", **more}


def messages_of(answer) -> str:
    return " ".join(str(one) for one in answer.context["messages"])


def test_at_the_desk_a_day_to_come_is_a_step_that_says_where(visitor, case, employer):
    answer = visitor.post(f"{LIST}hire/{case.pk}/", typed(employer, today() + SOON), follow=True)
    assert "Выход на работу запланирован" in messages_of(answer)
    case.refresh_from_db()
    assert (case.state, case.jobs.count()) == (CaseState.SEARCHING, 0)
    step = case.steps.get()
    assert (step.kind.code, step.due_on, step.done_on) == ("hired", today() + SOON, None)
    assert str(step.note) == "Обещают принять: швея, ООО «Пробная мастерская»."
    page = answer.content.decode()
    assert f'href="{LIST}hire/{case.pk}/' in page
    assert "Вышел на работу" in page
    assert "complete-step" not in page


def test_a_day_that_is_put_off_takes_the_place_of_the_first_one(visitor, case, employer):
    other = EmployerFactory()
    for firm, days in ((employer, 5), (other, 9), (employer, 20)):
        visitor.post(f"{LIST}hire/{case.pk}/", typed(firm, today() + dt.timedelta(days=days)))
    days = [(step.due_on - today()).days for step in case.steps.all()]
    assert days == [9, 20]


def test_when_the_person_has_come_the_milestones_count_from_that_day(visitor, case, employer):
    first = today() + SOON
    visitor.post(f"{LIST}hire/{case.pk}/", typed(employer, first))
    with clock.at(clock.day_begins(first + dt.timedelta(days=1))):
        visitor.force_login(case.specialist)
        answer = visitor.post(f"{LIST}hire/{case.pk}/", typed(employer, first), follow=True)
        assert "сроки поставлены" in messages_of(answer)
    case.refresh_from_db()
    job = case.jobs.get()
    assert (case.state, job.started_on) == (CaseState.ADAPTING, first)
    planned = dict(job.milestones.values_list("kind__code", "due_on"))
    assert planned == milestones(first)
    promise = case.steps.get(kind__code=step_kinds.HIRED)
    assert (promise.done_on, promise.source) == (first, Step.Source.EMPLOYER)


def test_the_promise_is_kept_by_a_place_of_work_and_not_by_a_tick(visitor, case, employer):
    visitor.post(f"{LIST}hire/{case.pk}/", typed(employer, today() + SOON))
    step = case.steps.get()
    sent = {"done_on": shown(today()), "source": "person"}
    page = visitor.post(f"{LIST}complete-step/{case.pk}/{step.pk}/", sent).content.decode()
    assert "Запишите место работы" in page
    step.refresh_from_db()
    assert step.done_on is None


def test_too_far_a_day_is_refused_by_the_same_words_at_desk_and_under_the_link(
    visitor, specialist, case, employer
):
    far = today() + dt.timedelta(days=120)
    page = visitor.post(f"{LIST}hire/{case.pk}/", typed(employer, far)).content.decode()
    row = helpers.sent(specialist)
    sent = {"answer": "hire", "started_on": shown(far)}
    theirs = Client().post(links.employer_url(row), sent).content.decode()
    for text in (page, theirs):
        assert "Заранее записывают не больше чем за три месяца" in text
        assert f'value="{shown(far)}"' in text
    assert not case.steps.exists()
    assert not row.case.steps.exists()


@pytest.mark.parametrize("by_staff", [True, False])
def test_the_employers_answer_is_the_same_promise(visitor, specialist, by_staff):
    row = helpers.sent(specialist)
    day = today() + SOON
    sent = {"answer": "hire", "started_on": shown(day)}
    if by_staff:
        visitor.post(f"/cms/placement/referrals/answer/{row.pk}/", sent)
    else:
        page = Client().get(links.employer_url(row)).content.decode()
        assert "можно и будущий день" in page.replace("\xa0", " ")
        Client().post(links.employer_url(row), sent)
    step = row.case.steps.get()
    assert (step.kind.code, step.due_on) == ("hired", day)
    assert str(step.note) == f"Обещают принять: {row.vacancy.title}, {row.employer}."


def test_an_answer_taken_back_takes_the_promise_with_it(specialist):
    row = helpers.sent(specialist)
    referrals.answer(referral=row, answer="hire", actor=None, started_on=today() + SOON)
    row.refresh_from_db()
    referrals.take_back(referral=row, why="Перепутали людей", actor=specialist)
    assert not row.case.steps.exists()


def test_on_the_own_page_the_promised_day_is_the_next_step(centre, visitor, case, employer):
    visitor.post(f"{LIST}hire/{case.pk}/", typed(employer, today() + SOON))
    browser = Client()
    day = shown(case.graduate.born_on)
    browser.post(f"{page_url(case.graduate)}confirm/", {"born_on": day})
    page = browser.get(page_url(case.graduate)).content.decode()
    assert re.search(rf"Договорились: {shown(today() + SOON)} вы выходите на работу", page)


def test_who_works_already_is_promised_nothing(specialist, case, employer):
    values = {"position": "швея", "source": Step.Source.PERSON, "actor": specialist}
    services.hire(case=case, employer=employer, started_on=today(), **values)
    with pytest.raises(Refused):
        services.hire(case=case, employer=employer, started_on=today() + SOON, **values)
    assert not case.steps.filter(kind__code=step_kinds.HIRED).exists()


@pytest.mark.parametrize("is_merged", [False, True])
def test_a_promise_is_kept_though_the_employer_is_called_otherwise_by_now(
    case, employer, specialist, is_merged
):
    told = {"position": "швея", "source": Step.Source.EMPLOYER, "actor": specialist}
    with time_machine.travel(clock.now() - 2 * SOON):
        services.hire(case=case, employer=employer, started_on=today() + SOON, **told)
    if is_merged:
        kept = EmployerFactory()
        merge_employers(keep=kept, merge=employer, actor=specialist)
        employer = kept
    else:
        employer.full_name = "ООО «Другая мастерская»"
        employer.save()
    services.hire(case=case, employer=employer, started_on=today() - SOON, **told)
    (step,) = case.steps.filter(kind__code=step_kinds.HIRED)
    assert (step.done_on, step.done_by) == (today() - SOON, specialist)


def test_whoever_has_come_is_recorded_where_the_promise_says(visitor, case, employer):
    visitor.post(f"{LIST}hire/{case.pk}/", typed(employer, today() + SOON))
    page = visitor.get(f"{LIST}inspect/{case.pk}/").content.decode()
    (link,) = re.findall(rf"{LIST}hire/{case.pk}/\?step=\d+", page)
    form = visitor.get(link).context["form"]
    assert form.initial["employer"] == employer
    assert form.initial["started_on"] == today() + SOON
