"""Use cases of the vacancy register, from request to the end of a vacancy (P-2.4b, P-6.4).

Every function locks the vacancy, asks the transition table and writes the history; a refusal
raises Refused with Russian text. Stored pages and search follow each save (`placement.signals`).
Without an ``actor`` it is the employer who acts: through the form, or the link of a letter.
"""

from .moves import confirm_actual, expire, fill, pause, publish, reopen, resume, withdraw
from .places import filled_places_at
from .register import create_vacancy, follow_name, forget_persons, update_vacancy

__all__ = [
    "confirm_actual",
    "create_vacancy",
    "expire",
    "fill",
    "filled_places_at",
    "follow_name",
    "forget_persons",
    "pause",
    "publish",
    "reopen",
    "resume",
    "update_vacancy",
    "withdraw",
]
