"""The end of the scoring: an early, a later or another one is a recorded decision (C-14)."""

import datetime as dt

from django.db import transaction

from contest.scoring.models import WindowDecision
from contest.setup.models import Contest
from contest.setup.rules.deadlines import Window
from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User

from .locking import NO_WINDOW, locked

Kind = WindowDecision.Kind


@transaction.atomic
def close_now(*, contest: Contest, reason: str, actor: User) -> WindowDecision:
    """Close an open scoring this instant."""
    contest = locked(contest)
    if contest.scoring_window() is not Window.OPEN:
        raise Refused("Закрыть можно только идущую оценку.")
    return _decide(contest, Kind.CLOSE, clock.now(), reason, actor)


@transaction.atomic
def prolong(
    *, contest: Contest, closes_at: dt.datetime, reason: str, actor: User
) -> WindowDecision:
    """Let an open scoring go on longer."""
    contest = locked(contest)
    if contest.scoring_window() is not Window.OPEN:
        raise Refused("Продлить можно только идущую оценку.")
    if contest.scoring_closes_at and closes_at <= contest.scoring_closes_at:
        raise Refused("Новый срок должен быть позже прежнего.", field="closes_at")
    return _decide(contest, Kind.PROLONG, closes_at, reason, actor)


@transaction.atomic
def reopen(*, contest: Contest, closes_at: dt.datetime, reason: str, actor: User) -> WindowDecision:
    """Open a closed scoring again: from now on marks are hidden and may change."""
    contest = locked(contest)
    if contest.scoring_window() is not Window.CLOSED:
        raise Refused("Открыть снова можно только закрытую оценку.")
    if closes_at <= clock.now():
        raise Refused("Укажите время впереди.", field="closes_at")
    return _decide(contest, Kind.REOPEN, closes_at, reason, actor)


def _decide(
    contest: Contest, kind: Kind, closes_at: dt.datetime, reason: str, actor: User
) -> WindowDecision:
    if not reason.strip():
        raise Refused("Укажите причину решения.", field="reason")
    if contest.scoring_closes_at is None:
        raise Refused(NO_WINDOW)
    decision: WindowDecision = WindowDecision.objects.create(
        contest=contest,
        kind=kind,
        was_to_close_at=contest.scoring_closes_at,
        closes_at=closes_at,
        reason=reason.strip(),
        recorded_at=clock.now(),
        recorded_by=actor,
    )
    contest.scoring_closes_at = closes_at
    if contest.rules_locked_at is None:
        contest.rules_locked_at = clock.now()
    contest.save(update_fields=["scoring_closes_at", "rules_locked_at"])
    log_change(contest, actor=actor, action=f"scoring-{kind}", why=reason.strip())
    return decision
