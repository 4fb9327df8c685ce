"""The ranking of each group, live from the marks (C-2, C-14, C-15)."""

import statistics
from fractions import Fraction

import pytest

from contest.scoring.models import Mark
from contest.scoring.rules.places import Decision
from contest.scoring.services import excuse, recuse
from contest.scoring.standing import standing
from contest.video.models import MissingVideo
from core import clock
from forms_app.lifecycle import State
from tests.contest.scoring.conftest import NAMES, admit
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def places(contest, *decisions):
    """Surname → place, of all groups together."""
    _, groups = standing(contest, decisions)
    return {
        line.entry.last_name: line.level.first if line.level else None
        for group in groups
        for line in group.lines
    }


@pytest.fixture
def ranked(contest, window, commission, give):
    """``ranked(7, 5, …)``: an entry of one group per mark, given alike by everybody."""
    window()

    def make(*marks: int):
        rows = [admit(contest, name) for name, _ in zip(NAMES, marks, strict=False)]
        for entry, mark in zip(rows, marks, strict=True):
            for member in commission:
                give(member, entry, *[mark] * 4)
        return rows

    return make


@pytest.mark.req("C-14")
def test_the_mark_is_exactly_the_mean_of_means(contest, window, commission, give):
    window()
    entry = admit(contest, "Абрамова")
    sheets = [(10, 9, 7, 8), (0, 1, 2, 4), (5, 5, 5, 6), (10, 10, 10, 9)]
    for member, sheet in zip(commission, sheets, strict=True):
        give(member, entry, *sheet)
    _, (group,) = standing(contest)
    by_hand = statistics.mean(statistics.mean(map(Fraction, sheet)) for sheet in sheets)
    assert group.lines[0].mark.value == by_hand == Fraction(101, 16)


@pytest.mark.req("C-2", "C-15")
def test_each_group_is_ranked_by_itself(contest, ranked, commission, give):
    ranked(4, 9)
    other = admit(contest, "Петрова", role="recruitment")
    for member in commission:
        give(member, other, 2, 2, 2, 2)
    _, groups = standing(contest)
    assert [g.group.title for g in groups] == ["Кадровый консультант", "Карьерный консультант"]
    assert places(contest) == {"Петрова": 1, "Белова": 1, "Абрамова": 2}
    assert set(groups[0].allotment.seats) == {other.pk}


@pytest.mark.req("C-15")
def test_a_tie_at_the_fifth_place_waits_for_the_commission(contest, ranked):
    rows = ranked(9, 8, 7, 6, 5, 5, 5)
    _, (group,) = standing(contest)
    (tie,) = group.allotment.ties
    assert tie.entries == {row.pk for row in rows[4:]}
    assert tie.places_left == 1
    chosen = Decision(tie.entries, (rows[6].pk,))
    _, (group,) = standing(contest, [chosen])
    assert set(group.allotment.seats) == {*(row.pk for row in rows[:4]), rows[6].pk}
    # Whoever withdraws frees the place, and what was decided among others is void.
    rows[5].submission.state = State.WITHDRAWN
    rows[5].submission.save()
    _, (group,) = standing(contest, [chosen])
    assert group.allotment.ties[0].entries == {rows[4].pk, rows[6].pk}


def test_ties_in_several_groups_ask_what_the_meetings_decided_once(
    contest, ranked, commission, give
):
    ranked(5, 5, 5, 5, 5, 5)
    queries = count_queries(lambda: standing(contest))
    for name in NAMES[:6]:
        other = admit(contest, name, role="recruitment")
        for member in commission:
            give(member, other, 2, 2, 2, 2)
    assert [len(group.allotment.ties) for group in standing(contest)[1]] == [1, 1]
    assert count_queries(lambda: standing(contest)) == queries


@pytest.mark.req("C-14")
def test_a_missing_mark_blocks_its_group_until_its_member_is_recused(
    contest, ranked, commission, give
):
    rows = ranked(9, 8)
    late = admit(contest, "Волкова")
    for member in commission[1:]:
        give(member, late, 7, 7, 7, 7)
    give(commission[0], late, 7, 7, 7)
    _, (group,) = standing(contest)
    assert group.allotment is None
    (line,) = group.without_mark
    assert (line.entry, line.mark.missing) == (late, {commission[0].pk})
    assert set(places(contest).values()) == {None}
    recuse(entry=late, member=commission[0], reason="брат", actor=commission[0].user)
    _, (group,) = standing(contest)
    assert set(group.allotment.seats) == {*(row.pk for row in rows), late.pk}


@pytest.mark.req("C-14")
def test_all_recused_means_no_mark_and_a_decision(contest, ranked, commission):
    rows = ranked(9, 8)
    for member in commission:
        recuse(entry=rows[0], member=member, reason="коллега", actor=member.user)
    _, (group,) = standing(contest)
    assert group.allotment is None
    assert [line.mark.is_nobodys for line in group.without_mark] == [True]
    assert places(contest) == {"Белова": None, "Абрамова": None}


@pytest.mark.req("C-14")
def test_half_steps_are_exact(contest, window, commission, give):
    window(-1, 5)
    first = contest.criteria.first()
    first.step = "0.5"
    first.save()
    window()
    entry = admit(contest, "Абрамова")
    for member in commission:
        give(member, entry, 15, 7, 7, 7)
    _, (group,) = standing(contest)
    assert group.lines[0].mark.value == Fraction(15, 2) / 4 + Fraction(21, 4)


def test_where_the_members_are_furthest_apart(contest, ranked, commission, give):
    rows = ranked(5, 5)
    give(commission[0], rows[1], 9, 9, 9, 9)
    _, (group,) = standing(contest)
    spread = {line.entry.last_name: line.spread for line in group.lines}
    assert spread == {"Абрамова": 0, "Белова": 4}
    recuse(entry=rows[1], member=commission[0], reason="брат", actor=commission[0].user)
    _, (group,) = standing(contest)
    assert {line.spread for line in group.lines} == {0}


@pytest.mark.req("X-4")
def test_a_ranking_asks_as_many_queries_at_any_size(
    contest, ranked, commission, django_assert_num_queries
):
    ranked(9)
    with django_assert_num_queries(6):
        standing(contest)
    for name in NAMES[1:]:
        admit(contest, name)
    excuse(
        member=commission[0],
        number="1",
        decided_on=contest.scoring_opens_at.date(),
        reason="отпуск",
        actor=commission[1].user,
    )
    # Five for the marks, one for what meetings decided.
    assert count_queries(lambda: standing(contest)) == 6
    assert Mark.objects.count() == 16


@pytest.mark.req("C-13")
def test_who_sent_no_video_until_the_end_is_not_marked(contest, ranked):
    first, second = ranked(7, 5)
    MissingVideo.objects.create(entry=first, noted_at=clock.now())
    assert places(contest) == {second.last_name: 1}
