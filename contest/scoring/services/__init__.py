"""Use cases of the scoring: marks, conflicts of interest, absence, the window, reminders."""

from .absence import excuse, take_back
from .conflicts import lift, recuse
from .filling import Filled, take_rows
from .marking import Given, save_comment, save_mark, save_sheet
from .reminding import LETTER, remind
from .window import close_now, prolong, reopen

__all__ = [
    "LETTER",
    "Filled",
    "Given",
    "close_now",
    "excuse",
    "lift",
    "prolong",
    "recuse",
    "remind",
    "reopen",
    "save_comment",
    "save_mark",
    "save_sheet",
    "take_back",
    "take_rows",
]
