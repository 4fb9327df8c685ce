"""Nouns of every official form, whatever its domain."""

from .consents import Consent, ConsentText
from .destruction import DestructionAct
from .drafts import Draft, DraftUpload
from .submissions import Note, Remark, Submission, SubmissionFile, SubmissionVersion

__all__ = [
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
