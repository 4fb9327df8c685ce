"""A surname changes, papers keep the name of their day."""

import datetime as dt

import pytest

from core import clock
from placement.assistance.models import AssistanceRefusal
from placement.assistance.papers import refusals
from placement.cases import papers as case_papers
from placement.cases import services as cases
from placement.cases.consilia import Consilium
from placement.consents import HEALTH
from placement.graduates import services
from placement.graduates.record import GRADUATES
from placement.grants import wording
from placement.grants.models import Grant
from placement.mentors import papers as mentor_papers
from placement.mentors import services as mentors
from placement.mentors.models import Part, Recommendations
from placement.referrals import employer_copy
from placement.referrals import papers as referral_papers
from placement.resumes import papers as resume_papers
from placement.resumes.lifecycle import ResumeState
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.referrals.helpers import open_case, sent
from tests.placement.resumes.factories import ResumeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]

OLD, NEW = "Девичья Мария Ильинична", "Замужняя Мария Ильинична"
DAY = dt.date(2026, 6, 1)


@pytest.fixture
def married(specialist):
    """Somebody whose name is another one since ``DAY``."""
    row = GraduateFactory(last_name="Девичья", first_name="Мария", middle_name="Ильинична")
    return marry(row, specialist)


def marry(row, specialist):
    data = GRADUATES.copy(row, last_name="Замужняя", named_on=DAY)
    return services.update_graduate(graduate=row, data=data, actor=specialist).graduate


def instant(day):
    return clock.at_local(day, dt.time(12), "Europe/Moscow")


def test_each_day_has_its_name(married, specialist):
    assert married.name_on(DAY - dt.timedelta(days=1)).full_name == OLD
    assert married.name_on(DAY).full_name == NEW
    assert married.name_on(None).full_name == NEW
    # Later a slip is corrected; the day of the marriage stays.
    data = GRADUATES.copy(married, first_name="Марина")
    services.update_graduate(graduate=married, data=data, actor=specialist)
    married.refresh_from_db()
    assert married.name_on(DAY - dt.timedelta(days=1)).full_name == OLD
    assert married.name_on(DAY).full_name == NEW


@pytest.mark.parametrize("for_employer", [True, False])
def test_an_approved_resume_keeps_the_name_a_draft_bears_the_present_one(married, for_employer):
    approved = instant(DAY - dt.timedelta(days=9))
    row = ResumeFactory(graduate=married, state=ResumeState.APPROVED, approved_at=approved)
    assert OLD in resume_papers.render(row, for_employer=for_employer).html
    assert "Девичья" in resume_papers.file_name(row)
    assert employer_copy.sections(row)[0][1] == [("Фамилия, имя, отчество", OLD)]
    draft = ResumeFactory(graduate=married, number=2)
    assert NEW in resume_papers.render(draft, for_employer=for_employer).html


@pytest.mark.parametrize(("days", "name"), [(-1, OLD), (0, NEW)])
def test_a_referral_bears_the_name_of_the_day_on_which_it_went_out(
    married, specialist, centre, days, name
):
    row = sent(specialist, case=open_case(specialist, married))
    row.sent_at = instant(DAY + dt.timedelta(days=days))
    assert name in referral_papers.render(row, tz=centre.tz).html


def test_an_own_refusal_bears_the_name_of_its_day(married):
    row = AssistanceRefusal(graduate=married, refused_on=DAY - dt.timedelta(days=1))
    row.created_at = clock.now()
    type(row).number.field.set_cached_value(row, type("Number", (), {"label": "1"})())
    assert OLD in refusals.own(married, row).html
    assert NEW in refusals.own(married).html


def test_a_consent_that_was_signed_on_paper_bears_the_name_of_its_day(married):
    grant = Grant(graduate=married, purpose=HEALTH)
    signed = wording.values(grant, None, on=DAY - dt.timedelta(days=1))
    assert signed["person"] == OLD
    assert wording.values(grant, None)["person"] == NEW


def test_a_protocol_bears_the_name_of_the_day_of_the_consilium(married, specialist):
    allow(married)
    case = cases.open_case(graduate=married, specialist=specialist, actor=specialist)
    row = Consilium(case=case, held_on=DAY - dt.timedelta(days=1), place="каб. 1")
    row.created_at = clock.now()
    assert OLD in case_papers.protocol(row).html
    row.held_on = DAY
    assert NEW in case_papers.protocol(row).html


def test_recommendations_bear_the_name_of_the_day_of_the_last_signature(married, specialist):
    allow(married, HEALTH)
    data = Recommendations(graduate=married, heading="ПК-21")
    sheet = mentors.open_sheet(data=data, actor=specialist)
    assert NEW in mentor_papers.render(sheet).html
    at = instant(DAY - dt.timedelta(days=1))
    signed = {"signed_at": at, "signed_by": specialist, "filled_at": at, "filled_by": specialist}
    sheet.parts.filter(kind=Part.Kind.CONCLUSIONS).update(**signed)
    assert OLD in mentor_papers.render(sheet).html
