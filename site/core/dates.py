"""Dates as people write them, read without guessing."""

import datetime as dt
import re
from typing import TypeVar

from core.text import one_line, search_key

Day = TypeVar("Day", dt.date, dt.datetime)

UNREADABLE = "Введите дату как день.месяц.год, например 27.05.2024, или словами: 27 мая 2024."
WITHOUT_TIME = "Введите день и время, например 27.05.2024 18:00."
NO_SUCH_DAY = "Такого дня нет. Введите дату как день.месяц.год, например 27.05.2024."
_MONTHS = (
    ("январь", "января"),
    ("февраль", "февраля"),
    ("март", "марта"),
    ("апрель", "апреля"),
    ("май", "мая"),
    ("июнь", "июня"),
    ("июль", "июля"),
    ("август", "августа"),
    ("сентябрь", "сентября"),
    ("октябрь", "октября"),
    ("ноябрь", "ноября"),
    ("декабрь", "декабря"),
)
# «янв.», «сент.»: fewer letters would tell «март» and «май» apart no more.
_SHORTEST_MONTH = 3
_YEAR_WORD = re.compile(r"(?<=[0-9]) ?(?:г|год|года)$")
_SOLID = re.compile(r"([0-9]{2})([0-9]{2})([1-9][0-9]{3}|[0-9]{2})")
_APART = re.compile(r"([0-9]{1,2}) ([0-9]{1,2}|[а-я]+) ([1-9][0-9]{3}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([1-9][0-9]{3}) ([0-9]{1,2}) ([0-9]{1,2})")
_MOMENT = re.compile(
    r"(?P<day>.+?)(?:,? (?:в )?|T)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?"
)


class WrongDate(ValueError):
    """What was typed is no date; the text says in Russian what to do."""


def parse_date(typed: str, *, latest_year: int = dt.MAXYEAR, years: range | None = None) -> dt.date:
    """The day that was typed; raises WrongDate, and nothing else, for any other text.

    «27.05.2024», «27/05/2024», «27-05-2024», «27052024», «27.05.2024 г.», «27 мая 2024 года»,
    «2024-05-27». A year of two digits is asked about; ``latest_year`` bounds what is offered. Where
    ``years`` are the only ones in which the day can lie, that of them which is meant is taken.
    """
    # Points, dashes, quotation marks and letters that look alike do not change which day is meant.
    text = _YEAR_WORD.sub("", search_key(typed))
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := _SOLID.fullmatch(text) or _APART.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise WrongDate(UNREADABLE)
    full_year = int(year) if len(year) > 2 else _full_year(int(year), latest_year, years)
    number = _month(month)
    try:
        return dt.date(full_year, number, int(day))
    except ValueError:
        raise WrongDate(NO_SUCH_DAY) from None


def within(day: Day, *, latest_year: int) -> Day:
    """The day itself; raises WrongDate when it lies beyond ``latest_year``: a slip of the finger."""
    if day.year > latest_year:
        raise WrongDate(f"{day.year} год? Проверьте год: так далеко вперёд дат здесь не бывает.")
    return day


def parse_moment(typed: str, *, latest_year: int = dt.MAXYEAR) -> dt.datetime:
    """Day and time as typed, of no zone: «27.05.2024 18:00», «27 мая 2024, 18.00».

    Raises WrongDate, and nothing else, for any other text.
    """
    match = _MOMENT.fullmatch(one_line(typed))
    if match is None:
        raise WrongDate(WITHOUT_TIME)
    day = parse_date(match["day"], latest_year=latest_year)
    try:
        return dt.datetime.combine(day, dt.time(int(match["hour"]), int(match["minute"])))
    except ValueError:
        raise WrongDate("Такого времени нет: часы от 0 до 23, минуты от 0 до 59.") from None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    for number, names in enumerate(_MONTHS, start=1):
        if len(text) >= _SHORTEST_MONTH and any(name.startswith(text) for name in names):
            return number
    raise WrongDate(UNREADABLE)


def _full_year(year: int, latest_year: int, possible: range | None) -> int:
    """The one year that two digits can mean; WrongDate asks where nothing tells."""
    years = [century + year for century in (1900, 2000) if century + year <= latest_year]
    within_reach = [one for one in years if possible is not None and one in possible]
    if len(within_reach) == 1:
        return within_reach[0]
    if len(years) == 1:
        raise WrongDate(f"Напишите год четырьмя цифрами: {years[0]}.")
    which = " или ".join(map(str, years))
    raise WrongDate(f"Уточните год: {which}? Напишите его четырьмя цифрами.")
