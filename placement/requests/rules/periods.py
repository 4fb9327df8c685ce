"""Periods of reports, and the academic year that they begin with by default."""

import calendar
import datetime as dt
from dataclasses import dataclass

# An academic year begins on 1 September.
FIRST_MONTH = 9


@dataclass(frozen=True)
class Period:
    """Days from and to, both included."""

    since: dt.date
    until: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.since <= day <= self.until

    def before(self) -> "Period":
        """The one that it is compared with: as many whole months, else as many days, just before."""
        until = self.since - dt.timedelta(days=1)
        if not self._is_of_whole_months:
            return Period(self.since - (self.until - until), until)
        months = self.since.year * 12 + self.since.month - 1 - self._months
        return Period(dt.date(months // 12, months % 12 + 1, 1), until)

    @property
    def _is_of_whole_months(self) -> bool:
        last = calendar.monthrange(self.until.year, self.until.month)[1]
        return self.since.day == 1 and self.until.day == last

    @property
    def _months(self) -> int:
        years = self.until.year - self.since.year
        return years * 12 + self.until.month - self.since.month + 1


def academic_year_so_far(today: dt.date) -> Period:
    """From 1 September of the running academic year to ``today``."""
    year = today.year if today.month >= FIRST_MONTH else today.year - 1
    return Period(dt.date(year, FIRST_MONTH, 1), today)
