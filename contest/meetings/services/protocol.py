"""The protocol: numbered when the meeting is closed, signed on paper, confirmed by two people (C-K8)."""

import datetime as dt

from django.db import transaction

from contest.finalists.models import Finalist
from contest.finalists.services import record_no_show
from contest.meetings.models import AgendaItem, Decision, DecisionEntry, Meeting
from contest.meetings.papers import protocol_digest
from contest.meetings.sitting import Sitting, sitting_of
from contest.setup.models import Contest
from core import clock, files, journals
from core.errors import Refused
from core.models import Journal, JournalEntry, PrivateFile, User

from . import matters
from .excusing import excuse_absent
from .guards import (
    RUN,
    Seat,
    locked,
    log,
    move,
    require_secretary,
    require_text,
    today_of,
)


def protocol_journal(contest: Contest) -> Journal:
    """The journal of the contest's protocols, made with the first of them."""
    defaults = {"title": f"Журнал протоколов комиссии: {contest}"[:255]}
    return Journal.objects.get_or_create(code=f"protocols-{contest.slug}", defaults=defaults)[0]


def hold_number(entry: JournalEntry) -> str:
    """Why the number of a protocol is not annulled past its meeting; empty for other numbers."""
    if Meeting.objects.filter(number=entry).exists():
        return "Это номер протокола заседания: он остаётся у своего заседания."
    return ""


@transaction.atomic
def close(*, meeting: Meeting, actor: User) -> Meeting:
    """End the meeting: it was quorate and led by somebody; its protocol gets the next number.

    A question without a decision stays so in the protocol; one that was voted on needs its decision.
    """
    row = locked(meeting)
    require_secretary(actor, row.contest)
    source = move(row, "close")
    _refuse_unfinished(sitting_of(row))
    if row.number is None:
        journal = protocol_journal(row.contest)
        row.number = journals.take_number(journal=journal, actor=actor, at=clock.now())
    row.save()
    matters.freeze(row)
    log(row, actor, "close", source, details={"number": row.number.label})
    return row


def _refuse_unfinished(sitting: Sitting) -> None:
    room = sitting.room
    if not sitting.is_taken:
        raise Refused("Сначала отметьте явку.")
    if not room.is_quorate:
        raise Refused(
            f"Нет кворума: присутствуют {len(room.present)}, нужно не меньше {room.needed}. Такое"
            " заседание не состоялось."
        )
    if room.presiding is None:
        raise Refused(
            "Нет ни председателя, ни заместителя: вести заседание некому (пункт 4 положения о"
            " комиссии)."
        )
    for item in sitting.items:
        if sitting.ballots.get(item.pk) and item.pk not in sitting.decisions:
            raise Refused(f"По вопросу {item.ordinal} голосовали, а решение не записано.")


@transaction.atomic
def reopen(*, meeting: Meeting, why: str, actor: User) -> Meeting:
    """Go back to correct what was recorded; the protocol keeps its number."""
    row = locked(meeting)
    require_secretary(actor, row.contest)
    source = move(row, "reopen")
    why = require_text(why, "Напишите, что нужно исправить.", "why")
    row.save()
    log(row, actor, "reopen", source, why=why)
    return row


@transaction.atomic
def file_protocol(
    *, meeting: Meeting, signed_on: dt.date, scan: PrivateFile, actor: User
) -> Meeting:
    """Keep the scan of the protocol that presiding member and secretary have signed.

    Another person confirms it.
    """
    row = locked(meeting)
    require_secretary(actor, row.contest)
    source = move(row, "file")
    if signed_on > today_of(row.contest):
        raise Refused("Этот день ещё не наступил.", field="signed_on")
    if signed_on < row.day:
        raise Refused("Протокол подписывают не раньше дня заседания.", field="signed_on")
    row.signed_on, row.scan, row.filed_by = signed_on, scan, actor
    row.digest = protocol_digest(row, sitting_of(row))
    row.save()
    log(row, actor, "file", source)
    return row


@transaction.atomic
def send_back(*, meeting: Meeting, why: str, actor: User) -> Meeting:
    """The filed scan is wrong: it goes, and the meeting waits for another."""
    row = locked(meeting)
    _refuse_stranger(row, actor)
    source = move(row, "send-back")
    why = require_text(why, "Напишите, что не так.", "why")
    scan = row.scan
    row.signed_on = row.scan = row.filed_by = None
    row.digest = ""
    row.save()
    if scan is not None:
        files.discard_file(scan)
    log(row, actor, "send-back", source, why=why)
    return row


@transaction.atomic
def confirm(*, meeting: Meeting, actor: User) -> Meeting:
    """A second person confirms that the scan is the signed protocol: nothing leads back from here."""
    row = locked(meeting)
    _refuse_stranger(row, actor)
    source = move(row, "confirm")
    if actor.pk == row.filed_by_id:
        raise Refused("Подтверждает другой человек, не тот, кто внёс протокол.")
    row.confirmed_at, row.confirmed_by = clock.now(), actor
    row.save()
    _record_no_shows(row, actor)
    absences = excuse_absent(row, actor)
    log(row, actor, "confirm", source, details={"absences": len(absences)})
    return row


def _record_no_shows(row: Meeting, actor: User) -> None:
    """Who did not appear by a decision of this protocol has no place from now on (C-14)."""
    assert row.number is not None  # a filed protocol has one
    decided = Decision.objects.in_force(row.contest, AgendaItem.Kind.NO_SHOW)
    named = Finalist.objects.expected().filter(
        entry__in=DecisionEntry.objects.filter(
            decision__in=decided.filter(item__meeting=row)
        ).values("entry")
    )
    for finalist in named.select_related("entry"):
        record_no_show(
            finalist=finalist,
            number=row.number.label,
            decided_on=row.day,
            reason=f"Протокол заседания комиссии № {row.number.label}",
            actor=actor,
        )


def may_confirm(user: User, contest: Contest) -> bool:
    """Chair and deputy, and who runs the meetings: of the two who have signed, or a colleague."""
    if user.has_perm(RUN) and user.organisation_id == contest.operator_id:
        return True
    seats = contest.commission.serving().filter(user=user, seat__in=(Seat.CHAIR, Seat.DEPUTY))
    return bool(seats.exists())


def _refuse_stranger(row: Meeting, actor: User) -> None:
    if not may_confirm(actor, row.contest):
        raise Refused("У вас нет права на это действие.")
