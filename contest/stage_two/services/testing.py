"""Right answers of the test: entered by one person, checked by another (C-16)."""

from django.db import transaction

from contest.finalists.models import Finalist
from contest.scoring.models import Recusal
from contest.scoring.services.locking import locked
from contest.setup.models import Contest
from contest.stage_two.models import TestResult
from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User


@transaction.atomic
def enter_test(*, finalist: Finalist, right: int, actor: User, reason: str = "") -> TestResult:
    """Enter or correct how many answers are right; another person has to check it (anew).

    What was checked already changes only with a reason.
    """
    contest = locked(finalist.contest_id)
    if not Finalist.objects.appeared().filter(pk=finalist.pk).exists():
        raise Refused("Участник не отмечен явившимся на II этап.")
    refuse_impossible(contest, right)
    row = TestResult.objects.select_for_update().filter(finalist=finalist).first()
    if row is not None and row.right == right:
        return row
    if row is not None and row.is_checked and not reason.strip():
        raise Refused("Результат уже проверен. Укажите, почему он меняется.", field="reason")
    before = row.right if row else None
    row = row or TestResult(finalist=finalist)
    row.right = right
    row.entered_at, row.entered_by = clock.now(), actor
    row.checked_at = row.checked_by = None
    row.save()
    _log(row, actor, "enter-test", why=reason.strip(), before=before)
    return row


@transaction.atomic
def check_test(*, result: TestResult, right: int, actor: User) -> TestResult:
    """Confirm the number that a second person read from the answer sheet; Refused when it differs.

    What was entered is not said: whoever checks reads the sheet, not the screen.
    """
    locked(result.finalist.contest_id)
    rows = TestResult.objects.select_for_update(of=("self",)).select_related("finalist__entry")
    row = rows.get(pk=result.pk)
    if row.is_checked:
        raise Refused("Этот результат уже проверен.")
    if row.entered_by_id == actor.pk:
        raise Refused("Проверяет другой человек, не тот, кто внёс.")
    if Recusal.objects.in_force().filter(entry=row.finalist.entry, member__user=actor).exists():
        raise Refused(
            "У вас с этим участником записан конфликт интересов: проверяет другой человек."
        )
    if row.right != right:
        raise Refused(
            "Это не то число, которое внёс коллега. Сверьте с бланком ответов ещё раз: если неверно"
            " внесённое, исправьте его – тогда проверит другой человек.",
            field="right",
        )
    row.checked_at, row.checked_by = clock.now(), actor
    row.save()
    _log(row, actor, "check-test")
    return row


@transaction.atomic
def take_back_test(*, result: TestResult, actor: User) -> None:
    """Forget a result that was entered by mistake and that nobody has checked."""
    locked(result.finalist.contest_id)
    rows = TestResult.objects.select_for_update(of=("self",)).select_related("finalist__entry")
    row = rows.get(pk=result.pk)
    if row.is_checked:
        raise Refused("Этот результат уже проверен: его можно только исправить.")
    _log(row, actor, "take-back-test")
    row.delete()


def refuse_impossible(contest: Contest, right: int) -> None:
    """Refuse a number that no answer sheet of this contest can have."""
    if not contest.test_questions:
        raise Refused("Сначала укажите в настройках конкурса, сколько вопросов в тесте.")
    if not 0 <= right <= contest.test_questions:
        raise Refused(f"Верных ответов – от 0 до {contest.test_questions}.", field="right")


def _log(row: TestResult, actor: User, action: str, *, why: str = "", **details: object) -> None:
    log_change(
        row.finalist.entry,
        actor=actor,
        action=action,
        why=why,
        details={"right": row.right, **details},
    )
