"""At the meeting: who is there, who leaves for a question, how each votes (C-K5, C-K7)."""

from collections.abc import Collection, Mapping

from django.db import transaction

from contest.commission.models import CommissionMember
from contest.meetings.models import AgendaItem, Attendance, Decision, Leave, Meeting, Vote
from contest.meetings.rules.votes import Choice
from contest.meetings.sitting import sitting_of
from core import clock
from core.errors import Refused
from core.models import User
from core.records import refuse_overtaken, revision_of

from .guards import (
    locked,
    locked_item,
    log,
    refuse_unless_running,
    require_secretary,
    require_text,
)

DECIDED = "По этому вопросу решение уже записано. Чтобы изменить голоса, сначала отмените его."


FROM_SCORING = "Записан при оценке участников."


def refuse_recused(members: Collection[CommissionMember]) -> None:
    """Refuse votes while somebody with a conflict of interest is in the room."""
    if members:
        names = ", ".join(member.full_name for member in members)
        raise Refused(
            f"Записан конфликт интересов с участником, о котором этот вопрос: {names}. Сначала"
            " отметьте, что он не участвует: «Вышли из-за конфликта интересов»."
        )


def attendance_revision(meeting: Meeting) -> str:
    """What a form of attendance saw when it was opened."""
    rows = Attendance.objects.filter(meeting=meeting).order_by("member")
    return revision_of({str(row.member_id): row.is_present for row in rows})


def votes_revision(item: AgendaItem) -> str:
    """What a form of votes saw: the votes and who had left."""
    ballots = {str(vote.member_id): vote.choice for vote in item.votes.order_by("member")}
    gone = sorted(item.leaves.values_list("member", flat=True))
    return revision_of({"ballots": ballots, "gone": gone})


@transaction.atomic
def save_attendance(
    *,
    meeting: Meeting,
    present: Collection[CommissionMember],
    actor: User,
    revision: str = "",
) -> Meeting:
    """Record who of the composition is present.

    Who comes after a question was decided was away for it. Who has voted cannot be made absent:
    they are away for later questions instead.
    """
    row = locked(meeting)
    require_secretary(actor, row.contest)
    refuse_unless_running(row)
    refuse_overtaken(revision, attendance_revision(row))
    members = {member.pk: member for member in row.contest.commission.serving()}
    came = {member.pk for member in present}
    if not came <= members.keys():
        raise Refused("Этого человека нет в составе комиссии. Обновите страницу.", field="present")
    counted = set(row.attendance.values_list("member", flat=True)) | members.keys()
    _refuse_voters_gone(row, counted - came)
    earlier = set(
        Attendance.objects.filter(meeting=row, is_present=True).values_list("member", flat=True)
    )
    for pk, member in members.items():
        Attendance.objects.update_or_create(
            meeting=row, member=member, defaults={"is_present": pk in came}
        )
    # Whom an order has replaced meanwhile is not of the composition any more.
    Attendance.objects.filter(meeting=row).exclude(member__in=members).delete()
    _keep_from_decided(row, came - earlier, actor)
    log(row, actor, "attendance", details={"present": len(came), "total": len(members)})
    return row


def _refuse_voters_gone(row: Meeting, absent: Collection[int]) -> None:
    voters = Vote.objects.filter(item__meeting=row, member__in=absent).select_related("member")
    if voter := voters.first():
        raise Refused(
            f"{voter.member} уже голосует на этом заседании. Если член комиссии ушёл раньше,"
            " отметьте у каждого следующего вопроса, что он отсутствовал.",
            field="present",
        )


def _keep_from_decided(row: Meeting, newcomers: set[int], actor: User) -> None:
    decided = row.items.exclude(decision=None).select_related("meeting__key")
    for item in decided:
        gone = item.leaves.values_list("member", flat=True)
        for member in newcomers.difference(gone):
            _leave(item, member, Leave.Cause.AWAY, "", actor)


@transaction.atomic
def leave(
    *,
    item: AgendaItem,
    member: CommissionMember,
    cause: str,
    actor: User,
    reason: str = "",
) -> Leave:
    """Record that a member is out of the room for a question; a vote of theirs on it goes."""
    row = _open_item(item, actor)
    if cause == Leave.Cause.CONFLICT:
        reason = require_text(reason, "Напишите, в чём конфликт интересов.", "reason")
    if not Attendance.objects.filter(meeting=row.meeting, member=member, is_present=True).exists():
        raise Refused("Этот член комиссии не отмечен как присутствующий.", field="member")
    if row.leaves.filter(member=member).exists():
        raise Refused("Для этого вопроса он уже отмечен вышедшим.", field="member")
    row.votes.filter(member=member).delete()
    left = _leave(row, member.pk, cause, reason, actor)
    log(row.meeting, actor, "leave", details={"item": row.ordinal})
    return left


@transaction.atomic
def leave_recused(*, item: AgendaItem, actor: User) -> list[Leave]:
    """Record that everybody leaves of whom the scoring has a conflict of interest with this question."""
    row = _open_item(item, actor)
    recused = sitting_of(row.meeting).recused_in_room(row)
    if not recused:
        raise Refused("По этому вопросу выходить некому.")
    row.votes.filter(member__in=recused).delete()
    rows = [_leave(row, one.pk, Leave.Cause.CONFLICT, FROM_SCORING, actor) for one in recused]
    log(row.meeting, actor, "leave-recused", details={"item": row.ordinal})
    return rows


def _leave(item: AgendaItem, member: int, cause: str, reason: str, actor: User) -> Leave:
    return Leave.objects.create(
        item=item,
        member_id=member,
        cause=cause,
        reason=reason.strip(),
        recorded_at=clock.now(),
        recorded_by=actor,
    )


@transaction.atomic
def come_back(*, leave: Leave, actor: User) -> None:
    """Delete a leave recorded by mistake. A conflict of interest is lifted by another person only."""
    row = _open_item(leave.item, actor)
    stored = row.leaves.filter(pk=leave.pk).select_related("member").first()
    if stored is None:
        raise Refused("Этой записи больше нет. Обновите страницу.")
    if stored.cause == Leave.Cause.CONFLICT and actor.pk in (
        stored.recorded_by_id,
        stored.member.user_id,
    ):
        raise Refused(
            "Снять конфликт интересов может только другой человек: не сам член комиссии и не тот,"
            " кто его записал."
        )
    stored.delete()
    log(row.meeting, actor, "come-back", details={"item": row.ordinal})


@transaction.atomic
def save_votes(
    *,
    item: AgendaItem,
    ballots: Mapping[int, Choice],
    actor: User,
    revision: str = "",
) -> AgendaItem:
    """Record how members in the room vote, by their keys; who is left out has not voted yet."""
    row = _open_item(item, actor)
    refuse_overtaken(revision, votes_revision(row))
    sitting = sitting_of(row.meeting)
    room = sitting.room_for(row)
    if not room.is_quorate:
        raise Refused(
            f"Нет кворума: в зале {len(room.present)}, нужно не меньше {room.needed} (пункт 7"
            " положения о комиссии). Голосовать по этому вопросу нельзя."
        )
    refuse_recused(sitting.recused_in_room(row))
    if not ballots.keys() <= room.present:
        raise Refused("Голосует только тот, кто присутствует при этом вопросе. Обновите страницу.")
    row.votes.exclude(member__in=ballots).delete()
    for member, choice in ballots.items():
        Vote.objects.update_or_create(item=row, member_id=member, defaults={"choice": choice})
    log(row.meeting, actor, "vote", details={"item": row.ordinal})
    return row


def _open_item(item: AgendaItem, actor: User) -> AgendaItem:
    """The question under lock, while its votes may change: the meeting runs, nothing is decided."""
    row = locked_item(item)
    require_secretary(actor, row.meeting.contest)
    refuse_unless_running(row.meeting)
    if Decision.objects.filter(item=row).exists():
        raise Refused(DECIDED)
    return row
