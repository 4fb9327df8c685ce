"""An agreement as it may be changed, and what must be true of it whoever changes it."""

import datetime as dt
from typing import Any

from core import clock
from core.errors import Refused
from core.history import SYSTEM_LABEL, log_change
from core.models import User
from placement.agreements.models import Agreement
from placement.agreements.rules import is_repeat
from placement.common.guards import signature
from placement.employers.services.guards import current


def locked(agreement: Agreement) -> Agreement:
    """The row as it is now, locked after its employer, under whose lock repeats are looked for."""
    current(agreement.employer)
    rows = Agreement.objects.select_related("employer", "number", "key", "scan")
    row = rows.select_for_update(of=("self",)).filter(pk=agreement.pk).first()
    if row is None:
        raise Refused("Этого договора больше нет. Обновите страницу.")
    return row


def refuse_wrong(row: Agreement) -> None:
    """Refuse what no agreement of its kind may lack, and a repeat that nobody has explained."""
    row.set_keys()
    kind = Agreement.Kind
    if not row.subject.strip():
        raise Refused("Напишите, о чём договор.", field="subject")
    if row.ends_on is not None and row.ends_on < row.starts_on:
        raise Refused("Договор кончается раньше, чем начинается.", field="ends_on")
    if row.ends_on is None and row.kind != kind.PARTNERSHIP:
        raise Refused("Укажите последний день срока.", field="ends_on")
    if row.kind in row.FOR_PERSONS and not row.people:
        raise Refused("Назовите человека, для которого договор.", field="people_names")
    if row.kind == kind.PRACTICE and not row.practice_kind:
        raise Refused("Выберите вид практики.", field="practice_kind")
    if row.kind == kind.PRACTICE and not row.group.strip():
        raise Refused("Укажите группу.", field="group")
    if not row.duplicate_reason.strip() and (other := repeat_of(row)):
        raise Refused(
            f"Такой договор уже есть: {in_words(other)}. Если нужен ещё один, напишите почему.",
            field="duplicate_reason",
        )


def refuse_future(day: dt.date, field: str) -> None:
    """Refuse a day that has not come."""
    if day > clock.local_day(clock.now()):
        raise Refused("Этот день ещё не наступил.", field=field)


def repeat_of(row: Agreement) -> Agreement | None:
    """Another agreement that says the same for the same time (clause 5.4)."""
    others = Agreement.objects.filter(employer=row.employer_id, kind=row.kind)
    others = others.exclude(pk=row.pk).select_related("number").order_by("starts_on", "pk")
    return next((other for other in others if is_repeat(row.facts, other.facts)), None)


def in_words(row: Agreement) -> str:
    """«Договор № 5, 01.09.2026 – 31.08.2027»."""
    return f"{row}, {row.term_text}"


def log(row: Agreement, actor: User | None, action: str, source: str, **more: Any) -> None:
    """One line of the agreement's history."""
    who = signature(actor, SYSTEM_LABEL)
    log_change(row, action=action, from_state=source, to_state=row.state, **who, **more)
