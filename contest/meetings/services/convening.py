"""Members are called to a meeting: by letter, or by telephone where no letter can go (C-K4)."""

import datetime as dt

from django.db import transaction

from contest.meetings import letters
from contest.meetings.lifecycle import MeetingState
from contest.meetings.models import Meeting, Summons
from core import clock, outbox
from core.errors import Refused
from core.models import Letter, User

from .guards import (
    chairing_seat,
    locked,
    log,
    move,
    require_secretary,
    require_text,
    today_of,
)


@transaction.atomic
def convene(*, meeting: Meeting, actor: User) -> Meeting:
    """Write to every member who has an address; the others wait to be phoned."""
    row = locked(meeting)
    require_secretary(actor, row.contest)
    source = move(row, "convene")
    if row.starts_at <= clock.now():
        raise Refused("Время заседания уже прошло: верните его в план и назначьте новое.")
    row.convened_at = clock.now()
    row.save()
    written = _call(row)
    log(row, actor, "convene", source, details={"letters": written})
    return row


@transaction.atomic
def reschedule(*, meeting: Meeting, starts_at: dt.datetime, place: str, actor: User) -> Meeting:
    """The chair sets another date, time or place; of a convened meeting everybody is told anew."""
    row = locked(meeting)
    if not chairing_seat(actor, row.contest, today_of(row.contest)):
        raise Refused(
            "Дату, время и место определяет председатель комиссии, а пока записано его отсутствие –"
            " заместитель (пункт 4 положения о комиссии)."
        )
    source = move(row, "reschedule")
    if row.attendance.exists():
        raise Refused("На заседании уже записана явка: перенести его нельзя.")
    if starts_at <= clock.now():
        raise Refused("Это время уже прошло.", field="starts_at")
    row.starts_at = starts_at
    row.place = require_text(place, "Напишите, где пройдёт заседание.", "place")
    row.save()
    written = 0
    if row.state == MeetingState.CONVENED:
        cancel_waiting(row)
        written = _call(row)
    log(row, actor, "reschedule", source, details={"letters": written})
    return row


@transaction.atomic
def mark_told(*, summons: Summons, actor: User) -> Summons:
    """Note that a member without an address was told by telephone."""
    meeting = locked(summons.meeting)
    require_secretary(actor, meeting.contest)
    row = meeting.summonses.filter(pk=summons.pk).first()
    if row is None:
        raise Refused("Этого члена комиссии больше нет в списке. Обновите страницу.")
    if row.told_at is None:
        row.told_at, row.told_by = clock.now(), actor
        row.save()
        log(meeting, actor, "told")
    return row


@transaction.atomic
def call_off(*, meeting: Meeting, why: str, actor: User) -> Meeting:
    """The meeting does not take place: it was put off for good, or too few came."""
    row = locked(meeting)
    require_secretary(actor, row.contest)
    source = move(row, "call-off")
    why = require_text(why, "Напишите, почему заседание не состоялось.", "why")
    row.save()
    cancel_waiting(row)
    # Whoever came has seen it.
    is_ahead = row.starts_at > clock.now()
    told = [one for one in _summonses(row) if _has_got(one)] if is_ahead else []
    for summons in told:
        _write(row, summons, letters.CALLED_OFF, why=why)
    log(row, actor, "call-off", source, why=why)
    return row


def cancel_waiting(meeting: Meeting) -> None:
    """Keep letters about the meeting that have not gone out from saying what is no longer so."""
    outbox.cancel(Letter.objects.about(meeting))


def _call(row: Meeting) -> int:
    """Call the whole composition as it is now; returns how many letters were written."""
    members = list(row.contest.commission.serving().select_related("user"))
    earlier = {summons.member_id: summons for summons in _summonses(row)}
    written = 0
    for member in members:
        summons = earlier.get(member.pk) or Summons(meeting=row, member=member)
        code = letters.CHANGED if _has_got(summons) else letters.CONVENED
        summons.letter = summons.told_at = summons.told_by = None
        summons.member = member
        summons.save()
        written += _write(row, summons, code)
    return written


def _write(row: Meeting, summons: Summons, code: str, **more: object) -> bool:
    """Write to a member who has an address; whether there is one."""
    user = summons.member.user
    if user is None or not (user.is_active and user.email):
        return False
    summons.letter = outbox.enqueue(
        code=code,
        to=user.email,
        about=row,
        key=row.key,
        context={**letters.context(row), **more},
        operator=row.contest.operator,
    )
    summons.save(update_fields=["letter"])
    return True


def _summonses(row: Meeting) -> list[Summons]:
    return list(row.summonses.select_related("member__user", "letter"))


def _has_got(summons: Summons) -> bool:
    """Whether this member knows of an earlier date."""
    letter = summons.letter
    return summons.told_at is not None or (letter is not None and letter.state == Letter.State.SENT)
