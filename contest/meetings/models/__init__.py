"""Meetings of a commission: when and where, what is asked, who was there, what was decided."""

from .agenda import AgendaItem, Decision, DecisionEntry
from .matters import Matter
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
    "Matter",
    "Meeting",
    "Summons",
    "Vote",
]
