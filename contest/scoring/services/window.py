"""The end of the scoring: an early, a later or another one is a recorded decision (C-14)."""

import datetime as dt

from django.db import transaction

from contest.scoring.models import WindowDecision
from contest.setup.models import Contest, Part
from contest.setup.models.contests import SCORING_WINDOWS
from contest.setup.rules.deadlines import Acceptance, Window
from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User

from .locking import locked

Kind = WindowDecision.Kind


@transaction.atomic
def close_now(
    *, contest: Contest, reason: str, actor: User, part: str = Part.VIDEO
) -> WindowDecision:
    """Close an open scoring this instant."""
    contest = locked(contest)
    _dates(contest, part, Window.OPEN, "Закрыть можно только идущую оценку.")
    return _decide(contest, part, Kind.CLOSE, clock.now(), reason=reason, actor=actor)


@transaction.atomic
def prolong(
    *,
    contest: Contest,
    closes_at: dt.datetime,
    reason: str,
    actor: User,
    part: str = Part.VIDEO,
) -> WindowDecision:
    """Let an open scoring go on longer."""
    contest = locked(contest)
    dates = _dates(contest, part, Window.OPEN, "Продлить можно только идущую оценку.")
    if closes_at <= dates.closes_at:
        raise Refused("Новый срок должен быть позже прежнего.", field="closes_at")
    return _decide(contest, part, Kind.PROLONG, closes_at, reason=reason, actor=actor)


@transaction.atomic
def reopen(
    *,
    contest: Contest,
    closes_at: dt.datetime,
    reason: str,
    actor: User,
    part: str = Part.VIDEO,
) -> WindowDecision:
    """Open a closed scoring again: from now on marks are hidden and may change."""
    contest = locked(contest)
    _dates(contest, part, Window.CLOSED, "Открыть снова можно только закрытую оценку.")
    if closes_at <= clock.now():
        raise Refused("Укажите время впереди.", field="closes_at")
    return _decide(contest, part, Kind.REOPEN, closes_at, reason=reason, actor=actor)


def _dates(contest: Contest, part: str, window: Window, refusal: str) -> Acceptance:
    """The dates of the part's scoring, which has to be in ``window`` now."""
    dates = contest.scoring_dates(part)
    if dates is None or contest.scoring_window(part) is not window:
        raise Refused(refusal)
    return dates


def _decide(
    contest: Contest, part: str, kind: Kind, closes_at: dt.datetime, *, reason: str, actor: User
) -> WindowDecision:
    if not reason.strip():
        raise Refused("Укажите причину решения.", field="reason")
    closing = SCORING_WINDOWS[part][1]
    decision: WindowDecision = WindowDecision.objects.create(
        contest=contest,
        part=part,
        kind=kind,
        was_to_close_at=getattr(contest, closing),
        closes_at=closes_at,
        reason=reason.strip(),
        recorded_at=clock.now(),
        recorded_by=actor,
    )
    setattr(contest, closing, closes_at)
    if contest.rules_locked_at is None:
        contest.rules_locked_at = clock.now()
    contest.save(update_fields=[closing, "rules_locked_at"])
    log_change(contest, actor=actor, action=act_code(part, kind), why=reason.strip())
    return decision


def act_code(part: str, what: str) -> str:
    """The code of what is done to the scoring of a part: in the history and in addresses."""
    return f"scoring-{what}" if part == Part.VIDEO else f"{part}-{what}"
