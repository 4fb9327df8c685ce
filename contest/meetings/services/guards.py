"""A meeting as it may be changed, and who may do what to it (C-K4…6)."""

import datetime as dt
from typing import Any

from contest.commission.models import CommissionMember
from contest.meetings.lifecycle import MEETING, MeetingState
from contest.meetings.models import AgendaItem, ChairAbsence, Meeting
from contest.setup.models import Contest
from core import clock
from core.errors import Refused
from core.history import log_change
from core.lifecycle import STAFF
from core.models import User

VIEW = "contest.view_meeting"
RUN = "contest.run_meetings"
NOT_RUNNING = (
    "Явку, голоса и решения записывают, когда заседание созвано и его день наступил, и до того,"
    " как оно закрыто."
)
Seat = CommissionMember.Seat


def require_secretary(actor: User, contest: Contest) -> None:
    """Refuse who does not run the meetings of the contest's operator."""
    if not (actor.has_perm(RUN) and actor.organisation_id == contest.operator_id):
        raise Refused("У вас нет права на это действие.")


def chairing_seat(user: User, contest: Contest, on: dt.date) -> str:
    """By which seat ``user`` holds the chair's powers on a day; empty for whoever does not.

    The deputy holds them while the chair's absence is recorded (clause 4).
    """
    seats = set(contest.commission.serving().filter(user=user).values_list("seat", flat=True))
    if Seat.CHAIR in seats:
        return str(Seat.CHAIR)
    if Seat.DEPUTY in seats and is_chair_absent(contest, on):
        return str(Seat.DEPUTY)
    return ""


def may_be_approved(contest: Contest) -> bool:
    """Whether somebody with an account holds the chair's powers today."""
    seats = [Seat.CHAIR]
    if is_chair_absent(contest, today_of(contest)):
        seats.append(Seat.DEPUTY)
    return bool(contest.commission.serving().filter(seat__in=seats, user__is_active=True).exists())


def is_chair_absent(contest: Contest, on: dt.date) -> bool:
    """Whether the chair's absence is recorded for this day."""
    rows = ChairAbsence.objects.filter(contest=contest, starts_on__lte=on, ends_on__gte=on)
    return rows.exists()


def today_of(contest: Contest) -> dt.date:
    """The day on the contest's clock."""
    return clock.in_zone(clock.now(), contest.tz).date()


def locked(meeting: Meeting) -> Meeting:
    """The row as it is now, locked to the end of the transaction: every change begins here."""
    rows = Meeting.objects.select_related("contest__operator", "key", "number", "scan")
    row = rows.select_for_update(of=("self",)).filter(pk=meeting.pk).first()
    if row is None:
        raise Refused("Этого заседания больше нет. Обновите страницу.")
    return row


def locked_item(item: AgendaItem) -> AgendaItem:
    """The question, under the lock of its meeting."""
    meeting = locked(item.meeting)
    row = meeting.items.filter(pk=item.pk).first()
    if row is None:
        raise Refused("Этого вопроса в повестке больше нет. Обновите страницу.")
    row.meeting = meeting
    return row


def refuse_unless_running(meeting: Meeting) -> None:
    """Refuse what is recorded at the meeting only."""
    if not meeting.is_running:
        raise Refused(NOT_RUNNING)


def refuse_unless_planned(meeting: Meeting) -> None:
    """Refuse a change of what is approved."""
    if meeting.state != MeetingState.PLANNED:
        raise Refused("Повестка утверждена. Чтобы изменить её, верните заседание в план.")


def require_text(text: str, refusal: str, field: str) -> str:
    """The text without the space around it; Refused for none."""
    if not text.strip():
        raise Refused(refusal, field=field)
    return text.strip()


def move(row: Meeting, action: str) -> str:
    """Put the row into the state that the table says; returns where it was."""
    source = row.state
    row.state = MEETING.target(action, source=source, who=STAFF)
    return source


def log(row: Meeting, actor: User | None, action: str, source: str = "", **more: Any) -> None:
    """One line of the meeting's history; without ``source`` the state stays as it is."""
    log_change(
        row,
        actor=actor,
        action=action,
        from_state=source or row.state,
        to_state=row.state,
        **more,
    )
