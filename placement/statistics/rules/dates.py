"""When the figures of a year are awaited and when approved ones must be on the site (P-2.4d)."""

import datetime as dt
from dataclasses import dataclass

from core.rules.working_days import NO_OVERRIDES, Overrides, add_working_days

# Graduates leave by summer: their figures are asked for from 1 September and due by 1 October.
ASKED_FROM = (9, 1)
DUE_BY = (10, 1)
# Changes of the section must be published within so many working days (FACTS § 1).
PUBLISH_WITHIN = 10


@dataclass(frozen=True)
class Awaited:
    """The newest year whose figures should be there, with the day they are due by."""

    year: int
    due_by: dt.date

    def is_late(self, today: dt.date) -> bool:
        """Whether the day has passed."""
        return today > self.due_by


def awaited(today: dt.date) -> Awaited:
    """The year of graduation whose figures are asked for on ``today``."""
    year = today.year if (today.month, today.day) >= ASKED_FROM else today.year - 1
    return Awaited(year, dt.date(year, *DUE_BY))


def next_due(today: dt.date) -> dt.date:
    """The next day by which the figures of some year are due, ``today`` included."""
    this_year = dt.date(today.year, *DUE_BY)
    return this_year if today <= this_year else dt.date(today.year + 1, *DUE_BY)


def publish_by(approved_on: dt.date, overrides: Overrides = NO_OVERRIDES) -> dt.date:
    """The last day to publish what was approved on ``approved_on``."""
    return add_working_days(approved_on, PUBLISH_WITHIN, overrides)
