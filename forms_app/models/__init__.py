"""Nouns of every official form, whatever its domain."""

from .calls import Call
from .consents import Consent, ConsentText
from .destruction import DestructionAct
from .drafts import Draft, DraftUpload
from .submissions import Note, Remark, Submission, SubmissionFile, SubmissionVersion

__all__ = [
    "Call",
    "Consent",
    "ConsentText",
    "DestructionAct",
    "Draft",
    "DraftUpload",
    "Note",
    "Remark",
    "Submission",
    "SubmissionFile",
    "SubmissionVersion",
]
