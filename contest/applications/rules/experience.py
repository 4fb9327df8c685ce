"""Length of service: periods add up, exactly, in two ways (C-8, clause 8.2).

By calendar days: the periods, overlaps merged, are laid end to end from the first day of the first
of them, and the length is the calendar distance to where they end. So one unbroken period reaches
a year on its anniversary, a leap day costs nobody anything, and more service never shortens the sum.

By whole months: the whole years and months of each period are added, then the days that are left,
30 of them a month. So three periods of four calendar months are a year, however short the months.

The regulation names neither; whoever has enough by one of them has enough.
"""

import bisect
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.text import plural

DAY = dt.timedelta(days=1)
# Labour Code art. 63: the earliest age at which a person may be employed at all.
YOUNGEST_WORKER = 14
LONGEST_CAREER_YEARS = 80
# As in the rules for pension service: what is left of the months is added up, 30 days a month.
DAYS_IN_MONTH = 30


class Way(StrEnum):
    """How a length of service was counted; the value says it in Russian."""

    DAYS = "по календарным дням"
    MONTHS = "сложением полных месяцев каждого периода, оставшиеся 30 дней – месяц"


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


@dataclass(frozen=True)
class Service:
    """A length of service and how it was counted."""

    length: Length
    way: Way

    def __str__(self) -> str:
        return f"{self.length} ({self.way})"


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


def total(periods: Sequence[Period], on: dt.date) -> Service:
    """The length of service on ``on``: the longer of the two ways, by days where they agree."""
    by_days, by_months = total_by_days(periods, on), total_by_months(periods, on)
    if by_months > by_days:
        return Service(by_months, Way.MONTHS)
    return Service(by_days, Way.DAYS)


def total_by_months(periods: Sequence[Period], on: dt.date) -> Length:
    """Whole months of each period added, then the days left over, 30 of them a month.

    A single period has nothing to be added to: it is as long as the calendar says.
    """
    lengths = [between(start, stop) for start, stop in merge(periods, on)]
    if len(lengths) < 2:
        return lengths[0] if lengths else Length()
    carried, days = divmod(sum(length.days for length in lengths), DAYS_IN_MONTH)
    months = sum(length.years * 12 + length.months for length in lengths) + carried
    return Length(*divmod(months, 12), days)


def total_by_days(periods: Sequence[Period], on: dt.date) -> Length:
    """The days worked, laid end to end on the calendar from the first of them."""
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
    """Whether there are ``years`` of service on the day ``on``, by either way (clause 8.2)."""
    return years == 0 or total(periods, on).length.years >= years


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
    by_days = begin + DAY * max(missing, 0)
    # Neither way shrinks with time, so the first day that is enough by months can be searched for.
    days = range(on.toordinal(), by_days.toordinal())
    nearer = bisect.bisect_left(
        days, True, key=lambda day: is_enough(periods, dt.date.fromordinal(day), years)
    )
    return on + DAY * nearer


def faults(period: Period, *, today: dt.date, born_on: dt.date | None = None) -> list[str]:
    """Why a period is impossible, in Russian; empty when it is possible."""
    problems = []
    if period.start > today:
        problems.append("Дата начала ещё не наступила.")
    if period.end and period.end > today:
        problems.append("Дата окончания ещё не наступила. Если работа продолжается, отметьте это.")
    if period.end and period.end < period.start:
        problems.append("Дата окончания раньше даты начала.")
    if period.start < dt.date(today.year - LONGEST_CAREER_YEARS, 1, 1):
        problems.append("Проверьте год начала работы.")
    if born_on and period.start < plus_years(born_on, YOUNGEST_WORKER):
        problems.append(f"Работа не могла начаться раньше {YOUNGEST_WORKER} лет: проверьте даты.")
    return problems


def in_words(length: Length) -> str:
    """«2 года 1 месяц 11 дней»; parts that are zero are left out, nothing at all is «0 дней»."""
    parts = [
        plural(length.years, "год", "года", "лет"),
        plural(length.months, "месяц", "месяца", "месяцев"),
        plural(length.days, "день", "дня", "дней"),
    ]
    return " ".join(part for part in parts if not part.startswith("0 ")) or "0 дней"
