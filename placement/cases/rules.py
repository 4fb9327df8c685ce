"""Which days of a job are looked at, and what is overdue (P-2.2b, P-6.2)."""

import calendar
import datetime as dt

# The milestones that the centre begins with: codes, and how far they are from the first day of work.
DAYS = {"days-30": 30, "days-60": 60, "days-90": 90}
MONTHS = {"months-3": 3, "months-6": 6, "months-12": 12}


def after_months(day: dt.date, months: int) -> dt.date:
    """The same day of a later month; its last day where it has no such day (31 May → 30 November)."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def milestone(started_on: dt.date, *, days: int | None, months: int | None) -> dt.date:
    """The day that lies so many days, or else so many months, from the first day of work."""
    if days is not None:
        return started_on + dt.timedelta(days=days)
    return after_months(started_on, months or 0)


def milestones(started_on: dt.date) -> dict[str, dt.date]:
    """The day of each milestone that the centre begins with, by its code."""
    return {
        code: milestone(started_on, days=DAYS.get(code), months=MONTHS.get(code))
        for code in (*DAYS, *MONTHS)
    }


def is_overdue(*, due_on: dt.date, is_done: bool, today: dt.date) -> bool:
    """Whether the day of a step is over and nobody has done it."""
    return not is_done and due_on < today
