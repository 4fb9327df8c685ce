"""Deadlines and the timetable."""

import datetime as dt
import zoneinfo

import pytest

from contest.setup.rules.deadlines import Acceptance, Window, correction_is_late
from contest.setup.rules.timetable import Place, Span, position

D = dt.date
NOVOSIBIRSK = zoneinfo.ZoneInfo("Asia/Novosibirsk")
OPENS = dt.datetime(2024, 5, 2, tzinfo=NOVOSIBIRSK)
CLOSES = dt.datetime(2024, 5, 28, tzinfo=NOVOSIBIRSK)


@pytest.mark.req("C-11")
@pytest.mark.parametrize(
    ("instant", "window"),
    [
        (OPENS - dt.timedelta(microseconds=1), Window.BEFORE),
        (OPENS, Window.OPEN),
        (CLOSES - dt.timedelta(microseconds=1), Window.OPEN),
        (CLOSES, Window.CLOSED),
        # 20:30 in Moscow is half past midnight of the 28th in Novosibirsk.
        (
            dt.datetime(2024, 5, 27, 20, 30, tzinfo=zoneinfo.ZoneInfo("Europe/Moscow")),
            Window.CLOSED,
        ),
    ],
)
def test_the_closing_instant_is_the_first_that_is_late(instant, window):
    acceptance = Acceptance(OPENS, CLOSES)
    assert acceptance.at(instant) is window
    assert acceptance.is_late(instant) is (window is Window.CLOSED)


def test_a_correction_has_a_due_date_of_its_own():
    due = CLOSES + dt.timedelta(days=3)
    assert not correction_is_late(instant=CLOSES, due_at=due, closes_at=CLOSES)
    assert correction_is_late(instant=due, due_at=due, closes_at=CLOSES)
    assert correction_is_late(instant=CLOSES, due_at=None, closes_at=CLOSES)


STAGES = [
    Span("II этап", D(2024, 6, 21), D(2024, 6, 21), "очная"),
    Span("I этап", D(2024, 5, 27), D(2024, 6, 10), "заочная"),
    Span("Оценка видеообращений", D(2024, 6, 11), D(2024, 6, 18)),
]


@pytest.mark.req("C-12")
@pytest.mark.parametrize(
    ("today", "places"),
    [
        (D(2024, 5, 26), "ahead ahead ahead"),
        (D(2024, 5, 27), "now ahead ahead"),
        (D(2024, 6, 10), "now ahead ahead"),
        (D(2024, 6, 19), "past past ahead"),
        (D(2024, 6, 21), "past past now"),
        (D(2024, 6, 22), "past past past"),
    ],
)
def test_todays_place_in_the_timetable(today, places):
    found = position(today, STAGES)
    assert found.lines[0].span.title == "I этап"
    assert " ".join(line.place for line in found.lines) == places
    assert found.is_over is (places == "past past past")


def test_the_timetable_says_how_many_days_are_left():
    found = position(D(2024, 6, 9), STAGES)
    assert [line.days_left for line in found.now] == [1]
    assert found.next is not None
    assert found.next.place is Place.AHEAD
    assert found.next.days_to == 2


def test_an_empty_timetable_is_not_over():
    assert not position(D(2024, 6, 9), []).is_over
