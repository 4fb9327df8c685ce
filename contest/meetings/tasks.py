"""Regular work of meetings; it can run any number of times."""

import datetime as dt

from contest.meetings.services import reminders
from core.tick import Pieces, every


@every(minutes=60, name="contest: deadlines of protocol and order")
def follow_deadlines(now: dt.datetime) -> str:
    """Remind secretaries of what is due soon (C-K8)."""
    pieces = Pieces()
    reminded = reminders.remind_due(now, pieces)
    pieces.finish()
    return f"reminded {reminded}"
