"""The chair's absence: while it is recorded, the deputy holds all powers of the chair (C-K4)."""

import datetime as dt

from django.db import transaction

from contest.meetings.models import ChairAbsence
from contest.setup.models import Contest
from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User

from .guards import require_secretary, require_text


@transaction.atomic
def record_chair_absence(
    *, contest: Contest, starts_on: dt.date, ends_on: dt.date, reason: str, actor: User
) -> ChairAbsence:
    """Record when the chair is away: for that time the deputy holds all powers (clause 4)."""
    require_secretary(actor, contest)
    if ends_on < starts_on:
        raise Refused("Отсутствие кончается раньше, чем начинается.", field="ends_on")
    row = ChairAbsence.objects.create(
        contest=contest,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=require_text(reason, "Напишите основание.", "reason"),
        recorded_at=clock.now(),
        recorded_by=actor,
    )
    log_change(contest, actor=actor, action="chair-absence")
    return row


@transaction.atomic
def take_back_chair_absence(*, absence: ChairAbsence, actor: User) -> None:
    """Delete an absence recorded by mistake; what the deputy did meanwhile stays in the history."""
    row = ChairAbsence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    require_secretary(actor, row.contest)
    row.delete()
    log_change(row.contest, actor=actor, action="take-back-chair-absence", why=str(row))
