"""What a clerk would compare: answers that each look right and do not fit together (C-8, C-A2…C-A5)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.applications.rules.cross_checks import (
    Row,
    course_fault,
    education_doubt,
    education_fault,
    overlap_words,
    overlaps,
    passport_doubt,
    passport_fault,
    service_doubt,
    service_fault,
    services_doubts,
)
from contest.applications.rules.experience import Length, Period, plus_years

D = dt.date
ON = D(2026, 5, 27)
BORN = D(1988, 5, 2)
births = st.dates(min_value=D(1930, 1, 1), max_value=D(2008, 12, 31))
days = st.dates(min_value=D(1900, 1, 1), max_value=D(2030, 12, 31))


@given(births, days)
def test_no_passport_is_issued_before_the_fourteenth_birthday(born, issued):
    assert bool(passport_fault(issued, born)) is (issued < plus_years(born, 14))


@given(births, days, days)
def test_a_passport_is_changed_at_20_and_at_45(born, issued, on):
    changed = [plus_years(born, age) for age in (20, 45)]
    is_old = any(issued < day and (on - day).days > 90 for day in changed)
    assert bool(passport_doubt(issued, born, on)) is is_old


@given(births, days)
def test_no_diploma_before_birth_or_the_age_of_14(born, issued):
    fault = education_fault(issued, born)
    assert bool(fault) is (issued < plus_years(born, 14))
    assert ("дня рождения" in fault) is (issued < born)


@given(births, days, st.booleans())
def test_a_degree_before_19_is_only_odd(born, issued, is_higher):
    doubt = education_doubt(is_higher=is_higher, issued_on=issued, born_on=born)
    assert bool(doubt) is (is_higher and issued < plus_years(born, 19))


@given(births, st.integers(1950, 2030))
def test_no_course_before_the_year_of_the_fourteenth_birthday(born, year):
    assert bool(course_fault(year, born)) is (year - born.year < 14)


def test_40_years_of_service_at_38_are_impossible():
    assert "раньше 14 лет" in service_fault(Length(40), born_on=BORN, on=ON)
    assert service_fault(Length(24), born_on=BORN, on=ON) == ""
    assert service_fault(Length(24, 1), born_on=BORN, on=ON)


def test_service_since_the_age_of_15_is_only_odd():
    assert "раньше 16 лет" in service_doubt(Length(23), born_on=BORN, on=ON)
    assert service_doubt(Length(22), born_on=BORN, on=ON) == ""


@given(births, st.integers(0, 80), st.integers(0, 11))
def test_service_is_possible_exactly_when_it_began_at_14_or_later(born, years, months):
    # Whole months back from the day of applying, counted without the rules.
    back = ON.year * 12 + ON.month - 1 - (years * 12 + months)
    fourteen = (born.year + 14) * 12 + born.month - 1
    fault = service_fault(Length(years, months), born_on=born, on=ON)
    if years or months:
        if back > fourteen:
            assert fault == ""
        if back < fourteen:
            assert fault


def test_overlapping_periods_are_named_and_a_transfer_is_not():
    periods = [
        Period(D(2020, 1, 1), D(2020, 6, 30)),
        Period(D(2020, 6, 30), D(2020, 12, 31)),
        Period(D(2020, 12, 1)),
    ]
    assert overlaps(periods, ON) == [(2, 3)]
    assert "2 и 3" in overlap_words([(2, 3)])
    assert overlap_words([]) == ""


closed = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))


@given(st.lists(closed, max_size=4))
def test_periods_overlap_exactly_when_they_share_two_days(periods):
    shared = {
        (one + 1, other + 1)
        for one in range(len(periods))
        for other in range(one + 1, len(periods))
        if len(_days(periods[one]) & _days(periods[other])) > 1
    }
    assert set(overlaps(periods, D(2031, 1, 1))) == shared


def _days(period: Period) -> set[int]:
    assert period.end is not None
    return set(range(period.start.toordinal(), period.end.toordinal() + 1))


def _count(number: str, *, given: int | None) -> Row:
    return Row(number, is_count=True, is_period=False, is_absent=given is None, is_none=not given)


def _period(number: str, *, given: int | None) -> Row:
    return Row(number, is_count=False, is_period=True, is_absent=given is None, is_none=not given)


@pytest.mark.parametrize(
    ("count", "period", "row"),
    [
        (14, None, "9.2"),
        (None, 30, "9.1"),
        (0, 30, "9.1"),
        (14, 30, ""),
        (None, None, ""),
        (0, None, ""),
        (14, 0, ""),
    ],
)
def test_services_that_were_counted_were_given(count, period, row):
    rows = [_count("9.1", given=count), _period("9.2", given=period)]
    assert [number for number, _ in services_doubts(rows, are_named=False)] == (
        [row] if row else []
    )


def test_services_that_are_named_were_given():
    rows = [_period("9.1", given=None), _period("9.2", given=None)]
    assert [number for number, _ in services_doubts(rows, are_named=True)] == ["9.1"]
    assert services_doubts(rows, are_named=False) == []
    assert services_doubts([*rows, _period("9.3", given=5)], are_named=True) == []
