"""Which agreements repeat one another, and when an end is to be reminded of (P-5.4)."""

import datetime as dt
from dataclasses import dataclass

# Days before the end of the term on which the specialist is reminded, the earliest first.
REMIND_DAYS = (60, 30, 7)


@dataclass(frozen=True)
class Facts:
    """What agreements are compared by.

    ``concerns`` is whom one is made for, where one employer may have several of a kind at a time:
    the people of a training, the group of a practice. ``ends_on`` is the last day of the term, None
    without end; an agreement that was terminated ends with that day.
    """

    kind: str
    employer: int
    concerns: frozenset[str]
    starts_on: dt.date
    ends_on: dt.date | None


def overlap(one: Facts, other: Facts) -> bool:
    """Whether the terms have a day in common."""
    return starts_in_time(one, other) and starts_in_time(other, one)


def starts_in_time(one: Facts, other: Facts) -> bool:
    """Whether ``one`` starts before ``other`` has ended."""
    return other.ends_on is None or one.starts_on <= other.ends_on


def is_repeat(one: Facts, other: Facts) -> bool:
    """Whether both say the same: one kind, one employer, the same people or group, at one time."""
    if (one.kind, one.employer) != (other.kind, other.employer):
        return False
    is_about_the_same = one.concerns == other.concerns or one.concerns & other.concerns
    return bool(is_about_the_same) and overlap(one, other)


def reminder_due(ends_on: dt.date | None, today: dt.date, reminded: int | None) -> int | None:
    """How many days before the end the reminder stands for that is due today; None for none.

    ``reminded`` is the last one that was sent. After a standstill the latest alone is due.
    """
    if ends_on is None or ends_on < today:
        return None
    days = [day for day in REMIND_DAYS if (ends_on - today).days <= day]
    if not days or (reminded is not None and reminded <= days[-1]):
        return None
    return days[-1]
