"""Use cases of resumes: a version is written, offered to the person, approved, retired (P-F3).

Every function locks the version, asks the transition table and writes the history.
"""

from .entry import copy_resume, create_resume, save_draft
from .guards import may_go_out, require_going_out
from .moves import approve, offer, retire, retire_all, send_back
from .photo import add_photo, forget_photos, may_have_photo, photo_for_employer, remove_photo

__all__ = [
    "add_photo",
    "approve",
    "copy_resume",
    "create_resume",
    "forget_photos",
    "may_go_out",
    "may_have_photo",
    "offer",
    "photo_for_employer",
    "remove_photo",
    "require_going_out",
    "retire",
    "retire_all",
    "save_draft",
    "send_back",
]
