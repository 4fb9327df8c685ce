"""Dates of a contest that cannot all be kept are reported when it is set up (C-K8)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.setup.rules import conflicts as rules
from contest.setup.rules.timetable import Span
from core.rules.working_days import subtract_working_days

VIDEO = Span("I этап", dt.date(2024, 5, 27), dt.date(2024, 6, 10))
SCORING = Span("Оценка", dt.date(2024, 6, 11), dt.date(2024, 6, 18))
SECOND = Span("II этап", dt.date(2024, 6, 21), dt.date(2024, 6, 21))
OF_2024 = rules.Plan(applications_end=dt.date(2024, 5, 27), stages=(VIDEO, SCORING, SECOND))


def codes(**changes: object) -> list[str]:
    plan = rules.Plan(**{**OF_2024.__dict__, **changes})  # type: ignore[arg-type]
    return [finding.code for finding in rules.find_conflicts(plan)]


def test_the_dates_of_2024_can_be_kept_while_the_ceremony_is_open() -> None:
    assert codes() == []


@pytest.mark.req("C-K8")
def test_a_ceremony_on_the_day_of_stage_two_needs_the_protocol_before_scoring() -> None:
    plan = rules.Plan(**{**OF_2024.__dict__, "ceremony_on": dt.date(2024, 6, 21)})
    (finding,) = rules.find_conflicts(plan)
    assert finding.code == rules.PROTOCOL_BEFORE_END
    assert finding.date == dt.date(2024, 6, 10) < SCORING.starts_on
    assert finding.feasible == dt.date(2024, 7, 3)


@pytest.mark.req("C-K8")
@pytest.mark.parametrize(
    ("ceremony", "expected"),
    [
        (dt.date(2024, 7, 2), [rules.PROTOCOL_BEFORE_END]),
        (dt.date(2024, 7, 3), []),
        (dt.date(2024, 7, 6), [rules.DAY_OFF]),
    ],
)
def test_the_earliest_feasible_ceremony_is_the_third_of_july(
    ceremony: dt.date, expected: list[str]
) -> None:
    assert codes(ceremony_on=ceremony) == expected


def test_staff_can_make_the_feasible_day_a_day_off() -> None:
    plan = rules.Plan(**{**OF_2024.__dict__, "ceremony_on": dt.date(2024, 7, 3)})
    found = rules.find_conflicts(plan, {dt.date(2024, 7, 3): False})
    assert [finding.code for finding in found] == [rules.DAY_OFF]


def test_stages_that_overlap_are_named() -> None:
    early = Span("Оценка", dt.date(2024, 6, 10), dt.date(2024, 6, 18))
    plan = rules.Plan(applications_end=dt.date(2024, 5, 27), stages=(VIDEO, early, SECOND))
    (finding,) = rules.find_conflicts(plan)
    assert (finding.code, finding.title, finding.other) == (
        rules.STAGES_OVERLAP,
        "Оценка",
        "I этап",
    )


def test_applications_that_end_after_the_first_stage_are_reported() -> None:
    assert codes(applications_end=dt.date(2024, 6, 11)) == [rules.APPLICATIONS_AFTER_STAGE]
    assert codes(applications_end=dt.date(2024, 6, 10)) == []


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (dt.date(2024, 5, 26), [rules.CORRECTIONS_BEFORE_CLOSE]),
        (dt.date(2024, 5, 31), []),
        (dt.date(2024, 6, 11), [rules.CORRECTIONS_AFTER_STAGE]),
    ],
)
def test_corrections_need_time_between_the_closing_and_the_scoring(
    due: dt.date, expected: list[str]
) -> None:
    assert codes(corrections_end=due) == expected


def test_a_stage_held_in_person_on_a_holiday_is_reported() -> None:
    holiday = Span("II этап", dt.date(2024, 6, 12), dt.date(2024, 6, 12))
    plan = rules.Plan(applications_end=dt.date(2024, 5, 27), stages=(VIDEO, holiday))
    assert [finding.code for finding in rules.find_conflicts(plan)] == [rules.DAY_OFF]


@given(st.dates(dt.date(2024, 1, 10), dt.date(2027, 11, 30)))
def test_the_proposed_ceremony_is_always_feasible_and_never_late(second: dt.date) -> None:
    stages = (Span("II этап", second, second),)
    plan = rules.Plan(second, stages, ceremony_on=second)
    found = {f.code: f for f in rules.find_conflicts(plan)}
    feasible = found[rules.PROTOCOL_BEFORE_END].feasible
    assert feasible is not None
    assert feasible > second
    again = rules.find_conflicts(rules.Plan(second, stages, ceremony_on=feasible))
    assert all(finding.code != rules.PROTOCOL_BEFORE_END for finding in again)
    day_before = subtract_working_days(feasible, 1)
    tight = rules.find_conflicts(rules.Plan(second, stages, ceremony_on=day_before))
    assert rules.PROTOCOL_BEFORE_END in {finding.code for finding in tight}


@pytest.mark.req("C-14")
@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ((6, 11), (6, 18), []),
        ((6, 10), (6, 18), [rules.SCORING_BEFORE_VIDEOS]),
        ((6, 11), (6, 20), []),
        ((6, 11), (6, 21), [rules.SCORING_AFTER_STAGE]),
    ],
)
def test_videos_are_marked_between_the_two_stages(opens, closes, expected) -> None:
    scoring = (dt.date(2024, *opens), dt.date(2024, *closes))
    assert codes(scoring=scoring) == expected
