"""Use cases of meetings: each locks the meeting, checks, changes, logs and writes letters at once."""

from .absences import record_chair_absence, take_back_chair_absence
from .convening import call_off, convene, mark_told, reschedule
from .deciding import Proposal, decide, undecide
from .holding import come_back, leave, leave_recused, save_attendance, save_votes
from .matters import put_aside, take_up
from .planning import add_item, approve, edit, edit_item, plan, raise_item, remove_item, replan
from .protocol import close, confirm, file_protocol, reopen, send_back

__all__ = [
    "Proposal",
    "add_item",
    "approve",
    "call_off",
    "close",
    "come_back",
    "confirm",
    "convene",
    "decide",
    "edit",
    "edit_item",
    "file_protocol",
    "leave",
    "leave_recused",
    "mark_told",
    "plan",
    "put_aside",
    "raise_item",
    "record_chair_absence",
    "remove_item",
    "reopen",
    "replan",
    "reschedule",
    "save_attendance",
    "save_votes",
    "send_back",
    "take_back_chair_absence",
    "take_up",
    "undecide",
]
