"""Use cases of resumes: a version is written, offered to the person, approved, retired (P-F3).

Every function locks the version, asks the transition table and writes the history.
"""

from .entry import copy_resume, create_resume, save_draft
from .guards import may_go_out, require_going_out
from .moves import approve, offer, retire, retire_all, send_back

__all__ = [
    "approve",
    "copy_resume",
    "create_resume",
    "may_go_out",
    "offer",
    "require_going_out",
    "retire",
    "retire_all",
    "save_draft",
    "send_back",
]
