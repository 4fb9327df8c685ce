"""A second before, at, and a second after each boundary of a referral (P-2.2b)."""

import datetime as dt

import pytest
from django.test import Client

from core import clock, outbox
from core.models import Letter
from core.tick import Pieces
from placement.centre.terms.models import current_terms
from placement.referrals import links
from placement.referrals.lifecycle import ReferralState
from placement.referrals.services import reminders
from tests.placement.referrals import helpers
from tests.words import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre"), pytest.mark.req("P-2.2b")]
SECOND = dt.timedelta(seconds=1)
# Half past two in the night of 2 December on the centre's clock, still 1 December in UTC.
SENT_AT = dt.datetime(2026, 12, 1, 23, 30, tzinfo=dt.UTC)
# The midnight after the thirtieth day.
END = dt.datetime(2026, 12, 31, 21, tzinfo=dt.UTC)


@pytest.fixture
def at(time_machine):
    """``at(instant)``: the clock stands there."""
    return lambda instant: time_machine.move_to(instant, tick=False)


@pytest.fixture
def row(at, specialist):
    at(SENT_AT)
    return helpers.sent(specialist)


def open_link(row) -> str:
    return Client().get(links.employer_url(row)).content.decode()


def test_a_link_opens_to_the_end_of_the_day_that_letter_and_page_name(row, at):
    _, body = outbox.content(Letter.objects.about(row).get())
    assert "до конца дня 31 декабря 2026 года (московское время, UTC+3)" in body
    for instant, is_shown in ((END - SECOND, True), (END, False), (END + SECOND, False)):
        at(instant)
        page = open_link(row)
        assert ("до конца дня 31 декабря 2026 года (московское время, UTC+3)" in page) is is_shown
        assert (row.graduate.last_name in page) is is_shown


@pytest.mark.parametrize(
    ("late", "state"),
    [
        (-SECOND, ReferralState.NO_SHOW),
        (0 * SECOND, ReferralState.SENT),
        (SECOND, ReferralState.SENT),
    ],
)
def test_an_answer_is_taken_to_the_last_second_of_the_link(row, at, late, state):
    at(END + late)
    page = Client().post(links.employer_url(row), {"answer": "no-show"}, follow=True)
    assert helpers.reread(row).state == state
    words = "ответ записан" if state == ReferralState.NO_SHOW else "больше не действует"
    assert words in plain(page.content.decode())


@pytest.mark.parametrize(("late", "reminded"), [(-SECOND, 0), (0 * SECOND, 1), (SECOND, 1)])
def test_an_employer_is_reminded_when_its_days_are_over_to_the_second(row, at, late, reminded):
    days = current_terms().referral_remind_days
    at(SENT_AT + dt.timedelta(days=days) + late)
    assert reminders.remind_due(clock.now(), Pieces()) == reminded
    assert reminders.remind_due(clock.now(), Pieces()) == 0


@pytest.mark.parametrize(("late", "named"), [(-SECOND, 0), (0 * SECOND, 1), (SECOND, 1)])
def test_the_board_names_a_silent_employer_when_its_days_are_over_to_the_second(
    row, at, late, named
):
    days = current_terms().referral_silent_days
    at(SENT_AT + dt.timedelta(days=days) + late)
    assert reminders.silent(clock.now()).count() == named


@pytest.mark.parametrize("late", [0 * SECOND, SECOND])
def test_nobody_is_reminded_by_a_link_that_is_over(row, at, late):
    at(END + late)
    assert reminders.remind_due(clock.now(), Pieces()) == 0
