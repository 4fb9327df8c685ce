"""Role plays are marked like videos: of who came, in the order of the draw, in a window of their own (C-16)."""

import datetime as dt

import pytest

from contest.finalists import services as lists
from contest.finalists.models import Finalist
from contest.scoring.entries import criteria_of, in_marking_order, states_of, to_mark
from contest.scoring.models import WindowDecision
from contest.scoring.services import (
    Given,
    close_now,
    excuse,
    prolong,
    remind,
    reopen,
    save_mark,
    save_sheet,
)
from contest.scoring.standing import standing
from contest.setup.models import Contest, Part
from core import clock
from core.errors import Refused
from core.models import HistoryRecord, Letter
from forms_app.lifecycle import State

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-16")]
HOUR = dt.timedelta(hours=1)
ROLE_PLAY = Part.ROLE_PLAY


@pytest.fixture
def finalists(contest, commission, entries, window, secretary) -> list[Finalist]:
    """Three finalists, two of whom came; videos are closed, role plays are being marked."""
    window(24, -1)
    contest.role_play_opens_at = clock.now() - HOUR
    contest.role_play_closes_at = clock.now() + HOUR
    contest.save()
    rows = lists.admit(contest=contest, entries=entries, actor=secretary)
    came = {rows[0].pk: True, rows[1].pk: True, rows[2].pk: False}
    lists.save_attendance(contest=contest, came=came, actor=secretary)
    return rows


@pytest.fixture
def mark(contest, commission):
    """``mark(member, finalist, 7)``: the first criterion of the role play."""

    def give(member, finalist, steps):
        return save_mark(
            member=member,
            entry=finalist.entry,
            criterion=criteria_of(contest, ROLE_PLAY)[0],
            given=Given(steps),
            actor=member.user,
        )

    return give


def fresh(contest) -> Contest:
    return Contest.objects.get(pk=contest.pk)


def test_only_those_who_came_are_marked(contest, finalists, commission, mark):
    first, second, absent = finalists
    assert set(to_mark(contest, ROLE_PLAY)) == {first.entry, second.entry}
    mark(commission[2], first, 7)
    with pytest.raises(Refused, match="не явился"):
        mark(commission[2], absent, 7)
    first.entry.submission.state = State.WITHDRAWN
    first.entry.submission.save()
    assert set(to_mark(contest, ROLE_PLAY)) == {second.entry}


def test_they_come_in_the_order_of_the_draw_to_everybody(contest, finalists, commission, secretary):
    first, second, _ = finalists
    lists.record_draw(contest=contest, numbers={first.pk: 2, second.pk: 1}, actor=secretary)
    for member in commission:
        ordered = in_marking_order(member, to_mark(contest, ROLE_PLAY), ROLE_PLAY)
        assert ordered == [second.entry.pk, first.entry.pk]


@pytest.mark.req("C-14")
def test_each_part_has_a_window_of_its_own(contest, finalists, commission, mark, give):
    first, *_ = finalists
    with pytest.raises(Refused, match="Оценка закрыта"):
        give(commission[2], first.entry, 7)
    mark(commission[2], first, 7)
    close_now(contest=contest, reason="все оценили", actor=commission[1].user, part=ROLE_PLAY)
    with pytest.raises(Refused, match="Оценка закрыта"):
        mark(commission[2], first, 8)
    until = clock.now() + HOUR
    for part in Part.values:
        reopen(
            contest=contest,
            closes_at=until,
            reason="сбой",
            actor=commission[1].user,
            part=part,
        )
    prolong(
        contest=contest,
        closes_at=until + HOUR,
        reason="не успели",
        actor=commission[1].user,
        part=ROLE_PLAY,
    )
    row = fresh(contest)
    assert (row.scoring_closes_at, row.role_play_closes_at) == (until, until + HOUR)
    kinds = list(WindowDecision.objects.values_list("part", "kind"))
    assert kinds == [
        ("role-play", "close"),
        ("video", "reopen"),
        ("role-play", "reopen"),
        ("role-play", "prolong"),
    ]
    actions = set(HistoryRecord.objects.values_list("action", flat=True))
    assert {"role-play-close", "scoring-reopen", "role-play-reopen"} <= actions


def test_a_sheet_holds_the_criteria_of_its_part_alone(contest, finalists, commission):
    member, video = commission[2], criteria_of(contest)[0]
    with pytest.raises(Refused, match="другой части"):
        save_sheet(
            member=member,
            entry=finalists[0].entry,
            part=ROLE_PLAY,
            marks={video: Given(5)},
            comment="",
            seen_comment="",
            actor=member.user,
        )


def test_absence_from_role_plays_leaves_the_videos_alone(contest, finalists, commission):
    member, entry = commission[2], finalists[0].entry
    excuse(
        member=member,
        number="1",
        decided_on=clock.in_zone(clock.now(), contest.tz).date(),
        reason="болезнь",
        actor=commission[1].user,
        part=ROLE_PLAY,
    )
    assert states_of(member, [entry.pk], criteria=3, part=ROLE_PLAY)[entry.pk] == "excused"
    assert states_of(member, [entry.pk], criteria=4)[entry.pk] == "untouched"


def test_reminders_count_the_role_plays_left(contest, finalists, commission, mark):
    remind(contest=contest, actor=commission[1].user, part=ROLE_PLAY)
    assert Letter.objects.count() == len(commission)
    assert HistoryRecord.objects.filter(action="role-play-remind").exists()
    with pytest.raises(Refused, match="Оценка закрыта"):
        remind(contest=contest, actor=commission[1].user)


def test_role_plays_are_ranked_all_together_and_nobody_is_cut_off(contest, finalists, commission):
    contest.stage_two_quota = 1
    Contest.objects.filter(pk=contest.pk).update(stage_two_quota=1)
    for finalist, steps in zip(finalists[:2], (4, 9), strict=True):
        for member in commission:
            save_sheet(
                member=member,
                entry=finalist.entry,
                part=ROLE_PLAY,
                marks={one: Given(steps) for one in criteria_of(contest, ROLE_PLAY)},
                comment="",
                seen_comment="",
                actor=member.user,
            )
    _, (together,) = standing(fresh(contest), part=ROLE_PLAY)
    assert together.group is None
    assert together.allotment is None
    assert [(line.entry.last_name, line.mark.value) for line in together.lines] == [
        ("Белова", 9),
        ("Абрамова", 4),
    ]
