"""How long a vacancy is believed without a word (P-6.4)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placement.vacancies.rules import age as rules
from placement.vacancies.rules.age import Age, Step

pytestmark = pytest.mark.req("P-6.4")
START = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
MOMENT = dt.timedelta(microseconds=1)


def test_a_confirmed_vacancy_is_asked_about_after_thirty_days_and_not_a_moment_before():
    age = Age(START)
    assert rules.due(age, START + 30 * DAY - MOMENT) is None
    assert rules.due(age, START + 30 * DAY) == Step.ASK


def test_an_unanswered_question_makes_it_stale_then_hidden_then_expired():
    asked = START + 30 * DAY
    assert rules.due(Age(START, asked), asked + 7 * DAY - MOMENT) is None
    assert rules.due(Age(START, asked), asked + 7 * DAY) == Step.STALE
    stale = asked + 7 * DAY
    assert rules.due(Age(START, asked, stale), stale + 7 * DAY - MOMENT) is None
    assert rules.due(Age(START, asked, stale), stale + 7 * DAY) == Step.HIDE
    hidden = stale + 7 * DAY
    late = Age(START, hidden + 50 * DAY, stale, hidden)
    assert rules.due(late, hidden + 60 * DAY - MOMENT) is None
    assert rules.due(late, hidden + 60 * DAY) == Step.EXPIRE


def test_an_unanswered_question_is_repeated_after_thirty_days():
    asked = START + 30 * DAY
    age = Age(START, asked, asked + 7 * DAY, asked + 14 * DAY)
    assert rules.due(age, asked + 29 * DAY) is None
    assert rules.due(age, asked + 30 * DAY) == Step.ASK


def test_after_a_standstill_each_stage_still_gets_its_days():
    asked = START + 30 * DAY
    now = asked + 400 * DAY
    assert rules.due(Age(START, asked), now) == Step.STALE
    assert rules.due(Age(START, asked, now), now + 6 * DAY) == Step.ASK
    assert rules.due(Age(START, asked, now), now + 7 * DAY) == Step.HIDE


def carry_out(age: Age, step: Step, now: dt.datetime) -> Age:
    match step:
        case Step.ASK:
            return Age(age.confirmed_at, now, age.stale_at, age.hidden_at)
        case Step.STALE:
            return Age(age.confirmed_at, age.asked_at, now, None)
        case Step.HIDE:
            return Age(age.confirmed_at, age.asked_at, age.stale_at, now)
    raise AssertionError(step)


def live(gaps: list[dt.timedelta]) -> list[tuple[Step, dt.datetime]]:
    """What becomes of a vacancy whose employer never answers, looked at after these gaps."""
    age, now, steps = Age(START), START, []
    for gap in gaps:
        now += gap
        for _ in range(4):
            step = rules.due(age, now)
            if step is None:
                break
            steps.append((step, now))
            if step == Step.EXPIRE:
                return steps
            age = carry_out(age, step, now)
    return steps


@given(st.lists(st.timedeltas(dt.timedelta(minutes=1), 45 * DAY), max_size=60))
def test_whenever_the_site_looks_silence_leads_through_all_stages_in_order(gaps):
    steps = live(gaps)
    stages = [step for step, _ in steps if step != Step.ASK]
    assert stages == [Step.STALE, Step.HIDE, Step.EXPIRE][: len(stages)]
    at = dict(reversed(steps))
    if Step.STALE in at:
        assert at[Step.STALE] >= at[Step.ASK] + 7 * DAY
    if Step.HIDE in at:
        assert at[Step.HIDE] >= at[Step.STALE] + 7 * DAY
    if Step.EXPIRE in at:
        assert at[Step.EXPIRE] >= at[Step.HIDE] + 60 * DAY
    questions = [when for step, when in steps if step == Step.ASK]
    pairs = zip([START, *questions], questions, strict=False)
    assert all(later - earlier >= 30 * DAY for earlier, later in pairs)


@given(st.integers(1, 40))
def test_looked_at_every_day_it_is_closed_after_the_promised_days(extra):
    steps = live([DAY] * (104 + extra))
    assert dict(reversed(steps)) == {
        Step.ASK: START + 30 * DAY,
        Step.STALE: START + 37 * DAY,
        Step.HIDE: START + 44 * DAY,
        Step.EXPIRE: START + 104 * DAY,
    }


@given(
    st.integers(0, 200),
    st.none() | st.integers(0, 100),
    st.none() | st.integers(0, 100),
    st.none() | st.integers(0, 100),
)
def test_nothing_is_due_before_the_next_step_and_something_is_due_at_it(ask, stale, hide, later):
    asked = START + ask * DAY
    stale_at = None if stale is None else asked + stale * DAY
    hidden_at = None if stale_at is None or hide is None else stale_at + hide * DAY
    age = Age(START, asked, stale_at, hidden_at)
    if hidden_at is not None:
        at = min(asked + rules.ASK_EVERY, hidden_at + rules.EXPIRE_AFTER)
    elif stale_at is not None:
        at = min(asked + rules.ASK_EVERY, stale_at + rules.HIDE_AFTER)
    else:
        at = asked + rules.STALE_AFTER
    assert rules.due(age, at) is not None
    assert rules.due(age, at - MOMENT) is None
    assert rules.due(age, at + (later or 0) * DAY) is not None
