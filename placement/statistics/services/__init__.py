"""Use cases of the employment figures: entered, approved by another, published, corrected (P-2.4d).

Every function checks the right, locks the snapshot, asks the transition table and writes the
history; what is refused raises Refused with Russian text.
"""

from .entry import (
    Line,
    discard,
    edit_snapshot,
    enter_row,
    import_rows,
    remove_row,
    start_correction,
    start_snapshot,
)
from .guards import APPROVE, ENTER, PUBLISH
from .moves import approve, publish, reopen, withdraw

__all__ = [
    "APPROVE",
    "ENTER",
    "PUBLISH",
    "Line",
    "approve",
    "discard",
    "edit_snapshot",
    "enter_row",
    "import_rows",
    "publish",
    "remove_row",
    "reopen",
    "start_correction",
    "start_snapshot",
    "withdraw",
]
