"""The overall ranking on plain values (C-16, C-17)."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.scoring.rules.joining import mark_of_test
from contest.scoring.rules.marks import Scale, entry_mark
from contest.scoring.rules.places import Decision
from contest.setup.rules.choices import Joining
from contest.stage_two.rules.totals import Parts, Prizes, ranking

pytestmark = pytest.mark.req("C-17")
# Few different marks, so that ties are common.
points = st.fractions(min_value=0, max_value=2, max_denominator=2)
parts_of_one = st.builds(Parts, points, points, points)
fields = st.dictionaries(st.integers(1, 20), parts_of_one, max_size=8)
joinings = st.sampled_from(list(Joining))
THREE = Prizes()


def ranked(field, joining=Joining.SUM, decisions=()):
    return ranking(field, joining=joining, prizes_to_give=THREE, decisions=decisions)


def places(found) -> dict[int, int]:
    return {entry: level.first for entry, level in found.level_of.items()}


@given(field=fields, joining=joinings, data=st.data())
def test_the_order_of_the_input_changes_nothing(field, joining, data):
    turned = dict(data.draw(st.permutations(list(field.items()))))
    assert ranked(turned, joining) == ranked(field, joining)


@given(
    field=fields.filter(bool),
    joining=joinings,
    part=st.sampled_from(["video", "test", "role_play"]),
    more=points,
    data=st.data(),
)
def test_one_more_point_never_lowers_a_place(field, joining, part, more, data):
    entry = data.draw(st.sampled_from(sorted(field)))
    old = field[entry]
    values = {"video": old.video, "test": old.test, "role_play": old.role_play}
    better = {**field, entry: Parts(**{**values, part: values[part] + more})}
    before, after = ranked(field, joining), ranked(better, joining)
    assert places(after)[entry] <= places(before)[entry]
    seats, later = before.prizes.seats, after.prizes.seats
    if entry in seats and entry in later:
        assert later[entry] <= seats[entry]


@given(field=fields.filter(bool), joining=joinings, data=st.data())
def test_a_withdrawn_entry_frees_its_place(field, joining, data):
    gone = data.draw(st.sampled_from(sorted(field)))
    before = places(ranked(field, joining))
    after = places(ranked({e: p for e, p in field.items() if e != gone}, joining))
    assert after == {
        entry: place - (place > before[gone]) for entry, place in before.items() if entry != gone
    }


@given(
    sheets=st.lists(st.lists(st.integers(0, 10), min_size=3, max_size=3), min_size=2, max_size=6),
    other=st.lists(st.integers(0, 10), min_size=3, max_size=3),
)
def test_a_recused_member_has_no_influence(sheets, other):
    scale = Scale({1: Fraction(1), 2: Fraction(1), 3: Fraction(1)})
    members = range(len(sheets))

    def outcome(of_recused):
        given_marks = [of_recused, *sheets[1:]]
        by_member = {m: scale.sheet(dict(enumerate(given_marks[m], start=1))) for m in members}
        mark = entry_mark(scale, by_member, members=members, recused={0})
        rival = Parts(Fraction(5), Fraction(5), Fraction(5))
        return ranked({1: Parts(Fraction(5), Fraction(5), mark.value), 2: rival})

    assert outcome(sheets[0]) == outcome(other)


@pytest.mark.req("C-16")
@given(
    right=st.integers(0, 37),
    video=st.lists(st.lists(st.integers(0, 20), min_size=4, max_size=4), min_size=1, max_size=9),
    role_play=st.lists(
        st.lists(st.integers(0, 10), min_size=3, max_size=3), min_size=1, max_size=9
    ),
    joining=joinings,
)
def test_the_total_is_exactly_what_an_independent_calculation_says(
    right, video, role_play, joining
):
    def mark(sheets, step):
        scale = Scale(dict.fromkeys(range(len(sheets[0])), step))
        by_member = {m: scale.sheet(dict(enumerate(sheet))) for m, sheet in enumerate(sheets)}
        return entry_mark(scale, by_member, members=range(len(sheets))).value

    def by_hand(sheets, step):
        means = [statistics.mean(step * steps for steps in sheet) for sheet in sheets]
        return statistics.mean(means)

    half, one = Fraction(1, 2), Fraction(1)
    parts = Parts(mark(video, half), mark_of_test(right=right, of=37), mark(role_play, one))
    test = Fraction(right, 37) * 10
    second = [test, by_hand(role_play, one)]
    expected = by_hand(video, half) + (
        sum(second) if joining == Joining.SUM else statistics.mean(second)
    )
    assert ranked({1: parts}, joining).totals == {1: expected}


def of_totals(*totals: int):
    return {
        pk: Parts(Fraction(t), Fraction(0), Fraction(0)) for pk, t in enumerate(totals, start=1)
    }


def test_a_tie_at_a_prize_place_waits_for_the_decision_about_exactly_these():
    field = of_totals(9, 8, 8, 8, 1)
    waiting = ranked(field)
    (tie,) = waiting.prizes.ties
    assert (tie.entries, tie.seats) == ({2, 3, 4}, (2, 3))
    assert waiting.prizes.seats == {1: 1}
    settled = ranked(field, decisions=[Decision(frozenset({2, 3, 4}), (4, 2))])
    assert settled.prizes.seats == {1: 1, 4: 2, 2: 3}
    for void in (
        Decision(frozenset({2, 3}), (2, 3)),
        Decision(frozenset({2, 3, 4}), (4,)),
        Decision(frozenset({2, 3, 4}), admits_all=True),
    ):
        assert not ranked(field, decisions=[void]).prizes.is_settled


def test_while_a_part_is_missing_nobody_has_a_place():
    field = {**of_totals(9, 8), 3: Parts(Fraction(1), None, Fraction(1))}
    found = ranked(field)
    assert found.totals == {1: 9, 2: 8, 3: None}
    assert (found.level_of, found.prizes) == ({}, None)
