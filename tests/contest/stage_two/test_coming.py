"""Who came, in which order they play, who did not appear by decision (C-14, C-16)."""

import datetime as dt

import pytest

from contest.finalists.models import Finalist, NoShow
from contest.finalists.services import (
    draw_lots,
    record_draw,
    record_no_show,
    save_attendance,
    take_back_no_show,
)
from contest.stage_two.services import check_test, enter_test, finish_run, start_run
from core import clock
from core.errors import Refused
from core.models import HistoryRecord

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-16")]


def numbers(contest) -> dict[int, int | None]:
    rows = Finalist.objects.filter(contest=contest)
    return dict(rows.values_list("pk", "draw_number"))


@pytest.fixture
def today(contest) -> dt.date:
    return clock.in_zone(clock.now(), contest.tz).date()


def test_the_site_draws_each_number_once_for_those_who_came(contest, finalists, worker):
    *came, absent = finalists(4)
    save_attendance(contest=contest, came={absent.pk: False}, actor=worker)
    draw_lots(contest=contest, actor=worker)
    drawn = numbers(contest)
    assert drawn.pop(absent.pk) is None
    assert sorted(drawn.values()) == [1, 2, 3]
    record = HistoryRecord.objects.get(action="stage-two-draw")
    by_entry = {str(one.entry_id): drawn[one.pk] for one in came}
    assert record.details == {"way": "site", "numbers": by_entry}


def test_a_draw_is_done_again_only_with_a_reason(contest, finalists, worker):
    first, second = finalists(2)
    record_draw(contest=contest, numbers={first.pk: 2, second.pk: 1}, actor=worker)
    swapped = {first.pk: 1, second.pk: 2}
    with pytest.raises(Refused, match="заново"):
        record_draw(contest=contest, numbers=swapped, actor=worker)
    with pytest.raises(Refused, match="заново"):
        draw_lots(contest=contest, actor=worker)
    assert numbers(contest) == {first.pk: 2, second.pk: 1}
    record_draw(contest=contest, numbers=swapped, actor=worker, reason="описка")
    assert numbers(contest) == swapped


def test_a_latecomer_gets_a_number_without_a_new_draw(contest, finalists, worker):
    first, second = finalists(2)
    save_attendance(contest=contest, came={second.pk: None}, actor=worker)
    record_draw(contest=contest, numbers={first.pk: 1}, actor=worker)
    save_attendance(contest=contest, came={second.pk: True}, actor=worker)
    record_draw(contest=contest, numbers={first.pk: 1, second.pk: 2}, actor=worker)
    assert numbers(contest) == {first.pk: 1, second.pk: 2}


@pytest.mark.parametrize(
    ("typed", "words"),
    [([1, 1], "дважды"), ([0, 1], "начинаются с 1"), ([1], "каждого, кто явился")],
)
def test_numbers_typed_by_hand_are_whole(contest, finalists, worker, typed, words):
    rows = finalists(2)
    given = {row.pk: number for row, number in zip(rows, typed, strict=False)}
    with pytest.raises(Refused, match=words):
        record_draw(contest=contest, numbers=given, actor=worker)


def test_nobody_came_nothing_to_draw(contest, worker):
    with pytest.raises(Refused, match="некому"):
        draw_lots(contest=contest, actor=worker)


@pytest.mark.req("C-14")
def test_a_no_show_is_a_decision_and_is_undone_by_another(contest, finalists, worker, today):
    (row,) = finalists(1)
    decision = {"decided_on": today, "reason": "не явился", "actor": worker}
    for wrong, words in (
        ({"number": " "}, "номер"),
        ({"number": "1", "decided_on": today + dt.timedelta(days=1)}, "не наступила"),
        ({"number": "1", "reason": ""}, "решено"),
    ):
        with pytest.raises(Refused, match=words):
            record_no_show(finalist=row, **{**decision, **wrong})
    no_show = record_no_show(finalist=row, number="12-к", **decision)
    assert row not in Finalist.objects.appeared()
    with pytest.raises(Refused, match="уже записана"):
        record_no_show(finalist=row, number="13-к", **decision)
    with pytest.raises(Refused, match="номер"):
        take_back_no_show(no_show=no_show, number="", **decision)
    take_back_no_show(no_show=no_show, number="14-к", **decision)
    assert row in Finalist.objects.appeared()
    stored = NoShow.objects.get()
    assert (stored.number, stored.ended_number, stored.ended_by) == ("12-к", "14-к", worker)


@pytest.mark.req("C-14")
@pytest.mark.parametrize("came", [False, None])
def test_who_has_taken_part_is_said_not_to_have_come_by_a_decision_alone(
    contest, finalists, worker, colleague, came
):
    tested, played, unchecked = finalists(3)
    for one in (tested, unchecked):
        enter_test(finalist=one, right=9, actor=worker)
    check_test(result=tested.test_result, right=9, actor=colleague)
    draw_lots(contest=contest, actor=worker)
    played.refresh_from_db()
    finish_run(run=start_run(finalist=played, actor=worker), actor=worker)
    for one in (tested, played):
        with pytest.raises(Refused, match="решение комиссии") as refusal:
            save_attendance(contest=contest, came={unchecked.pk: came, one.pk: came}, actor=worker)
        assert refusal.value.field == f"came-{one.pk}"
    assert Finalist.objects.filter(attended=True).count() == 3
    save_attendance(contest=contest, came={unchecked.pk: came}, actor=worker)
    assert Finalist.objects.get(pk=unchecked.pk).attended is came
