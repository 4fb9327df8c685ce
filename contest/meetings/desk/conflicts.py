"""What a member does not read at a meeting: findings on whom they do not mark (C-K5, ADR 16)."""

from itertools import chain

from django.http import HttpRequest

from contest.meetings.models import Meeting
from contest.meetings.sitting import Sitting
from contest.scoring.desk.scope import recused_from
from core.back_office import DeskAdmin

KEPT_BACK = (
    "В протокол входят заключения об участнике, которого вы не оцениваете. Вы сможете открыть протокол,"
    " когда его подпишут; до этого его печатает секретарь."
)


def closed_entries(meeting: Meeting, request: HttpRequest, desk: DeskAdmin) -> set[int]:
    """The participants of whom this person reads nothing: who keeps the minutes reads of all."""
    if desk.allows(request, "work", meeting):
        return set()
    return recused_from(request)


def is_protocol_kept_back(
    meeting: Meeting, sitting: Sitting, request: HttpRequest, desk: DeskAdmin
) -> bool:
    """Whether the protocol, not signed yet, tells what was found on somebody this person does not mark.

    A print without that would be another protocol; the signed one is for all members.
    """
    if meeting.signed_on is not None:
        return False
    closed = closed_entries(meeting, request, desk)
    matters = chain.from_iterable(sitting.matters.values())
    return any(matter.finding.entry_id in closed for matter in matters)
