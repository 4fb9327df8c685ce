"""The overall standing, live from marks, tests and decisions (C-14, C-16, C-17)."""

import pytest

from contest.finalists.models import Finalist
from contest.finalists.services import record_no_show, save_attendance, take_back_no_show
from contest.scoring.models import Mark
from contest.scoring.rules.places import Decision
from contest.scoring.services import recuse
from contest.setup.models import Part
from contest.stage_two.models import TestResult
from contest.stage_two.overall import is_over, overall
from core import clock
from forms_app.lifecycle import State
from tests.contest.stage_two.conftest import fresh, give, total_of
from tests.queries import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-17")]


def places(contest, *decisions) -> dict[str, int | None]:
    """Surname → prize, from the best on."""
    lines = overall(fresh(contest), decisions).lines
    return {line.finalist.entry.last_name: line.prize for line in lines}


def today(contest):
    return clock.in_zone(clock.now(), contest.tz).date()


def withdraw(finalist) -> None:
    submission = finalist.entry.submission
    submission.state = State.WITHDRAWN
    submission.save()


@pytest.mark.req("C-16")
def test_one_ranking_of_all_by_the_contests_way_of_joining(contest, played):
    played((15, 8), (30, 9), (7, 9), (29, 1))
    found = overall(fresh(contest))
    assert [line.total for line in found.lines] == [
        total_of(30, 9),
        total_of(15, 8),
        total_of(7, 9),
        total_of(29, 1),
    ]
    assert places(contest) == {"Белова": 1, "Абрамова": 2, "Волкова": 3, "Громова": None}
    assert found.is_settled
    assert not found.without_total


def test_a_tie_at_a_prize_place_waits_and_ends_by_a_decision_about_these(contest, played):
    first, second, third = played((30, 9), (30, 9), (3, 3))
    tied = frozenset({first.entry_id, second.entry_id})
    assert places(contest) == {"Абрамова": None, "Белова": None, "Волкова": 3}
    assert not overall(fresh(contest)).is_settled
    decision = Decision(tied, (second.entry_id, first.entry_id))
    assert places(contest, decision) == {"Белова": 1, "Абрамова": 2, "Волкова": 3}
    # Whoever withdraws frees the place, and the decision about the two is void.
    withdraw(second)
    assert places(contest, decision) == {"Абрамова": 1, "Волкова": 2}
    assert third.entry.last_name == "Волкова"


@pytest.mark.req("C-14")
def test_what_blocks_is_said_in_words_and_nobody_has_a_place(contest, played, worker):
    whole, owed, unchecked, unknown, absent = played(*[(9, 9)] * 5)
    Mark.objects.filter(sheet__entry=owed.entry, sheet__member__last_name="Каменев").delete()
    TestResult.objects.filter(finalist=owed).delete()
    TestResult.objects.filter(finalist=unchecked).update(checked_at=None, checked_by=None)
    Finalist.objects.filter(pk=unknown.pk).update(attended=None)
    Finalist.objects.filter(pk=absent.pk).update(attended=False)
    found = overall(fresh(contest))
    lacks = {line.finalist: list(line.lacks) for line in found.without_total}
    name = "Каменев Олег Львович"
    assert lacks == {
        owed: [
            f"видеообращение: нет оценок – {name}",
            f"ролевая игра: нет оценок – {name}",
            "результат теста не внесён",
        ],
        unchecked: ["результат теста не проверен вторым человеком"],
        unknown: ["не отмечено, явился ли участник"],
        absent: ["не явился: нужно решение комиссии"],
    }
    assert found.prizes is None
    assert {line.prize for line in found.lines} == {None}
    assert whole in {line.finalist for line in found.lines}


@pytest.mark.req("C-14")
def test_who_did_not_appear_by_decision_has_no_place_and_the_ranking_goes_on(
    contest, played, worker
):
    first, *_ = played((30, 9), (20, 9), (10, 9))
    Finalist.objects.filter(pk=first.pk).update(attended=False)
    assert overall(fresh(contest)).prizes is None
    decision = {"decided_on": today(contest), "reason": "не явился", "actor": worker}
    no_show = record_no_show(finalist=first, number="1", **decision)
    assert places(contest) == {"Белова": 1, "Волкова": 2}
    assert overall(fresh(contest)).no_shows == (first,)
    save_attendance(contest=contest, came={first.pk: True}, actor=worker)
    take_back_no_show(no_show=no_show, number="2", **decision)
    assert places(contest) == {"Абрамова": 1, "Белова": 2, "Волкова": 3}


def test_a_recusal_recorded_later_recomputes(contest, played, commission):
    first, second = played((30, 9), (30, 8))
    give(second, Part.ROLE_PLAY, 10, 8, 10)
    assert list(places(contest)) == ["Белова", "Абрамова"]
    recuse(entry=second.entry, member=commission[0], reason="брат", actor=commission[0].user)
    assert overall(fresh(contest), []).lines[0].total == total_of(30, 9)
    recuse(entry=second.entry, member=commission[2], reason="брат", actor=commission[2].user)
    assert places(contest) == {"Абрамова": 1, "Белова": 2}
    assert first.entry.last_name == "Абрамова"


@pytest.mark.req("C-14")
def test_nobody_has_a_place_before_the_role_plays_are_closed(contest, played, hours):
    played((30, 9), (20, 9))
    hours(2, 1)
    found = overall(fresh(contest))
    assert found.waits == ("Оценка ролевых игр не закончена.",)
    assert found.prizes is None
    assert not is_over(fresh(contest))
    hours(2, -1)
    assert is_over(fresh(contest))
    assert overall(fresh(contest)).is_settled


def test_without_finalists_nothing_is_settled(contest):
    found = overall(contest)
    assert found.waits == (
        "Сроки оценки видеообращений не заданы.",
        "Сроки оценки ролевых игр не заданы.",
        "В настройках конкурса не указано, сколько вопросов в тесте.",
        "Участников II этапа нет: список утверждает комиссия.",
    )
    assert not found.is_settled


@pytest.mark.req("X-4")
@pytest.mark.parametrize("number", [1, 3])
def test_the_ranking_asks_as_many_queries_at_any_size(contest, played, number):
    played(*[(30, 9), (20, 9), (10, 9)][:number])
    row = fresh(contest)
    # Four for the marks of each part, the finalists, the no-shows, and what meetings decided.
    assert count_queries(lambda: overall(row)) == 11
