"""Nouns of every official form, whatever its domain."""

from .calls import Call
from .consents import Consent, ConsentText
from .contacts import ContactDigest
from .destruction import DestructionAct, Ground, PlannedDestruction
from .drafts import Draft, DraftUpload
from .submissions import Note, Remark, Submission, SubmissionFile, SubmissionVersion

__all__ = [
    "Call",
    "Consent",
    "ConsentText",
    "ContactDigest",
    "DestructionAct",
    "Draft",
    "DraftUpload",
    "Ground",
    "Note",
    "PlannedDestruction",
    "Remark",
    "Submission",
    "SubmissionFile",
    "SubmissionVersion",
]
