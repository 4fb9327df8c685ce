"""A case as it may be changed: locked after its graduate, in one order whoever asks."""

import datetime as dt
from typing import Any

from core import clock
from core.errors import Refused
from core.history import SYSTEM_LABEL, log_change
from core.models import User
from placement.cases.models import Case
from placement.common.guards import signature
from placement.graduates.services.guards import locked as locked_graduate
from placement.graduates.services.guards import locked_person


def locked(case: Case, *, is_open: bool = True) -> Case:
    """The case as it is now, locked; refused when it is ended, unless any will do."""
    if is_open:
        locked_graduate(case.graduate)
    else:
        locked_person(case.graduate)
    rows = Case.objects.select_related("graduate__key", "specialist")
    row = rows.select_for_update(of=("self",)).get(pk=case.pk)
    if is_open and not row.is_open:
        raise Refused("Сопровождение уже завершено. Обновите страницу.")
    return row


def refuse_future(day: dt.date, field: str) -> None:
    """Refuse a day that has not come."""
    if day > clock.local_day(clock.now()):
        raise Refused("Этот день ещё не наступил.", field=field)


def log(
    row: Case, actor: User | None, action: str, source: str, *, by: str = SYSTEM_LABEL, **more: Any
) -> None:
    """One line of the case's history; what was spoken stays out of it."""
    who = signature(actor, by)
    log_change(row, action=action, from_state=source, to_state=row.state, **who, **more)
