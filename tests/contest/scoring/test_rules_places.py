"""Places, the cut and the prizes: equal is equal, ties are decided and never broken (C-15, C-17)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.scoring.rules.places import Decision, Tie, admitted, levels, prizes

# Few different marks, so that ties are common.
marks = st.fractions(min_value=0, max_value=3, max_denominator=3)
rankings = st.dictionaries(st.integers(1, 30), marks, max_size=12)
quotas = st.integers(1, 6)


def place_of(ranking, entry) -> int:
    """The place by hand: one more than the number of better entries."""
    return 1 + sum(other > ranking[entry] for other in ranking.values())


@given(ranking=rankings)
def test_places_follow_the_number_of_better_entries(ranking):
    found = {entry: level for level in levels(ranking) for entry in level.entries}
    assert {entry: level.first for entry, level in found.items()} == {
        entry: place_of(ranking, entry) for entry in ranking
    }
    for level in levels(ranking):
        assert level.last - level.first + 1 == len(level.entries)
        assert {ranking[entry] for entry in level.entries} == {level.mark}


@pytest.mark.req("C-15")
@given(ranking=rankings, quota=quotas)
def test_the_best_go_on_and_a_tie_across_the_cut_waits(ranking, quota):
    found = admitted(ranking, quota)
    for entry in ranking:
        better = sum(other > ranking[entry] for other in ranking.values())
        as_good = sum(other >= ranking[entry] for other in ranking.values())
        is_in, is_tied = as_good <= quota, better < quota < as_good
        assert (entry in found.seats) == is_in
        assert any(entry in tie.entries for tie in found.ties) == is_tied
    assert len(found.seats) + sum(tie.places_left for tie in found.ties) == min(quota, len(ranking))
    if len(ranking) <= quota:
        assert set(found.seats) == set(ranking)


@given(ranking=rankings, quota=quotas, data=st.data())
def test_the_order_of_the_input_changes_nothing(ranking, quota, data):
    turned = dict(data.draw(st.permutations(list(ranking.items()))))
    assert admitted(turned, quota) == admitted(ranking, quota)
    assert prizes(turned, winners=1, prize_winners=2) == prizes(ranking, winners=1, prize_winners=2)


@given(ranking=rankings, quota=quotas, more=st.fractions(0, 2, max_denominator=3), data=st.data())
def test_one_more_point_never_lowers_a_place(ranking, quota, more, data):
    if not ranking:
        return
    entry = data.draw(st.sampled_from(sorted(ranking)))
    better = {**ranking, entry: ranking[entry] + more}
    assert place_of(better, entry) <= place_of(ranking, entry)
    now = {e: level.first for level in levels(better) for e in level.entries}
    before = {e: level.first for level in levels(ranking) for e in level.entries}
    assert now[entry] <= before[entry]
    if entry in admitted(ranking, quota).seats:
        assert entry in admitted(better, quota).seats


@given(ranking=rankings, quota=quotas, data=st.data())
def test_a_withdrawn_entry_frees_its_place(ranking, quota, data):
    if not ranking:
        return
    gone = data.draw(st.sampled_from(sorted(ranking)))
    left = {entry: mark for entry, mark in ranking.items() if entry != gone}
    before, after = admitted(ranking, quota), admitted(left, quota)
    assert set(before.seats) - {gone} <= set(after.seats)
    waiting = sum(tie.places_left for tie in after.ties)
    assert len(after.seats) + waiting == min(quota, len(left))


@given(ranking=rankings, quota=quotas, data=st.data())
def test_a_decision_picks_exactly_as_many_as_fit(ranking, quota, data):
    for tie in admitted(ranking, quota).ties:
        few = data.draw(st.lists(st.sampled_from(sorted(tie.entries)), unique=True))
        found = admitted(ranking, quota, [Decision(tie.entries, tuple(few))])
        fits = len(few) == tie.places_left
        assert found.is_settled == fits
        assert set(few) <= set(found.seats) or not fits
        assert len(found.seats) == quota or not fits
        assert not found.exceeds
        # What was decided on other entries decides nothing.
        other = Decision(tie.entries - {min(tie.entries)}, tuple(few))
        assert admitted(ranking, quota, [other]).ties == (tie,)


FIVE = {1: Fraction(9), 2: Fraction(8), 3: Fraction(7), 4: Fraction(6), 5: Fraction(5)}


@pytest.mark.req("C-15")
def test_all_of_a_tie_may_be_admitted_at_the_fifth_place_as_a_departure():
    ranking = {**FIVE, 6: Fraction(5), 7: Fraction(5), 8: Fraction(1)}
    tie = Tie(frozenset({5, 6, 7}), (1,))
    assert admitted(ranking, 5).ties == (tie,)
    found = admitted(ranking, 5, [Decision(tie.entries, admits_all=True)])
    assert set(found.seats) == {1, 2, 3, 4, 5, 6, 7}
    assert found.exceeds
    # A pick beside «all» contradicts itself.
    mixed = Decision(tie.entries, (5,), admits_all=True)
    assert admitted(ranking, 5, [mixed]).ties == (tie,)
    assert admitted(ranking, 5, [Decision(tie.entries, (5, 5))]).ties == (tie,)
    assert admitted(ranking, 5, [Decision(tie.entries, (8,))]).ties == (tie,)


@pytest.mark.req("C-17")
def test_prize_places_have_an_order_and_admit_nobody_beyond_them():
    def places(totals, *decisions):
        return prizes(totals, winners=1, prize_winners=2, decisions=decisions)

    assert places(FIVE).seats == {1: 1, 2: 2, 3: 3}
    # Two with the same total at places II and III: nobody else is touched, yet an order is needed.
    level = {**FIVE, 3: Fraction(8)}
    tie = Tie(frozenset({2, 3}), (2, 3))
    assert (places(level).seats, places(level).ties) == ({1: 1}, (tie,))
    assert places(level, Decision(tie.entries, (3, 2))).seats == {1: 1, 3: 2, 2: 3}
    everybody = Decision(tie.entries, admits_all=True)
    assert places(level, everybody).ties == (tie,)
    # A tie at the top leaves place III to the next.
    top = {**FIVE, 2: Fraction(9)}
    assert places(top).seats == {3: 3}
    assert places(top).ties == (Tie(frozenset({1, 2}), (1, 2)),)


def test_entries_that_share_a_place_of_the_same_kind_need_no_decision():
    assert prizes({1: Fraction(9), 2: Fraction(9)}, winners=2, prize_winners=0).seats == {
        1: 1,
        2: 1,
    }


def test_nothing_to_rank_breaks_nothing():
    assert admitted({}, 5).seats == {}
    assert prizes({}, winners=1, prize_winners=2).is_settled
