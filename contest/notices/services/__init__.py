"""Use cases of letters about decisions: each locks the contest, checks, changes, logs, writes."""

from .preparing import drop, prepare
from .releasing import notices_of, preview, release, resend, revision_of, why_not

__all__ = [
    "drop",
    "notices_of",
    "prepare",
    "preview",
    "release",
    "resend",
    "revision_of",
    "why_not",
]
