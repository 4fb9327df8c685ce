"""Periods of reports, the academic year they begin with, and what is odd about a request."""

import datetime as dt
from dataclasses import dataclass

# An academic year begins on 1 September.
FIRST_MONTH = 9
# A start that lies farther ahead is more likely a slip in the year.
DAYS_AHEAD = 366


@dataclass(frozen=True)
class Period:
    """Days from and to, both included."""

    since: dt.date
    until: dt.date


def is_far_ahead(start_on: dt.date, today: dt.date) -> bool:
    """Whether the work begins more than a year ahead: possible, but odd for a vacancy."""
    return (start_on - today).days > DAYS_AHEAD


def academic_year_so_far(today: dt.date) -> Period:
    """From 1 September of the running academic year to ``today``."""
    year = today.year if today.month >= FIRST_MONTH else today.year - 1
    return Period(dt.date(year, FIRST_MONTH, 1), today)
