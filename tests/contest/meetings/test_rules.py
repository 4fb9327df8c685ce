"""Quorum, votes, what a decision names, deadlines: plain rules (C-K4, C-K7, C-K8)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.meetings.rules.deadlines import (
    REMIND_AHEAD,
    Standing,
    reminder_due,
    timeline,
)
from contest.meetings.rules.questions import Fault, Kind, Named, fault
from contest.meetings.rules.room import Room, quorum
from contest.meetings.rules.votes import Choice, Outcome, Rule, count
from contest.setup.rules.choices import Majority, TiedVote

FOR, AGAINST, ABSTAINED = Choice.FOR, Choice.AGAINST, Choice.ABSTAINED
CHAIR, DEPUTY = 0, 1


def room_of(total, present):
    return Room(total, frozenset(present), chair=CHAIR, deputy=DEPUTY)


def ballots(text):
    """«+-0»: member 0 is for, 1 against, 2 abstained."""
    signs = {"+": FOR, "-": AGAINST, "0": ABSTAINED}
    return {member: signs[sign] for member, sign in enumerate(text)}


def outcome(text, *, total=None, rule=Rule()):  # noqa: B008 - frozen
    votes = ballots(text)
    return count(room_of(total or len(votes), votes), votes, rule).outcome


# --- quorum --------------------------------------------------------------------------------------


@pytest.mark.req("C-K7")
@pytest.mark.parametrize(("total", "needed"), [(1, 1), (2, 1), (6, 3), (7, 4), (8, 4), (9, 5)])
def test_at_least_half_of_all_members_make_a_quorum(total, needed):
    assert quorum(total) == needed


@pytest.mark.req("C-K7")
@given(st.integers(1, 60), st.integers(0, 60))
def test_the_quorum_is_the_least_half(total, present):
    room = room_of(total, range(min(present, total)))
    assert room.is_quorate == (len(room.present) / total >= 0.5)


def test_a_commission_of_nobody_has_no_quorum():
    assert not room_of(0, []).is_quorate
    with pytest.raises(ValueError, match="members"):
        quorum(0)


@pytest.mark.req("C-K7")
def test_who_leaves_for_a_question_is_not_present_but_the_commission_stays_as_large():
    room = room_of(7, range(4)).without([3])
    assert (room.total, room.needed, room.is_quorate) == (7, 4, False)
    assert count(room, ballots("+++"), Rule()).outcome == Outcome.NO_QUORUM


@pytest.mark.req("C-K4")
@pytest.mark.parametrize(
    ("present", "presiding"), [([0, 1, 2], CHAIR), ([1, 2], DEPUTY), ([2, 3], None)]
)
def test_the_deputy_presides_while_the_chair_is_not_there(present, presiding):
    assert room_of(4, present).presiding == presiding


# --- votes ---------------------------------------------------------------------------------------


@pytest.mark.req("C-K7")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("++++---", Outcome.ADOPTED),
        ("+++----", Outcome.REJECTED),
        ("+++000-", Outcome.REJECTED),
        ("++++000", Outcome.ADOPTED),
        ("+++---", Outcome.ADOPTED_BY_CHAIR),
        ("-++-+-", Outcome.REJECTED),
        ("0++-0-", Outcome.REJECTED),
        ("++--00", Outcome.REJECTED),
        ("+++---0", Outcome.ADOPTED_BY_CHAIR),
        ("0000", Outcome.REJECTED),
    ],
)
def test_more_than_half_of_those_present_adopt_and_the_chair_breaks_a_tie(text, expected):
    assert outcome(text) == expected


@pytest.mark.req("C-K7")
def test_without_a_casting_vote_a_tie_adopts_nothing():
    rule = Rule(tied_vote=TiedVote.NOT_PASSED)
    assert outcome("+++---", rule=rule) == Outcome.REJECTED
    assert outcome("++++--", rule=rule) == Outcome.ADOPTED


@pytest.mark.req("C-K7")
def test_a_majority_of_all_members_counts_those_who_did_not_come():
    of_all = Rule(majority=Majority.ALL)
    assert outcome("+++-", total=7) == Outcome.ADOPTED
    assert outcome("+++-", total=7, rule=of_all) == Outcome.REJECTED
    assert outcome("++++", total=7, rule=of_all) == Outcome.ADOPTED


def test_nothing_is_decided_before_all_in_the_room_have_voted():
    result = count(room_of(4, range(4)), ballots("+++"), Rule())
    assert (result.outcome, result.awaited) == (Outcome.UNFINISHED, frozenset({3}))
    assert (result.needed, result.lacking) == (3, 0)


def test_without_chair_and_deputy_nobody_leads():
    votes = {2: FOR, 3: FOR}
    assert count(room_of(4, [2, 3]), votes, Rule()).outcome == Outcome.NOBODY_PRESIDES


def test_the_casting_vote_is_the_deputys_where_the_chair_has_left():
    votes = ballots("-+++--")
    room = room_of(6, range(6))
    assert count(room, votes, Rule()).outcome == Outcome.REJECTED
    assert count(room.without([CHAIR, 5]), votes, Rule()).outcome == Outcome.ADOPTED
    votes |= {3: AGAINST}
    assert count(room.without([CHAIR, 5]), votes, Rule()).outcome == Outcome.ADOPTED_BY_CHAIR


sittings = st.builds(
    lambda total, choices, majority, tied: (
        room_of(max(total, len(choices)), range(len(choices))),
        dict(enumerate(choices)),
        Rule(majority, tied),
    ),
    st.integers(1, 12),
    st.lists(st.sampled_from(Choice), min_size=1, max_size=12),
    st.sampled_from(Majority),
    st.sampled_from(TiedVote),
)


@pytest.mark.req("C-K7")
@given(sittings, st.data())
def test_one_more_vote_for_never_undoes_a_decision(sitting, data):
    room, votes, rule = sitting
    before = count(room, votes, rule)
    changed = data.draw(st.sampled_from(sorted(votes)))
    after = count(room, {**votes, changed: FOR}, rule)
    assert before.is_adopted <= after.is_adopted


@pytest.mark.req("C-K7")
@given(sittings)
def test_a_decision_never_has_less_support_than_opposition_and_never_less_than_half(sitting):
    room, votes, rule = sitting
    result = count(room, votes, rule)
    if result.is_adopted:
        assert result.in_favour >= result.against
        assert 2 * result.in_favour >= rule.base(room) - 1
        assert room.is_quorate
    assert result.in_favour + result.against + result.abstained == len(votes)


@pytest.mark.req("C-K7")
@given(sittings, st.data())
def test_who_has_left_has_no_influence_however_they_voted(sitting, data):
    room, votes, rule = sitting
    gone = data.draw(st.sampled_from(sorted(votes)))
    left = room.without([gone])
    results = {count(left, {**votes, gone: choice}, rule) for choice in Choice}
    assert results == {count(left, {k: v for k, v in votes.items() if k != gone}, rule)}


@given(sittings, st.randoms())
def test_the_order_of_the_ballots_changes_nothing(sitting, random):
    room, votes, rule = sitting
    pairs = list(votes.items())
    random.shuffle(pairs)
    assert count(room, dict(pairs), rule) == count(room, votes, rule)


# --- what a decision names -----------------------------------------------------------------------


@pytest.mark.req("C-15", "C-17", "C-18")
@pytest.mark.parametrize(
    ("kind", "named", "expected"),
    [
        (Kind.ADMISSION, Named(chosen=[1, 2]), None),
        (Kind.ADMISSION, Named(), Fault.NOBODY),
        (Kind.TIE_STAGE_TWO, Named(among=[1, 2, 3], chosen=[2]), None),
        (Kind.TIE_STAGE_TWO, Named(among=[1, 2], admits_all=True), None),
        (Kind.TIE_STAGE_TWO, Named(among=[1], chosen=[1]), Fault.TOO_FEW_TIED),
        (Kind.TIE_STAGE_TWO, Named(among=[1, 2], chosen=[3]), Fault.NOT_AMONG),
        (Kind.TIE_STAGE_TWO, Named(among=[1, 2], chosen=[1, 2]), Fault.ALL_CHOSEN),
        (Kind.TIE_STAGE_TWO, Named(among=[1, 2]), Fault.NOBODY),
        (
            Kind.TIE_STAGE_TWO,
            Named(among=[1, 2], chosen=[1], admits_all=True),
            Fault.CHOSEN_AND_ALL,
        ),
        (Kind.TIE_PRIZE, Named(among=[1, 2], chosen=[2, 1]), None),
        (Kind.TIE_PRIZE, Named(among=[1, 2], admits_all=True), Fault.ALL_AT_PRIZE),
        (Kind.RESULTS, Named(chosen=[3, 1, 2]), None),
        (Kind.RESULTS, Named(chosen=[3, 1, 3]), Fault.TWICE),
        (Kind.RESULTS, Named(chosen=[3, 1, 2, 4]), Fault.TOO_MANY),
        (Kind.NOMINEE, Named(chosen=[1]), None),
        (Kind.NOMINEE, Named(chosen=[1, 2]), Fault.NOT_ONE),
        (Kind.ABSENCE, Named(member=5), None),
        (Kind.ABSENCE, Named(), Fault.NO_MEMBER),
        (Kind.OTHER, Named(), None),
    ],
)
def test_a_decision_names_what_its_kind_asks_for(kind, named, expected):
    assert fault(kind, named, places=3) == expected


# --- deadlines -----------------------------------------------------------------------------------


@pytest.mark.req("C-K8")
def test_protocol_and_order_are_counted_in_working_days():
    # The ceremony of 21.06.2024: 12 June is a holiday, weekends are free.
    protocol, order = timeline(
        ceremony_on=dt.date(2024, 6, 21),
        signed_on=dt.date(2024, 6, 10),
        today=dt.date(2024, 6, 10),
    )
    assert (protocol.due, protocol.standing) == (dt.date(2024, 6, 10), Standing.IN_TIME)
    assert (order.due, order.standing) == (dt.date(2024, 6, 18), Standing.SOON)


@pytest.mark.req("C-K8")
@pytest.mark.parametrize(
    ("today", "signed_on", "expected"),
    [
        ((2024, 5, 20), None, Standing.AHEAD),
        ((2024, 6, 4), None, Standing.SOON),
        ((2024, 6, 10), None, Standing.SOON),
        ((2024, 6, 11), None, Standing.OVERDUE),
        ((2024, 6, 11), (2024, 6, 11), Standing.LATE),
    ],
)
def test_how_the_protocol_stands(today, signed_on, expected):
    protocol, _ = timeline(
        ceremony_on=dt.date(2024, 6, 21),
        signed_on=signed_on and dt.date(*signed_on),
        today=dt.date(*today),
    )
    assert protocol.standing == expected


def test_what_is_not_set_is_not_counted():
    rows = timeline(ceremony_on=None, signed_on=None, today=dt.date(2024, 6, 1))
    assert [(row.due, row.standing) for row in rows] == [(None, Standing.UNKNOWN)] * 2


def test_a_day_that_staff_made_free_moves_the_deadline():
    free = {dt.date(2024, 6, 10): False}
    protocol, _ = timeline(
        ceremony_on=dt.date(2024, 6, 21),
        signed_on=None,
        today=dt.date(2024, 6, 1),
        overrides=free,
    )
    assert protocol.due == dt.date(2024, 6, 7)


@pytest.mark.req("C-K8")
@given(st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 1)), st.integers(0, 40))
def test_each_distance_is_reminded_of_once_whatever_days_were_missed(due, first):
    reminded = []
    for left in range(first, -4, -1):
        ahead = reminder_due(due, due - dt.timedelta(days=left), reminded)
        if ahead is not None:
            assert left >= 0
            reminded.append(ahead)
    assert reminded == sorted(set(reminded), reverse=True)
    assert reminded[-1] == min(REMIND_AHEAD)


@pytest.mark.req("C-K8")
def test_a_day_that_is_over_is_not_reminded_of():
    due = dt.date(2024, 6, 10)
    assert reminder_due(due, due, []) == 0
    assert reminder_due(due, due + dt.timedelta(days=1), []) is None
