"""Absence of a member: excused by a recorded decision from all that is not marked yet (C-14)."""

import datetime as dt

from django.db import transaction

from contest.commission.models import CommissionMember
from contest.scoring.models import Absence
from contest.setup.models import Part
from core import clock
from core.endings import end, in_force, record
from core.errors import Refused
from core.history import log_change
from core.models import User

from .locking import locked


@transaction.atomic
def excuse(
    *,
    member: CommissionMember,
    number: str,
    decided_on: dt.date,
    reason: str,
    actor: User,
    part: str = Part.VIDEO,
) -> Absence:
    """Excuse ``member`` from every entry of ``part`` that they have not marked in full.

    Never from chosen entries: that is a conflict of interest and has its own record.
    """
    contest = locked(member.contest_id)
    if decided_on > clock.in_zone(clock.now(), contest.tz).date():
        raise Refused("Дата решения ещё не наступила.", field="decided_on")
    row = Absence(member=member, part=part, number=number, decided_on=decided_on, reason=reason)
    already = Refused("Отсутствие этого члена комиссии уже записано.", field="member")
    record(row, actor=actor, already=already)
    log_change(member, actor=actor, action="excuse", why=f"решение № {number}")
    return row


@transaction.atomic
def take_back(*, absence: Absence, reason: str, actor: User) -> Absence:
    """End an absence recorded by mistake, or of somebody who is back."""
    locked(absence.member.contest_id)
    absence = in_force(absence, ended="Эта запись уже отменена.")
    end(absence, reason=reason, actor=actor)
    log_change(absence.member, actor=actor, action="take-back-absence", why=reason)
    return absence
