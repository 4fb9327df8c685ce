"""Length of service: worked examples and what must hold for any periods (C-8)."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.applications.rules.experience import (
    Length,
    Period,
    Way,
    between,
    earliest_day,
    faults,
    in_words,
    is_enough,
    merge,
    plus_months,
    plus_years,
    total,
    total_by_days,
    total_by_months,
    total_days,
)

D = dt.date
TODAY = D(2024, 5, 27)
days = st.dates(min_value=D(1995, 1, 1), max_value=D(2030, 12, 31))
closed = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))
several = st.lists(closed, max_size=6)


@pytest.mark.req("C-8")
@pytest.mark.parametrize(
    ("start", "on", "enough"),
    [
        (D(2023, 5, 27), D(2024, 5, 26), False),
        (D(2023, 5, 27), D(2024, 5, 27), True),
        (D(2023, 2, 28), D(2024, 2, 28), True),
        (D(2023, 3, 1), D(2024, 2, 29), False),
        (D(2023, 3, 1), D(2024, 3, 1), True),
        (D(2024, 2, 29), D(2025, 2, 28), False),
        (D(2024, 2, 29), D(2025, 3, 1), True),
    ],
)
def test_one_unbroken_period_is_a_year_on_its_anniversary(start, on, enough):
    assert is_enough([Period(start)], on, 1) is enough


@pytest.mark.req("C-8")
def test_separate_periods_add_up():
    periods = [Period(D(2022, 1, 1), D(2022, 6, 30)), Period(D(2023, 12, 1))]
    # 181 days of the first period; the year from 01.01.2022 has 365, so 184 more are needed.
    assert total_by_days(periods, D(2024, 6, 1)) == Length(0, 11, 30)
    assert total_by_days(periods, D(2024, 6, 2)) == Length(1, 0, 0)
    # Six whole months, five more and 30 days that are left: a year two days earlier.
    assert not is_enough(periods, D(2024, 5, 30), 1)
    assert is_enough(periods, D(2024, 5, 31), 1)
    assert earliest_day(periods, TODAY, 1) == D(2024, 5, 31)


@pytest.mark.req("C-8")
def test_overlapping_periods_count_once():
    periods = [
        Period(D(2023, 1, 1), D(2023, 8, 31)),
        Period(D(2023, 6, 1), D(2023, 12, 31)),
        Period(D(2023, 7, 1), D(2023, 7, 31)),
    ]
    assert merge(periods, TODAY) == [(D(2023, 1, 1), D(2024, 1, 1))]
    assert total(periods, TODAY).length == Length(1, 0, 0)


@pytest.mark.req("C-8")
def test_three_periods_of_four_calendar_months_are_a_year():
    periods = [
        Period(D(2021, 2, 1), D(2021, 5, 31)),
        Period(D(2022, 2, 1), D(2022, 5, 31)),
        Period(D(2023, 2, 1), D(2023, 5, 31)),
    ]
    assert total_by_days(periods, TODAY) == Length(0, 11, 26)
    assert total_by_months(periods, TODAY) == Length(1, 0, 0)
    assert total(periods, TODAY).way is Way.MONTHS
    assert is_enough(periods, TODAY, 1)


def test_days_left_over_are_carried_into_a_month():
    periods = [Period(D(2022, 1, 1), D(2022, 6, 20)), Period(D(2023, 1, 1), D(2023, 6, 10))]
    assert total_by_months(periods, TODAY) == Length(0, 11, 0)


def _by_hand(periods: list[Period], on: dt.date) -> tuple[int, int]:
    """(days, months and days as days of thirty) counted day by day and month by month."""
    worked = sorted(
        {
            day
            for p in periods
            for day in range(
                p.start.toordinal(), min((p.end or on).toordinal() + 1, on.toordinal())
            )
        }
    )
    runs: list[list[int]] = []
    for day in worked:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    months = left = 0
    for run in runs:
        first, after = D.fromordinal(run[0]), D.fromordinal(run[-1] + 1)
        whole = 0
        while _month_later(first, whole + 1) <= after:
            whole += 1
        months += whole
        left += (after - _month_later(first, whole)).days
    return len(worked), months * 30 + (left if len(runs) > 1 else min(left, 29))


def _month_later(day: dt.date, months: int) -> dt.date:
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for late in range(day.day, 27, -1) if day.day > 28 else [day.day]:
        try:
            found = D(year, month, late)
        except ValueError:
            continue
        return found if late == day.day else found + dt.timedelta(days=1)
    raise AssertionError


@pytest.mark.req("C-8")
@given(several, days)
def test_a_year_by_either_way_of_counting_is_enough(periods, on):
    """Against a count that goes day by day and month by month."""
    worked, thirtieths = _by_hand(periods, on)
    spans = merge(periods, on)
    by_days = bool(spans) and worked >= (plus_years(spans[0][0], 1) - spans[0][0]).days
    assert is_enough(periods, on, 1) is (by_days or thirtieths >= 360)


def test_adjoining_periods_join():
    periods = [Period(D(2023, 1, 1), D(2023, 1, 31)), Period(D(2023, 2, 1), D(2023, 2, 28))]
    assert len(merge(periods, TODAY)) == 1
    assert total(periods, TODAY).length == Length(0, 2, 0)


def test_the_day_of_applying_is_not_over_and_does_not_count():
    assert total_days([Period(TODAY)], TODAY) == 0
    assert total([Period(TODAY - dt.timedelta(days=1))], TODAY).length == Length(0, 0, 1)


def test_the_first_possible_day_of_too_short_service():
    assert earliest_day([Period(D(2023, 9, 4))], TODAY, 1) == D(2024, 9, 4)


def test_nobody_who_has_left_reaches_the_year_by_waiting():
    assert earliest_day([Period(D(2023, 1, 1), D(2023, 3, 1))], TODAY, 1) is None


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period(D(2024, 5, 28)), "начала ещё не наступила"),
        (Period(D(2024, 1, 1), D(2024, 5, 28)), "окончания ещё не наступила"),
        (Period(D(2024, 2, 1), D(2024, 1, 31)), "раньше даты начала"),
        (Period(D(1924, 1, 1)), "год начала"),
        (Period(D(2003, 5, 1)), "раньше 14 лет"),
    ],
)
def test_an_impossible_period_is_named(period, text):
    assert text in " ".join(faults(period, today=TODAY, born_on=D(1990, 5, 2)))


def test_a_possible_period_has_no_fault():
    assert faults(Period(D(2004, 5, 2), D(2004, 5, 2)), today=TODAY, born_on=D(1990, 5, 2)) == []


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Length(1, 0, 0), "1 год"),
        (Length(2, 1, 11), "2 года 1 месяц 11 дней"),
        (Length(5, 2, 21), "5 лет 2 месяца 21 день"),
        (Length(11, 11, 12), "11 лет 11 месяцев 12 дней"),
        (Length(21, 0, 2), "21 год 2 дня"),
        (Length(112, 5, 0), "112 лет 5 месяцев"),
        (Length(), "0 дней"),
    ],
)
def test_length_in_russian_words(length, words):
    assert in_words(length) == words


@given(several, days)
def test_merged_ranges_are_apart_and_in_order(periods, on):
    spans = merge(periods, on)
    assert all(start < stop <= on for start, stop in spans)
    assert all(left[1] < right[0] for left, right in itertools.pairwise(spans))


@given(several, days)
def test_total_counts_each_day_once(periods, on):
    worked = {
        day
        for p in periods
        for day in range(p.start.toordinal(), (p.end or on).toordinal() + 1)
        if day < on.toordinal()
    }
    assert total_days(periods, on) == len(worked)


@given(several, closed, days)
def test_more_service_never_shortens_the_sum(periods, more, on):
    assert total_by_days([*periods, more], on) >= total_by_days(periods, on)


@given(several, days, days)
def test_service_never_shrinks_with_time(periods, one, other):
    for counted in (total_by_days, total_by_months):
        assert counted(periods, min(one, other)) <= counted(periods, max(one, other))


@pytest.mark.req("C-8")
@given(several, days, days, st.integers(1, 3))
def test_the_earliest_day_is_the_first_on_which_service_is_enough(periods, since, on, years):
    periods = [*periods, Period(min(since, on))]
    earliest = earliest_day(periods, on, years)
    assert earliest is not None
    assert is_enough(periods, earliest, years)
    assert earliest == on or not is_enough(periods, earliest - dt.timedelta(days=1), years)


@given(days, days)
def test_distance_added_back_gives_the_later_day(one, other):
    start, stop = min(one, other), max(one, other)
    length = between(start, stop)
    months = length.years * 12 + length.months
    assert plus_months(start, months) + dt.timedelta(days=length.days) == stop
    assert 0 <= length.months < 12
    assert 0 <= length.days <= 30


@given(days, st.integers(0, 40))
def test_anniversaries_keep_day_and_month_save_the_leap_day(day, years):
    later = plus_years(day, years)
    assert later.year == day.year + years
    if (day.month, day.day) != (2, 29):
        assert (later.month, later.day) == (day.month, day.day)
