"""Meetings of a commission: when and where, what is asked, who was there, what was decided."""

from .agenda import AgendaItem, Decision, DecisionEntry
from .meeting import ChairAbsence, DeadlineReminder, Meeting
from .people import Attendance, Leave, Summons, Vote

__all__ = [
    "AgendaItem",
    "Attendance",
    "ChairAbsence",
    "DeadlineReminder",
    "Decision",
    "DecisionEntry",
    "Leave",
    "Meeting",
    "Summons",
    "Vote",
]
