"""Use cases of referrals: a graduate is sent to an employer, and what comes of it (P-2.2b, P-2.2e).

Every function locks the graduate, then the referral, asks the transition table and writes the
history. Without an ``actor`` it is the employer, the person or the system who acts.
"""

from .answers import Answer, answer, may_invite, take_back
from .ending import call_off, end_all
from .sending import obstacles_of, prepare, send, warnings_of

__all__ = [
    "Answer",
    "answer",
    "call_off",
    "end_all",
    "may_invite",
    "obstacles_of",
    "prepare",
    "send",
    "take_back",
    "warnings_of",
]
