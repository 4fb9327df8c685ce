"""How much of its time a role play has used (C-16)."""

import datetime as dt

import pytest

from contest.stage_two.rules.timing import Span, up_at, used

pytestmark = pytest.mark.req("C-16")
START = dt.datetime(2026, 6, 21, 10, tzinfo=dt.UTC)
TEN = dt.timedelta(minutes=10)


def at(minute: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minute)


def minutes(run: Span, pauses: list[Span], now: float) -> float:
    return used(run, pauses, at(now)) / dt.timedelta(minutes=1)


def test_pauses_do_not_count():
    run = Span(START)
    pauses = [Span(at(2), at(5)), Span(at(6), at(7))]
    assert minutes(run, pauses, 8) == 4
    assert up_at(run, pauses, limit=TEN, now=at(8)) == at(14)


def test_while_a_pause_goes_on_the_time_stands_still_and_its_end_is_open():
    run, pauses = Span(START), [Span(at(3))]
    assert [minutes(run, pauses, now) for now in (3, 4, 60)] == [3, 3, 3]
    assert up_at(run, pauses, limit=TEN, now=at(4)) is None


def test_of_an_ended_one_now_is_no_matter():
    run = Span(START, at(9))
    assert minutes(run, [Span(at(1), at(2))], 500) == 8
