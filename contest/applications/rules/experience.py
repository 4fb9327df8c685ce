"""Length of service: periods add up, exactly, in calendar years (C-8, clause 8.2).

The periods, overlaps merged, are laid end to end from the first day of the first of them, and
the length is the calendar distance to where they end. So one unbroken period reaches a year on
its anniversary, a leap day costs nobody anything, and more service never shortens the sum.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.text import plural

DAY = dt.timedelta(days=1)
# Labour Code art. 63: the earliest age at which a person may be employed at all.
YOUNGEST_WORKER = 14
LONGEST_CAREER_YEARS = 80


@dataclass(frozen=True)
class Period:
    """Work from ``start`` to ``end``, both days included; no ``end``: to the present."""

    start: dt.date
    end: dt.date | None = None


@dataclass(frozen=True, order=True)
class Length:
    """Whole years, months and days, the larger unit first."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        return in_words(self)


def plus_years(day: dt.date, years: int) -> dt.date:
    """The anniversary of ``day``; 29 February becomes 1 March in a common year."""
    return plus_months(day, years * 12)


def plus_months(day: dt.date, months: int) -> dt.date:
    """The same number ``months`` later, or the first of the next month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return dt.date(year, month + 2, 1)


def merge(periods: Iterable[Period], on: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Ranges [first day, day after the last) worked before ``on``, overlaps joined, in order."""
    spans: list[tuple[dt.date, dt.date]] = []
    for start, stop in sorted((p.start, min(on, p.end + DAY if p.end else on)) for p in periods):
        if start >= stop:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], stop))
        else:
            spans.append((start, stop))
    return spans


def total_days(periods: Iterable[Period], on: dt.date) -> int:
    """Days worked before ``on``: the day of applying is not over and does not count."""
    return sum((stop - start).days for start, stop in merge(periods, on))


def total(periods: Sequence[Period], on: dt.date) -> Length:
    """The length of service on ``on`` in calendar years, months and days."""
    spans = merge(periods, on)
    if not spans:
        return Length()
    start = spans[0][0]
    return between(start, start + DAY * total_days(periods, on))


def between(start: dt.date, stop: dt.date) -> Length:
    """The calendar distance from ``start`` to ``stop``, which is not earlier."""
    months = (stop.year - start.year) * 12 + stop.month - start.month
    if plus_months(start, months) > stop:
        months -= 1
    return Length(*divmod(months, 12), (stop - plus_months(start, months)).days)


def is_enough(periods: Sequence[Period], on: dt.date, years: int) -> bool:
    """Whether there are at least ``years`` of service on the day ``on`` (clause 8.2)."""
    return years == 0 or total(periods, on).years >= years


def earliest_day(periods: Sequence[Period], on: dt.date, years: int) -> dt.date | None:
    """The first day, ``on`` or later, with ``years`` of service; None while nobody employs them.

    A period without an end is taken to go on.
    """
    if is_enough(periods, on, years):
        return on
    if not any(p.end is None for p in periods):
        return None
    first = min(p.start for p in periods)
    # Only what was worked by the day counting begins is known; from then on each day adds one.
    begin = max(on, min(p.start for p in periods if p.end is None))
    missing = (plus_years(first, years) - first).days - total_days(periods, begin)
    return begin + DAY * max(missing, 0)


def faults(period: Period, *, today: dt.date, born_on: dt.date | None = None) -> list[str]:
    """Why a period is impossible, in Russian; empty when it is possible."""
    found = []
    if period.start > today:
        found.append("Дата начала ещё не наступила.")
    if period.end and period.end > today:
        found.append("Дата окончания ещё не наступила. Если работа продолжается, отметьте это.")
    if period.end and period.end < period.start:
        found.append("Дата окончания раньше даты начала.")
    if period.start < dt.date(today.year - LONGEST_CAREER_YEARS, 1, 1):
        found.append("Проверьте год начала работы.")
    if born_on and period.start < plus_years(born_on, YOUNGEST_WORKER):
        found.append(f"Работа не могла начаться раньше {YOUNGEST_WORKER} лет: проверьте даты.")
    return found


def in_words(length: Length) -> str:
    """«2 года 1 месяц 11 дней»; parts that are zero are left out, nothing at all is «0 дней»."""
    parts = [
        plural(length.years, "год", "года", "лет"),
        plural(length.months, "месяц", "месяца", "месяцев"),
        plural(length.days, "день", "дня", "дней"),
    ]
    return " ".join(part for part in parts if not part.startswith("0 ")) or "0 дней"
