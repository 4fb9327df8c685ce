"""A case as it may be changed: locked after its graduate, in one order whoever asks."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from core import clock
from core.errors import Refused
from core.history import SYSTEM_LABEL, log_change
from core.models import HistoryRecord, User
from placement.cases.models import Case
from placement.common.guards import require, signature
from placement.graduates.rights import APPROVE, WORK
from placement.graduates.services.guards import locked as locked_graduate
from placement.graduates.services.guards import locked_person

# What happened so long before a case has nothing to do with it, but for a mistyped year.
EARLIEST = dt.timedelta(days=366)
# Nothing of a case is planned farther ahead.
LATEST = dt.timedelta(days=3 * 366)


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


def locked_by(case: Case, actor: User | None, *, is_open: bool = True) -> Case:
    """The same for who acts: staff act on the cases that they lead, the head on all of them."""
    require(actor, WORK)
    row = locked(case, is_open=is_open)
    if actor is not None:
        require_leading(row, actor)
    return row


def may_lead(case: Case, user: User) -> bool:
    """Whether this person leads the case, or the whole centre."""
    return case.specialist_id == user.pk or bool(user.has_perm(APPROVE))


def led_by(user: User) -> QuerySet[Case]:
    """The cases on which this person may act."""
    rows = Case.objects.all()
    return rows if user.has_perm(APPROVE) else rows.filter(specialist=user)


def require_leading(case: Case, actor: User) -> None:
    """Refuse a colleague: the person has one specialist, who may hand the case over."""
    if not may_lead(case, actor):
        led_before = case.handovers.filter(from_whom=actor).exists()
        words = (
            handed_over_words(case)
            if led_before
            else f"Этого человека ведёт {case.specialist.full_name}."
        )
        raise Refused(f"{words} Попросите передать его вам или обратитесь к руководителю центра.")


def handed_over_words(case: Case) -> str:
    """Who has handed the case over the last time, when, and who leads it now."""
    moves = HistoryRecord.objects.about(case).filter(action="hand-over").select_related("actor")
    last = moves.last()
    assert last is not None
    by = last.actor.full_name if last.actor else last.actor_label
    return (
        f"Сопровождение уже передали {clock.local_day(last.at):%d.%m.%Y} ({by}): теперь этого"
        f" человека ведёт {case.specialist.full_name}."
    )


def refuse_long_before(case: Case, day: dt.date, field: str) -> None:
    """Refuse a day that lies so long before the case that the year must be wrong."""
    if day < case.opened_on - EARLIEST:
        raise Refused("Проверьте год: это задолго до начала сопровождения.", field=field)


def refuse_far(day: dt.date, field: str) -> None:
    """Refuse a day so far ahead that nobody plans for it."""
    if day > clock.local_day(clock.now()) + LATEST:
        raise Refused("Проверьте год: это слишком далеко впереди.", field=field)


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
