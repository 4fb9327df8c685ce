"""Which agreements repeat one another, and when their end is reminded of, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placement.agreements.rules import REMIND_DAYS, Facts, is_repeat, overlap, reminder_due

pytestmark = pytest.mark.req("P-5.4")
FIRST = dt.date(2026, 1, 1)
HORIZON = 60
places = st.integers(min_value=0, max_value=HORIZON)
names = st.frozensets(st.sampled_from("АБВ"), max_size=3)


def day(place):
    return FIRST + dt.timedelta(days=place)


@st.composite
def agreements(draw):
    start = draw(places)
    end = draw(st.one_of(st.none(), st.integers(min_value=start, max_value=HORIZON)))
    return Facts(
        draw(st.sampled_from(["partnership", "targeted"])),
        draw(st.integers(min_value=1, max_value=2)),
        draw(names),
        day(start),
        None if end is None else day(end),
    )


def days_of(facts):
    """Every day of the term; one without end reaches past every other."""
    last = day(HORIZON + 1) if facts.ends_on is None else facts.ends_on
    return {day(place) for place in range(HORIZON + 2) if facts.starts_on <= day(place) <= last}


@given(agreements(), agreements())
def test_terms_overlap_exactly_when_they_have_a_day_in_common(one, other):
    assert overlap(one, other) == bool(days_of(one) & days_of(other))


@given(agreements(), agreements())
def test_a_repeat_is_one_kind_one_employer_the_same_people_and_a_common_day(one, other):
    same = one.concerns == other.concerns or bool(one.concerns & other.concerns)
    expected = (
        one.kind == other.kind
        and one.employer == other.employer
        and same
        and bool(days_of(one) & days_of(other))
    )
    assert is_repeat(one, other) == is_repeat(other, one) == expected


@given(agreements())
def test_an_agreement_repeats_itself(one):
    assert is_repeat(one, one)


@pytest.mark.parametrize(
    ("left", "reminded", "due"),
    [
        (61, None, None),
        (60, None, 60),
        (59, 60, None),
        (30, 60, 30),
        (8, 30, None),
        (7, 30, 7),
        (3, 7, None),
        (5, None, 7),
        (20, 60, 30),
        (0, 30, 7),
        (-1, None, None),
    ],
)
def test_reminders_are_due_sixty_thirty_and_seven_days_before(left, reminded, due):
    assert reminder_due(day(100), day(100 - left), reminded) == due


def test_an_agreement_without_end_is_not_reminded_of():
    assert reminder_due(None, FIRST, None) is None


@given(st.lists(st.integers(min_value=-5, max_value=90), min_size=1, max_size=40))
def test_however_often_one_asks_each_reminder_comes_once_and_none_comes_late(lefts):
    reminded, sent = None, []
    for left in sorted(lefts, reverse=True):
        due = reminder_due(day(90), day(90 - left), reminded)
        if due is not None:
            assert 0 <= left <= due
            sent.append(due)
            reminded = due
    assert sent == sorted(set(sent), reverse=True)
    assert set(sent) <= set(REMIND_DAYS)
