"""Conflict of interest: recorded by the member or the secretary, lifted by another person (C-14)."""

from django.db import transaction

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.models import Recusal
from core.endings import end, in_force, record
from core.errors import Refused
from core.history import log_change
from core.models import User

from .locking import locked


@transaction.atomic
def recuse(*, entry: Entry, member: CommissionMember, reason: str, actor: User) -> Recusal:
    """Record that ``member`` does not mark ``entry``: before or after marking, in any seat.

    Marks given before are kept and lose their influence.
    """
    locked(entry.contest_id)
    if member.contest_id != entry.contest_id:
        raise Refused("Этот человек не входит в комиссию этого конкурса.", field="member")
    if not reason.strip():
        raise Refused("Укажите, в чём состоит конфликт интересов.", field="reason")
    row = Recusal(entry=entry, member=member, reason=reason.strip())
    already = Refused("Конфликт интересов по этой заявке уже записан.", field="entry")
    record(row, actor=actor, already=already)
    # The reason names people: it stays in the row. The commission's history says that it happened.
    log_change(member, actor=actor, action="recuse")
    return row


@transaction.atomic
def lift(*, recusal: Recusal, reason: str, actor: User) -> Recusal:
    """End a recusal recorded by mistake; Refused to the member and to who recorded it."""
    locked(recusal.entry.contest_id)
    recusal = in_force(recusal, ended="Эта запись уже снята.")
    if actor.pk in (recusal.recorded_by_id, recusal.member.user_id):
        raise Refused(
            "Снять конфликт интересов может только другой человек: не сам член комиссии и не тот,"
            " кто его записал."
        )
    if not reason.strip():
        raise Refused("Укажите, почему запись снимается.", field="reason")
    end(recusal, reason=reason.strip(), actor=actor)
    log_change(recusal.member, actor=actor, action="lift-recusal")
    return recusal
