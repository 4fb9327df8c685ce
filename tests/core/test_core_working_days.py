"""Working days by the Russian production calendar (C-K8)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import calendar
from core.models import CalendarDay
from core.rules.working_days import (
    add_working_days,
    is_working,
    subtract_working_days,
)

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
counts = st.integers(min_value=0, max_value=60)


def working_days(first: date, last: date) -> int:
    """How many there are, both ends included."""
    return sum(is_working(first + timedelta(days=n)) for n in range((last - first).days + 1))


@pytest.mark.req("C-K8")
def test_the_contest_of_2024_has_nineteen_working_days():
    assert working_days(date(2024, 5, 27), date(2024, 6, 21)) == 19


@pytest.mark.req("C-K8")
def test_the_order_is_due_within_five_working_days_after_the_protocol():
    assert add_working_days(date(2024, 6, 21), 5) == date(2024, 6, 28)


@pytest.mark.req("C-K8")
def test_the_ceremony_is_eight_working_days_after_the_protocol():
    assert add_working_days(date(2024, 6, 21), 8) == date(2024, 7, 3)


@pytest.mark.req("C-K8")
def test_the_protocol_is_due_eight_working_days_before_the_ceremony():
    assert subtract_working_days(date(2024, 6, 21), 8) == date(2024, 6, 10)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 6, 12), False),  # a holiday
        (date(2024, 6, 11), True),  # the shortened day before it
        (date(2024, 4, 27), True),  # a working Saturday
        (date(2024, 4, 29), False),  # the day it was moved to
        (date(2024, 12, 28), True),
        (date(2024, 12, 31), False),
        (date(2025, 5, 2), False),
        (date(2026, 3, 9), False),  # a holiday on Sunday moves to Monday
        (date(2026, 11, 22), False),  # a Sunday
        (date(2026, 11, 23), True),
    ],
)
def test_holidays_and_moved_days(day, working):
    assert is_working(day) is working


@given(days, counts)
def test_adding_and_subtracting_undo_each_other(day, count):
    if not is_working(day):
        day = add_working_days(day, 1)
    assert subtract_working_days(add_working_days(day, count), count) == day
    assert add_working_days(subtract_working_days(day, count), count) == day


@given(days, st.integers(min_value=1, max_value=40))
def test_the_result_is_a_working_day_that_closes_the_count(day, count):
    end = add_working_days(day, count)
    assert is_working(end)
    assert working_days(day + timedelta(days=1), end) == count


@given(days, counts, counts)
def test_adding_in_two_steps_is_adding_at_once(day, first, second):
    if first:
        assert add_working_days(add_working_days(day, first), second) == add_working_days(
            day, first + second
        )


@given(days, st.dictionaries(days, st.booleans(), max_size=5))
def test_an_override_wins(day, overrides):
    assert is_working(day, overrides) is overrides.get(day, is_working(day))


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2024, 6, 21), -1)


@pytest.mark.django_db
@pytest.mark.req("C-K8")
def test_staff_override_a_day():
    CalendarDay.objects.create(date=date(2024, 6, 24), is_working=False, reason="День города")
    CalendarDay.objects.create(date=date(2024, 6, 22), is_working=True)
    assert add_working_days(date(2024, 6, 21), 1, calendar.overrides()) == date(2024, 6, 22)
    assert add_working_days(date(2024, 6, 21), 2, calendar.overrides()) == date(2024, 6, 25)
