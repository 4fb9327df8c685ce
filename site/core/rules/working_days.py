"""Working days by the Russian production calendar (C-K8).

``overrides`` gives days that differ from the calendar: True is working, False is free.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import holidays

Overrides = Mapping[date, bool]
NO_OVERRIDES: Overrides = MappingProxyType({})
_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def _year(year: int) -> holidays.HolidayBase:
    """One year's calendar with its transferred days."""
    return holidays.country_holidays("RU", years=year)


def is_working(day: date, overrides: Overrides = NO_OVERRIDES) -> bool:
    """Whether ``day`` is a working day."""
    if day in overrides:
        return overrides[day]
    return bool(_year(day.year).is_working_day(day))


def add_working_days(day: date, count: int, overrides: Overrides = NO_OVERRIDES) -> date:
    """The ``count``-th working day after ``day``, which itself is not counted.

    ``count`` is at least 0; 0 gives ``day`` itself, working or not. Raises ValueError below 0.
    """
    return _walk(day, count, _DAY, overrides)


def subtract_working_days(day: date, count: int, overrides: Overrides = NO_OVERRIDES) -> date:
    """The ``count``-th working day before ``day``, which itself is not counted."""
    return _walk(day, count, -_DAY, overrides)


def _walk(day: date, count: int, step: timedelta, overrides: Overrides) -> date:
    if count < 0:
        raise ValueError("count of working days is negative")
    while count:
        day += step
        count -= is_working(day, overrides)
    return day
