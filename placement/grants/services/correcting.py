"""A birth date or capacity is corrected after signatures: who had to sign is judged anew (P-F5)."""

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User
from placement.graduates.models import Graduate
from placement.grants import signals
from placement.grants.models import Grant

from .ending import tell_ended
from .guards import locked
from .passing import lapse
from .signing import holds_until, missing_on


def judge_anew(graduate: Graduate, actor: User | None) -> list[str]:
    """Put right which consents of the person hold; return words for staff on those that do not.

    The signatures stay as evidence. A consent in which one is missing by the corrected facts waits
    for it, and whatever rested on it ends.
    """
    cards = Graduate.objects.of_person(graduate)
    rows = Grant.objects.open().filter(graduate__in=cards, signatures__isnull=False).distinct()
    if graduate.born_on is None and rows.exists():
        raise Refused(
            "Под согласиями есть подписи: без даты рождения нельзя сказать, кто должен подписать.",
            field="born_on",
        )
    today = clock.local_day(clock.now())
    ended = []
    for grant in rows.order_by("pk"):
        was_in_force = grant.is_in_force(today)
        if not _judge_one(locked(grant, even_merged=True), actor) and was_in_force:
            ended.append(str(grant))
    if not ended:
        return []
    names = "; ".join(ended)
    return [f"По новым сведениям подписать должны другие люди. Снова ждут подписи: {names}."]


def judge_linked(*, kept: Graduate, other: Graduate, actor: User | None) -> None:
    """Two cards are linked: from now on the facts of the one in use decide who signs for both."""
    is_same = (kept.born_on, kept.capacity) == (other.born_on, other.capacity)
    if kept.born_on is not None and not is_same:
        judge_anew(kept, actor)


def _judge_one(row: Grant, actor: User | None) -> bool:
    """Whether the consent is in force, by the facts as they are now."""
    today = clock.local_day(clock.now())
    was_complete, lapsed_at = row.complete_at is not None, row.lapsed_at
    at = row.complete_at or max(one.evidence.given_at for one in row.signatures.all())
    day = clock.local_day(at)
    row.own_signature_from = row.lapsed_at = None
    if missing_on(row, day):
        row.complete_at = None
        row.lapsed_at = (lapsed_at or clock.now()) if was_complete else None
        row.save(update_fields=["complete_at", "own_signature_from", "lapsed_at"])
        if was_complete and lapsed_at is None:
            log_change(
                row.graduate, actor=actor, action="grant-lapsed", details=row.history_details
            )
            tell_ended(row, actor)
        return False
    row.complete_at, row.own_signature_from = at, holds_until(row, day)
    if missing_on(row, today):
        row.own_signature_from = min(filter(None, (row.own_signature_from, today)))
    is_over = row.own_signature_from is not None and row.own_signature_from <= today
    row.lapsed_at = lapsed_at if is_over else None
    row.save(update_fields=["complete_at", "own_signature_from", "lapsed_at"])
    lapse(grant=row, actor=actor)
    if not was_complete and not is_over:
        signals.completed.send(sender=Grant, grant=row)
    return not is_over
