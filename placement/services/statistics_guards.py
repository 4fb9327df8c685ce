"""What keeps figures from being approved: gaps, wrong sums, one's own work (P-2.4d)."""

from core.errors import Refused
from core.models import User
from placement.models import Programme, Snapshot
from placement.rules import statistics as rules

ENTER = "placement.enter_snapshots"
APPROVE = "placement.approve_snapshots"
PUBLISH = "placement.publish_snapshots"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def missing(snapshot: Snapshot) -> list[Programme]:
    """Programmes taught in the year that have no row yet; no graduates is said by a row of zeros."""
    there = snapshot.rows.values("programme")
    return list(Programme.objects.taught_in(snapshot.year).exclude(pk__in=there))


def refuse_incomplete(draft: Snapshot) -> None:
    """Refuse a draft that is empty, wrong somewhere or lacks a programme."""
    rows = list(draft.rows.all())
    if not rows:
        raise Refused("В сведениях нет ни одной программы.")
    for row in rows:
        if findings := rules.check(row.graduates, row.counts):
            raise Refused(f"{row}: {findings[0].text}")
    if lacking := missing(draft):
        names = "; ".join(str(programme) for programme in lacking)
        raise Refused(f"Нет сведений по программам: {names}. Если выпуска не было, внесите нули.")


def refuse_own(draft: Snapshot, actor: User) -> bool:
    """Refuse who entered any of the figures; True where the actor is all the office has."""
    if actor.pk not in draft.typists():
        return False
    if colleagues(actor):
        raise Refused(
            "Вносит и утверждает не один и тот же человек: в этих сведениях есть ваши числа. "
            "Утвердить должен другой работник."
        )
    return True


def colleagues(actor: User) -> set[int]:
    """Keys of the other people who may enter or approve figures (superusers do not count)."""
    found: set[int] = set()
    for right in (ENTER, APPROVE):
        people = User.objects.with_perm(  # type: ignore[attr-defined]
            right, backend=_BACKEND, include_superusers=False
        )
        found |= set(people.values_list("pk", flat=True))
    return found - {actor.pk}
