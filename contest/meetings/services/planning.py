"""A meeting is planned, its agenda drawn up and approved (C-K4)."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.meetings.models import AgendaItem, Meeting
from contest.meetings.record import MEETINGS
from core import clock, crypto
from core.errors import Refused
from core.models import User
from core.records import refuse_overtaken

from . import convening
from .guards import (
    chairing_seat,
    locked,
    locked_item,
    log,
    move,
    refuse_unless_planned,
    require_secretary,
    require_text,
    today_of,
)

# Where a question waits while another takes its ordinal.
_ASIDE = 32767


@transaction.atomic
def plan(*, data: Meeting, actor: User) -> Meeting:
    """A new meeting, to be held at a time that has not passed."""
    require_secretary(actor, data.contest)
    row = MEETINGS.copy(data, key=crypto.new_key())
    _refuse_past(row)
    row.save()
    log(row, actor, "plan")
    return row


@transaction.atomic
def edit(*, meeting: Meeting, data: Meeting, actor: User, revision: str = "") -> Meeting:
    """Change time and place while they are not approved."""
    row = locked(meeting)
    require_secretary(actor, row.contest)
    refuse_unless_planned(row)
    refuse_overtaken(revision, MEETINGS.revision(row))
    if changed := MEETINGS.assign(row, data):
        _refuse_past(row)
        row.save()
        log(row, actor, "set-time", details={"fields": MEETINGS.labels(changed)})
    return row


def _refuse_past(row: Meeting) -> None:
    if row.starts_at <= clock.now():
        raise Refused("Это время уже прошло.", field="starts_at")


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    kind: str,
    subject: str,
    actor: User,
    speaker: str = "",
    entries: Collection[Entry] = (),
) -> AgendaItem:
    """Put a question at the end of the agenda; ``entries`` are the participants it concerns."""
    row = locked(meeting)
    require_secretary(actor, row.contest)
    refuse_unless_planned(row)
    last = row.items.aggregate(last=Max("ordinal"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=row,
        ordinal=last + 1,
        kind=kind,
        subject=require_text(subject, "Напишите вопрос.", "subject"),
        speaker=speaker.strip(),
    )
    item.entries.set(_of_contest(entries, row))
    log(row, actor, "add-item", details={"item": item.ordinal})
    return item


@transaction.atomic
def edit_item(
    *,
    item: AgendaItem,
    kind: str,
    subject: str,
    actor: User,
    speaker: str = "",
    entries: Collection[Entry] = (),
) -> AgendaItem:
    """Change a question."""
    row = locked_item(item)
    require_secretary(actor, row.meeting.contest)
    refuse_unless_planned(row.meeting)
    row.kind, row.speaker = kind, speaker.strip()
    row.subject = require_text(subject, "Напишите вопрос.", "subject")
    row.save()
    row.entries.set(_of_contest(entries, row.meeting))
    log(row.meeting, actor, "edit-item", details={"item": row.ordinal})
    return row


def _of_contest(entries: Collection[Entry], meeting: Meeting) -> Collection[Entry]:
    if any(entry.contest_id != meeting.contest_id for entry in entries):
        raise Refused("Этого участника в конкурсе нет.", field="entries")
    return entries


@transaction.atomic
def remove_item(*, item: AgendaItem, actor: User) -> None:
    """Take a question off the agenda; those after it move up."""
    row = locked_item(item)
    require_secretary(actor, row.meeting.contest)
    refuse_unless_planned(row.meeting)
    ordinal, meeting = row.ordinal, row.meeting
    row.delete()
    for later in meeting.items.filter(ordinal__gt=ordinal):
        later.ordinal -= 1
        later.save(update_fields=["ordinal"])
    log(meeting, actor, "remove-item", details={"item": ordinal})


@transaction.atomic
def raise_item(*, item: AgendaItem, actor: User) -> AgendaItem:
    """Put a question before the one above it; the first stays where it is."""
    row = locked_item(item)
    require_secretary(actor, row.meeting.contest)
    refuse_unless_planned(row.meeting)
    above = row.meeting.items.filter(ordinal=row.ordinal - 1).first()
    if above is None:
        return row
    for one, ordinal in ((row, _ASIDE), (above, above.ordinal + 1), (row, above.ordinal)):
        AgendaItem.objects.filter(pk=one.pk).update(ordinal=ordinal)
    row.ordinal = above.ordinal
    log(row.meeting, actor, "raise-item", details={"item": row.ordinal})
    return row


@transaction.atomic
def approve(*, meeting: Meeting, actor: User) -> Meeting:
    """The chair approves agenda, date, time and place; the deputy while the chair is absent."""
    row = locked(meeting)
    seat = chairing_seat(actor, row.contest, today_of(row.contest))
    if not seat:
        raise Refused(
            "Повестку утверждает председатель комиссии, а пока записано его отсутствие –"
            " заместитель (пункт 4 положения о комиссии)."
        )
    source = move(row, "approve")
    _refuse_past(row)
    if not row.items.exists():
        raise Refused("В повестке нет ни одного вопроса.")
    row.approved_at, row.approved_by, row.approved_seat = clock.now(), actor, seat
    row.save()
    label = CommissionMember.Seat(seat).label
    log(row, actor, "approve", source, details={"seat": str(label)})
    return row


@transaction.atomic
def replan(*, meeting: Meeting, why: str, actor: User) -> Meeting:
    """Take the meeting back to change its time, place or agenda; letters that wait do not go out."""
    row = locked(meeting)
    require_secretary(actor, row.contest)
    source = move(row, "replan")
    why = require_text(why, "Напишите, что нужно изменить.", "why")
    if row.attendance.exists():
        raise Refused("На заседании уже записана явка: перенести его нельзя.")
    row.approved_at = row.approved_by = None
    row.approved_seat = ""
    row.save()
    convening.cancel_waiting(row)
    log(row, actor, "replan", source, why=why)
    return row
