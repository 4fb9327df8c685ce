"""Figures as they may be changed, and what keeps them from being approved (P-2.4d)."""

import datetime as dt

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User
from placement.programmes.models import Programme
from placement.statistics.models import FIRST_YEAR, Snapshot
from placement.statistics.rules import figures as rules

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


def refuse_impossible_year(year: int, as_of: dt.date) -> None:
    """Refuse a year whose graduates there cannot be figures of on the day ``as_of``."""
    if not FIRST_YEAR <= year <= clock.local_day(clock.now()).year:
        raise Refused(
            f"Проверьте год выпуска: не раньше {FIRST_YEAR} и не позже текущего.", field="year"
        )
    if as_of.year < year:
        raise Refused(
            f"В этот день сведений о выпуске {year} года ещё не могло быть.", field="as_of"
        )


def is_left_to_another(draft: Snapshot, actor: User) -> bool:
    """Whether somebody else approves: who entered any of the figures does not, unless alone."""
    return actor.pk in draft.typists() and bool(colleagues(actor))


def refuse_own(draft: Snapshot, actor: User) -> bool:
    """Refuse who entered any of the figures; True where the actor is all the office has."""
    if is_left_to_another(draft, actor):
        raise Refused(
            "Вносит и утверждает не один и тот же человек: в этих сведениях есть ваши числа. "
            "Утвердить должен другой работник."
        )
    return actor.pk in draft.typists()


def colleagues(actor: User) -> set[int]:
    """Keys of the other people who may enter or approve figures (superusers do not count)."""
    keys: set[int] = set()
    for right in (ENTER, APPROVE):
        people = User.objects.with_perm(  # type: ignore[attr-defined]
            right, backend=_BACKEND, include_superusers=False
        )
        keys |= set(people.values_list("pk", flat=True))
    return keys - {actor.pk}


def locked(snapshot: Snapshot) -> Snapshot:
    """The row as it is now, kept from others until the transaction ends."""
    row = Snapshot.objects.select_for_update().filter(pk=snapshot.pk).first()
    if row is None:
        raise Refused("Этих сведений больше нет. Обновите страницу.")
    return row


def draft_of(snapshot: Snapshot) -> Snapshot:
    """The locked row; Refused for one that is no draft any more."""
    draft = locked(snapshot)
    if not draft.is_draft:
        raise Refused(
            "Сведения уже утверждены, менять их нельзя. До публикации их можно вернуть, "
            "после публикации – внести исправление."
        )
    return draft


def required(text: str, field: str, refusal: str) -> str:
    """The text without spaces around; Refused at its field when there is none."""
    if not text.strip():
        raise Refused(refusal, field=field)
    return text.strip()


def log(snapshot: Snapshot, actor: User, action: str, source: str, *, why: str = "") -> None:
    """One line of the history."""
    log_change(
        snapshot,
        actor=actor,
        action=action,
        from_state=source,
        to_state=snapshot.state,
        why=why,
        details={"digest": snapshot.digest} if snapshot.digest else None,
    )
