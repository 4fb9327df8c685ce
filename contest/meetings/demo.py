"""A demonstration meeting: planned, with an agenda that waits for the chair (C-K4)."""

import datetime as dt

from django.db import transaction

from contest.meetings import services
from contest.meetings.models import AgendaItem, Meeting
from contest.meetings.sitting import Seat
from contest.setup.models import Contest
from core import clock
from core.calendar import overrides
from core.models import User
from core.rules.working_days import subtract_working_days

_PLACE = "г. Новосибирск, ул. Вымышленная, д. 1, каб. 5"
_AGENDA = (
    (AgendaItem.Kind.ADMISSION, "О допуске участников ко II этапу конкурса"),
    (AgendaItem.Kind.OTHER, "О порядке проведения тестирования и ролевой игры"),
)


@transaction.atomic
def load_meeting(contest: Contest) -> bool:
    """Plan a meeting for the working day before the last stage; whether it was missing."""
    secretary = _holder(contest, Seat.SECRETARY)
    last = contest.stages.order_by("-starts_on").first()
    if secretary is None or last is None or contest.meetings.exists():
        return False
    day = subtract_working_days(last.starts_on, 1, overrides())
    data = Meeting(
        contest=contest,
        starts_at=clock.at_local(day, dt.time(10), contest.time_zone),
        place=_PLACE,
    )
    meeting = services.plan(data=data, actor=secretary)
    for kind, subject in _AGENDA:
        services.add_item(meeting=meeting, kind=kind, subject=subject, actor=secretary)
    return True


def _holder(contest: Contest, seat: str) -> User | None:
    member = contest.commission.serving().filter(seat=seat).select_related("user").first()
    return member.user if member else None
