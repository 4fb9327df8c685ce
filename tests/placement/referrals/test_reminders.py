"""An employer who does not answer is reminded, once of each thing, and then called (P-2.2b)."""

import datetime as dt

import pytest
from django.utils import timezone

from core import clock, outbox
from core.models import Letter
from placement import tasks
from placement.cases import services as cases
from placement.consents import TO_EMPLOYERS
from placement.referrals import letters, links, services
from placement.referrals.models import Referral
from placement.referrals.services import reminders
from tests.placement.referrals import helpers

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2b")]


@pytest.fixture
def moved(monkeypatch):
    """``moved(days)``: the regular work as it runs so many days from now."""
    start = timezone.now()

    def move(days: float) -> str:
        at = start + dt.timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda: at)
        return tasks.follow_referrals(at)

    return move


def codes(referral):
    return list(
        Letter.objects.about(referral).order_by("created_at").values_list("code", flat=True)
    )


def test_an_employer_who_is_silent_is_reminded_once(specialist, moved):
    row = helpers.sent(specialist)
    assert [moved(days) for days in (4.9, 5.1, 5.2, 20)] == [
        "reminded 0",
        "reminded 1",
        "reminded 0",
        "reminded 0",
    ]
    assert codes(row) == [letters.SENT, letters.REMINDER]
    _, body = outbox.content(Letter.objects.get(code=letters.REMINDER))
    assert links.employer_url(row) in body
    assert row.graduate.last_name not in body


def test_after_an_invitation_it_is_asked_what_came_of_it(specialist, moved):
    row = helpers.sent(specialist)
    moved(5.1)
    services.answer(referral=row, answer="invite", actor=None)
    assert moved(10) == "reminded 0"
    assert moved(10.2) == "reminded 1"
    assert codes(row)[-1] == letters.OUTCOME


def test_nobody_is_reminded_without_a_consent_nor_of_what_ended_nor_of_a_paper(specialist, moved):
    row = helpers.sent(specialist)
    row.graduate.grants.filter(purpose=TO_EMPLOYERS).update(own_signature_from=dt.date(2020, 1, 1))
    services.answer(referral=helpers.sent(specialist), answer="no-show", actor=None)
    paper = helpers.prepared(specialist)
    services.send(referral=paper, way=Referral.Way.PAPER, actor=specialist)
    assert moved(6) == "reminded 0"


def test_of_a_case_that_has_ended_nobody_is_reminded_nor_named(specialist, moved):
    row = helpers.sent(specialist)
    cases.stop(case=row.case, outcome="own-way", why="Нашёл работу", actor=specialist)
    assert moved(11) == "reminded 0"
    assert list(reminders.silent(clock.now())) == []


def test_whoever_stays_silent_is_named_to_staff(specialist, moved):
    row = helpers.sent(specialist)
    helpers.prepared(specialist)
    answered = helpers.sent(specialist)
    moved(9.9)
    services.answer(referral=answered, answer="invite", actor=None)
    assert list(reminders.silent(clock.now())) == []
    moved(10.1)
    assert list(reminders.silent(clock.now())) == [row]
