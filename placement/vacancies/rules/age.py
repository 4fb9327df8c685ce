"""How long a vacancy is believed without a word from its employer (P-6.4).

Counted from what really happened, not from what should have: after a standstill of the site
nothing is hidden or closed at once, every employer still gets all the days of each stage.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

# Days from the last «актуальна», or from the last question that stays unanswered, to the next one.
ASK_EVERY = dt.timedelta(days=30)
# Days that a question may stay unanswered before the specialist is told.
STALE_AFTER = dt.timedelta(days=7)
# Then so many days until the vacancy leaves the public page, and so many more until it is closed.
HIDE_AFTER = dt.timedelta(days=7)
EXPIRE_AFTER = dt.timedelta(days=60)
# So long an employer may take back by the link that the vacancy is closed; later a letter is an old one.
TAKE_BACK_WITHIN = dt.timedelta(days=30)
# A request's vacancy that nobody publishes ends after so many days: until then its contact person's
# data are kept. The specialist is told so many days before.
UNPUBLISHED_FOR = dt.timedelta(days=180)
WARN_BEFORE = dt.timedelta(days=30)


class Step(StrEnum):
    """What time asks to be done with a published or paused vacancy."""

    ASK = "ask"
    STALE = "mark-stale"
    HIDE = "hide"
    EXPIRE = "expire"


@dataclass(frozen=True)
class Age:
    """What is known of a vacancy; ``asked_at`` only while the question is unanswered."""

    confirmed_at: dt.datetime
    asked_at: dt.datetime | None = None
    stale_at: dt.datetime | None = None
    hidden_at: dt.datetime | None = None


def ask_at(age: Age) -> dt.datetime:
    """When the employer is asked next."""
    return (age.asked_at or age.confirmed_at) + ASK_EVERY


def due(age: Age, now: dt.datetime) -> Step | None:
    """The step that is due at ``now``, or None; a later stage comes before a repeated question."""
    if age.hidden_at is not None:
        if now >= age.hidden_at + EXPIRE_AFTER:
            return Step.EXPIRE
    elif age.stale_at is not None:
        if now >= age.stale_at + HIDE_AFTER:
            return Step.HIDE
    elif age.asked_at is not None and now >= age.asked_at + STALE_AFTER:
        return Step.STALE
    return Step.ASK if now >= ask_at(age) else None
