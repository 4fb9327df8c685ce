"""Right answers of the test: entered by one, checked by another (C-16)."""

import pytest
from django.db import IntegrityError, transaction

from contest.finalists.services import record_no_show, save_attendance
from contest.setup.models.contests import QUESTIONS_STAY
from contest.stage_two import services
from contest.stage_two.models import TestResult
from contest.stage_two.overall import overall
from core import clock
from core.errors import Refused
from core.models import HistoryRecord
from tests.contest.stage_two.conftest import QUESTIONS, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-16")]


@pytest.fixture
def finalist(finalists):
    return finalists(1)[0]


@pytest.fixture
def result(finalist, worker) -> TestResult:
    return services.enter_test(finalist=finalist, right=20, actor=worker)


def test_mark(contest):
    (line,) = overall(fresh(contest)).lines
    return line.parts.test


test_mark.__test__ = False


def test_only_what_another_person_has_checked_counts(contest, result, worker, colleague):
    assert test_mark(contest) is None
    with pytest.raises(Refused, match="другой человек"):
        services.check_test(result=result, right=20, actor=worker)
    assert test_mark(contest) is None
    services.check_test(result=result, right=20, actor=colleague)
    assert test_mark(contest) == pytest.approx(20 / 3)
    with pytest.raises(Refused, match="уже проверен"):
        services.check_test(result=result, right=20, actor=colleague)


def test_a_difference_is_said_without_the_number_and_changes_nothing(result, colleague):
    with pytest.raises(Refused, match="не то число") as refusal:
        services.check_test(result=result, right=21, actor=colleague)
    assert refusal.value.field == "right"
    assert "20" not in refusal.value.message
    result.refresh_from_db()
    assert (result.right, result.is_checked) == (20, False)


def test_who_corrects_the_number_leaves_the_check_to_another(result, finalist, worker, colleague):
    services.enter_test(finalist=finalist, right=21, actor=colleague)
    with pytest.raises(Refused, match="другой человек"):
        services.check_test(result=result, right=21, actor=colleague)
    services.check_test(result=result, right=21, actor=worker)


def test_a_change_after_the_check_needs_a_reason_and_another_check(
    contest, result, finalist, worker, colleague
):
    services.check_test(result=result, right=20, actor=colleague)
    with pytest.raises(Refused, match="почему он меняется"):
        services.enter_test(finalist=finalist, right=19, actor=worker)
    services.enter_test(finalist=finalist, right=19, actor=worker, reason="ошибка в ключе")
    assert test_mark(contest) is None
    record = HistoryRecord.objects.filter(action="enter-test").order_by("pk").last()
    assert record.why == "ошибка в ключе"
    assert record.details == {"right": 19, "before": 20}


def test_the_same_number_entered_again_stays_checked(result, finalist, worker, colleague):
    services.check_test(result=result, right=20, actor=colleague)
    services.enter_test(finalist=finalist, right=20, actor=worker)
    result.refresh_from_db()
    assert result.is_checked


def test_the_database_too_knows_that_another_person_checks(result, worker):
    result.checked_at, result.checked_by = clock.now(), worker
    with pytest.raises(IntegrityError), transaction.atomic():
        result.save()


@pytest.mark.parametrize("right", [-1, QUESTIONS + 1])
def test_no_more_right_answers_than_questions(finalist, worker, right):
    with pytest.raises(Refused, match="от 0 до 30"):
        services.enter_test(finalist=finalist, right=right, actor=worker)


def test_only_who_came_has_a_result(contest, finalist, worker):
    save_attendance(contest=contest, came={finalist.pk: None}, actor=worker)
    with pytest.raises(Refused, match="явившимся"):
        services.enter_test(finalist=finalist, right=1, actor=worker)
    save_attendance(contest=contest, came={finalist.pk: True}, actor=worker)
    today = clock.in_zone(clock.now(), contest.tz).date()
    record_no_show(finalist=finalist, number="1", decided_on=today, reason="ушёл", actor=worker)
    with pytest.raises(Refused, match="явившимся"):
        services.enter_test(finalist=finalist, right=1, actor=worker)


def test_the_number_of_questions_is_known_before_and_stays_after(contest, finalist, worker):
    contest = fresh(contest)
    contest.test_questions = None
    contest.save()
    with pytest.raises(Refused, match="сколько вопросов"):
        services.enter_test(finalist=finalist, right=1, actor=worker)
    contest.test_questions = 40
    contest.save()
    services.enter_test(finalist=finalist, right=40, actor=worker)
    contest.test_questions = 50
    with pytest.raises(Refused, match=QUESTIONS_STAY[:30]):
        contest.save()
