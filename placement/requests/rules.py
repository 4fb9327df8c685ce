"""Periods of reports, and the academic year that they begin with by default."""

import datetime as dt
from dataclasses import dataclass

# An academic year begins on 1 September.
FIRST_MONTH = 9


@dataclass(frozen=True)
class Period:
    """Days from and to, both included."""

    since: dt.date
    until: dt.date


def academic_year_so_far(today: dt.date) -> Period:
    """From 1 September of the running academic year to ``today``."""
    year = today.year if today.month >= FIRST_MONTH else today.year - 1
    return Period(dt.date(year, FIRST_MONTH, 1), today)
