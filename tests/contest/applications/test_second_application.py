"""Whoever has applied already learns it after name and birth date, and nobody else does (C-11)."""

import re

import pytest
from django.test import Client

from core.models import HistoryRecord, Letter
from forms_app import services
from forms_app.models import Draft
from tests.contest.desk import LIST
from tests.contest.factories import as_typed, fill, sent_application, typed_draft, typed_steps
from tests.forms_app.helpers import begin, draft_of, said

pytestmark = pytest.mark.django_db
JOURNEY = "contest-application"
CODE = "contest-second-application"


def letters() -> list[Letter]:
    return list(Letter.objects.filter(code=CODE))


def retype(draft: Draft, contest, **changed: object) -> Draft:
    """Type the step with the birth date again."""
    data = as_typed({**typed_steps(contest)["questionnaire"], **changed})
    return services.save_step(
        draft=draft, revision=draft.revision, step="questionnaire", data=data
    ).draft


@pytest.mark.req("C-11")
def test_a_second_application_is_told_to_the_first_ones_address_before_anything_is_signed(contest):
    first = sent_application(contest, participant={"email": "first@example.org"})
    typed_draft(contest, participant={"last_name": "КОРОЛЕВА", "email": "second@example.org"})
    (letter,) = letters()
    assert letter.to == "first@example.org"
    assert letter in Letter.objects.about(first)


@pytest.mark.parametrize(
    "changed",
    [
        {"questionnaire": {"birth_date": "06.03.1990"}},
        {"participant": {"first_name": "Анна"}},
    ],
)
def test_nobody_else_gets_a_letter(contest, changed):
    sent_application(contest)
    typed_draft(contest, **changed)
    assert letters() == []


def test_a_withdrawn_application_stands_in_nobodys_way(contest):
    services.withdraw(submission=sent_application(contest), actor=None)
    typed_draft(contest)
    assert letters() == []


def page_after_the_birth_date(contest) -> str:
    client = Client()
    begin(client, "stranger@example.org", JOURNEY)
    fill(draft_of(client, JOURNEY), contest)
    page = said(client.get(f"/forms/{JOURNEY}/service/"))
    # Numbers and marks of this very draft differ from any other's.
    return re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}|value=\"[^\"]*\"|\d{2}:\d{2}", "", page)


@pytest.mark.req("C-11")
def test_the_page_tells_a_stranger_nothing(contest):
    before = page_after_the_birth_date(contest)
    assert "Если вы уже подавали заявку" in before
    sent_application(contest)
    assert page_after_the_birth_date(contest) == before
    assert len(letters()) == 1


def test_the_first_application_gets_one_letter_a_day(contest):
    sent_application(contest)
    draft = typed_draft(contest)
    retype(draft, contest)
    typed_draft(contest)
    assert len(letters()) == 1


def test_a_draft_that_tries_many_birth_dates_causes_no_more_letters(contest):
    sent_application(contest)
    draft = typed_draft(contest, questionnaire={"birth_date": "01.01.1990"})
    for day in range(2, 7):
        draft = retype(draft, contest, birth_date=f"{day:02}.01.1990")
    retype(draft, contest)
    assert letters() == []


def test_the_desk_sees_it_in_the_history_of_the_first(browser_of, contest):
    first = sent_application(contest)
    typed_draft(contest)
    assert HistoryRecord.objects.about(first).filter(action="second-application").count() == 1
    page = said(browser_of("secretary").get(f"{LIST}inspect/{first.pk}/"))
    assert "Начата вторая заявка на то же имя и ту же дату рождения" in page


def test_staff_who_enter_a_second_one_are_told_its_number(browser_of, contest):
    first = sent_application(contest)
    browser = browser_of("secretary")
    day = contest.applications_open_at.astimezone(contest.tz)
    typed = {"scope": contest.slug, "source": "paper", "email": "", "time": "10:30"}
    browser.post(f"/cms/forms/{JOURNEY}/enter/", {**typed, "day": f"{day:%d.%m.%Y}"})
    fill(draft_of(browser, JOURNEY), contest)
    page = said(browser.get(f"/forms/{JOURNEY}/service/"))
    assert f"Номер {first.reference}" in page
    assert letters() == []


def test_a_correction_is_no_second_application(contest, secretary):
    first = sent_application(contest)
    services.return_for_correction(
        submission=first,
        actor=secretary,
        remarks=[services.RemarkText("Проверьте.", step="questionnaire")],
    )
    retype(services.start_correction(submission=first), contest)
    assert letters() == []
