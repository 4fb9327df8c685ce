"""«Мои результаты» after the letters about the outcome: the place and the marks of stage II (C-16)."""

import pytest

from contest.complaints import own_results
from contest.setup.models import Contest
from core import clock
from tests.contest.stage_two.conftest import HOUR

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-16")]


def parts(entry) -> dict[str, str]:
    """The mark of each part that the participant sees."""
    entry.contest.refresh_from_db()
    return {one.title: one.mark for one in own_results.own_marks(entry)}


def test_the_marks_of_stage_two_and_the_place_are_there_after_the_letters(told, addressed):
    assert parts(addressed[1]) == {"видеообращение": "5,00", "тест": "9,00", "ролевая игра": "8,00"}
    test = own_results.own_marks(addressed[1])[1]
    assert test.rows == (("Верных ответов", "27 из 30"),)
    (said,) = own_results.told_of(addressed[1])
    assert said.text == "Вы стали призёром конкурса."
    assert "II место" in said.place
    (last,) = own_results.told_of(addressed[4])
    assert last.place == ""


def test_before_the_letters_there_is_neither_place_nor_mark_of_stage_two(
    addressed,
    signed,
    published,
    prepare,
):
    prepare(signed)
    assert set(parts(addressed[0])) == {"видеообращение"}
    assert own_results.told_of(addressed[0]) == []
    assert not own_results.is_shown(addressed[0])


def test_the_marks_of_stage_two_hide_again_while_role_plays_are_marked_again(told, addressed):
    Contest.objects.update(role_play_closes_at=clock.now() + HOUR)
    assert set(parts(addressed[0])) == {"видеообращение"}


def test_a_test_that_nobody_checked_is_not_shown(told, addressed):
    result = addressed[0].finalist.test_result
    result.checked_at = result.checked_by = None
    result.save()
    assert set(parts(addressed[0])) == {"видеообращение", "ролевая игра"}
