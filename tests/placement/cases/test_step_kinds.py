"""The kinds of steps, and with them the days that are looked at: the centre's own list (P-2.2b)."""

import datetime as dt
import re

import pytest
from django.apps import apps

from core.models import HistoryRecord
from placement.cases import services, step_kinds
from placement.cases.models import Step, StepKind
from tests.migrations.named import migration
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2b")]
LIST = "/cms/placement/step-kinds/"
BEGUN = dt.date(2026, 1, 31)


@pytest.fixture
def deputy(browser_of):
    return browser_of("deputy")


def change(browser, kind, **typed):
    """The answer to the form of a kind, sent with what it shows but for what is typed."""
    address = f"{LIST}edit/{kind.pk}/"
    shown = browser.get(address).content.decode()
    values = {
        "revision": re.search(r'name="revision" value="([^"]+)"', shown)[1],
        "name": kind.name,
        "order": kind.order,
        "is_active": "on",
        "after_days": kind.after_days or "",
        "after_months": kind.after_months or "",
    }
    return browser.post(address, values | typed)


def planned(specialist) -> dict[str, dt.date]:
    """The milestones of a job that begins, by their names."""
    person = GraduateFactory()
    allow(person)
    case = services.open_case(
        graduate=person, specialist=specialist, actor=specialist, opened_on=BEGUN
    )
    job = services.record_job(
        case=case,
        employer=EmployerFactory(),
        position="швея",
        started_on=BEGUN,
        source=Step.Source.PERSON,
        actor=specialist,
    )
    return {str(step.kind): step.due_on for step in job.milestones.all()}


def test_the_deputy_changes_a_milestone_and_the_next_job_is_looked_at_on_that_day(
    deputy, specialist
):
    step_kinds.load_step_kinds()
    before = planned(specialist)
    kind = StepKind.objects.get(code="days-30")
    assert change(deputy, kind, name="45 дней", after_days="45").status_code == 302
    after = planned(specialist)
    assert after["45 дней"] == BEGUN + dt.timedelta(days=45)
    assert len(after) == len(before) == 6
    # What was planned before stays where it was.
    assert Step.objects.filter(kind=kind, due_on=BEGUN + dt.timedelta(days=30)).count() == 1
    assert HistoryRecord.objects.about(kind).get().action == "edit"


def test_a_milestone_of_the_centres_own_is_planned_and_one_set_aside_is_not(deputy, specialist):
    step_kinds.load_step_kinds()
    fields = {"name": "Месяц работы", "order": 5, "is_active": "on", "after_months": 1}
    assert deputy.post(f"{LIST}create/", fields).status_code == 302
    kind = StepKind.objects.get(code="days-60")
    change(deputy, kind, is_active="")
    days = planned(specialist)
    # The last day of a month stays the last day.
    assert days["Месяц работы"] == dt.date(2026, 2, 28)
    assert kind.name not in days
    assert step_kinds.load_step_kinds() == 0
    assert kind.name not in planned(specialist)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"after_months": "1"}, "не то и другое"),
        ({"after_days": "0"}, "от 1 до 365"),
        ({"after_days": "через месяц"}, "Введите число без дробной части"),
    ],
)
def test_an_impossible_term_is_said_in_words_and_nothing_changes(deputy, typed, words):
    kind = step_kinds.kind("days-30")
    page = change(deputy, kind, **typed).content.decode()
    assert words in page
    kind.refresh_from_db()
    assert (kind.after_days, kind.after_months) == (30, None)


def test_a_step_that_follows_an_event_takes_no_term(deputy):
    kind = step_kinds.kind(step_kinds.HIRED)
    assert "по событию" in deputy.get(f"{LIST}edit/{kind.pk}/").content.decode()
    change(deputy, kind, after_days="5")
    kind.refresh_from_db()
    assert kind.after_days is None


def test_only_who_leads_the_centre_changes_the_list(browser_of):
    kind = step_kinds.kind("days-30")
    for who, status in {"deputy": 200, "specialist": 404, "director": 404}.items():
        assert browser_of(who).get(f"{LIST}edit/{kind.pk}/").status_code == status


def test_kinds_of_before_get_the_terms_that_they_had_in_code():
    for code in (step_kinds.DAYS_90, step_kinds.MONTHS_3, step_kinds.LOST):
        step_kinds.kind(code)
    StepKind.objects.update(after_days=None, after_months=None)
    migration("placement", "milestones_of_the_centre").fill_in(apps, None)
    terms = dict(StepKind.objects.values_list("code", "after_days"))
    assert terms == {"days-90": 90, "months-3": None, "lost": None}
    assert StepKind.objects.get(code="months-3").after_months == 3
