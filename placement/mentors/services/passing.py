"""What of a sheet reaches an employer, and how it ends (P-F7, P-F4)."""

from django.db import transaction

from core import clock
from core.errors import Refused
from core.history import forget_reasons
from core.lifecycle import STAFF, SYSTEM
from core.models import User
from placement.common.guards import require
from placement.consents import RECOMMENDATIONS, TO_EMPLOYERS
from placement.employers.models import Employer
from placement.graduates.models import Graduate
from placement.graduates.rights import APPROVE, PERSON
from placement.grants import gate
from placement.mentors.lifecycle import SHEET, SheetState
from placement.mentors.models import Part, Recommendations, SheetTransfer
from placement.mentors.rules.health_words import health_words

from .guards import locked, log, require_leading


@transaction.atomic
def mark_read(
    *, recommendations: Recommendations, actor: User | None, by: str = PERSON
) -> Recommendations:
    """The person has read the signed sheet: on the own page, or on paper, which staff record."""
    row = locked(recommendations)
    require_leading(row, actor)
    _refuse_unsigned(row)
    if row.read_at is not None:
        return row
    how = Recommendations.ReadBy
    row.read_at, row.read_by = clock.now(), how.PAPER if actor else how.PAGE
    row.save(update_fields=["read_at", "read_by"])
    log(row, actor, "read", row.state, otherwise=by)
    return row


@transaction.atomic
def confirm_words(*, recommendations: Recommendations, actor: User) -> Recommendations:
    """The deputy director has looked at the suspected words: they say nothing of health."""
    require(actor, APPROVE)
    row = locked(recommendations)
    _refuse_unsigned(row)
    conclusions = row.parts.get(kind=Part.Kind.CONCLUSIONS)
    if conclusions.filled_by_id == actor.pk:
        raise Refused("Слова проверяет второй человек: не тот, кто писал выводы.")
    row.screened_by, row.screened_at = actor, clock.now()
    row.save(update_fields=["screened_by", "screened_at"])
    log(row, actor, "confirm-words", row.state)
    return row


def suspected_words(sheet: Recommendations) -> list[str]:
    """The words of the conclusions that may speak of health."""
    part = next(one for one in sheet.parts.all() if one.kind == Part.Kind.CONCLUSIONS)
    part.sheet = sheet
    return health_words(part.values.values())


@transaction.atomic
def hand_over(
    *, recommendations: Recommendations, employer: Employer, scope: str, actor: User
) -> SheetTransfer:
    """Record that an employer gets the sheet, or its conclusions alone; Refused without a right to it.

    The whole needs the written consent that names this employer, and that the person has read it.
    The conclusions need the consent to the transfer to employers, and to be free of health words.
    """
    row = locked(recommendations)
    require_leading(row, actor)
    _refuse_unsigned(row)
    if scope == SheetTransfer.Scope.WHOLE:
        gate.require(row.graduate, RECOMMENDATIONS, employer=employer)
        if row.read_at is None:
            raise Refused("Сначала человек читает рекомендации – на своей странице или на бумаге.")
    else:
        gate.require(row.graduate, TO_EMPLOYERS)
        if (words := suspected_words(row)) and row.screened_at is None:
            raise Refused(
                f"Эти слова могут говорить о здоровье: {', '.join(words)}. Перепишите выводы или"
                " попросите заместителя директора подтвердить, что о здоровье в них ничего нет."
            )
    handover = SheetTransfer.objects.create(sheet=row, employer=employer, scope=scope, by=actor)
    details = {"employer": str(employer), "scope": handover.get_scope_display()}
    log(row, actor, "hand-over", row.state, details=details)
    return handover


@transaction.atomic
def close(*, recommendations: Recommendations, actor: User | None) -> Recommendations:
    """End its use; nothing is written or handed over any more."""
    row = locked(recommendations, needs_consent=False)
    require_leading(row, actor)
    source = row.state
    row.state = SHEET.target("close", source=source, who=STAFF if actor else SYSTEM)
    row.save(update_fields=["state"])
    log(row, actor, "close", source)
    return row


@transaction.atomic
def close_of(graduate: Graduate) -> None:
    """Close the open sheet of a person whose consent has ended."""
    rows = Recommendations.objects.filter(graduate=graduate).exclude(state=SheetState.CLOSED)
    for row in rows.select_related("graduate__key"):
        close(recommendations=row, actor=None)


def forget_words(graduate: Graduate) -> None:
    """Destroy what all sheets about a person say."""
    Part.objects.filter(sheet__graduate=graduate).update(content=b"")


@transaction.atomic
def forget(graduate: Graduate) -> list[str]:
    """Destroy the parts of a person's sheets; that there was one, and who got it, stays."""
    forget_reasons(Recommendations.objects.filter(graduate=graduate))
    close_of(graduate)
    parts = Part.objects.filter(sheet__graduate=graduate)
    filled = parts.filter(filled_at__isnull=False).count()
    parts.delete()
    return [f"Разделы рекомендаций наставникам ({filled})"] if filled else []


def _refuse_unsigned(row: Recommendations) -> None:
    if row.state != SheetState.READY:
        raise Refused("Сначала под рекомендациями нужны все четыре подписи.")
