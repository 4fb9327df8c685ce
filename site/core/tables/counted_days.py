"""Days as Excel counts them: «38718» is 1 January 2006 in a cell that nobody told to show a date."""

import datetime as dt
import re

from core.dates import WrongDate, parse_date
from core.errors import Refused

_COUNT = re.compile(r"([1-9][0-9]{4})(?:[.,]0+)?")
_START = dt.date(1899, 12, 30)


def day_counted(text: str, years: range) -> dt.date | None:
    """The day whose number this is, when it lies in ``years``; None for any other text.

    Refused where the digits may also be a day without its points: «40110» is 24 October 2009 or
    4 January 2010.
    """
    count = _COUNT.fullmatch(text)
    if count is None:
        return None
    day = _START + dt.timedelta(days=int(count[1]))
    if day.year not in years:
        return None
    try:
        # The zero in front was lost when a number was made of it.
        other = parse_date(f"0{count[1]}", years=years)
    except WrongDate:
        return day
    raise Refused(
        f"«{text}» – это {day:%d.%m.%Y}, как считает Excel, или {other:%d.%m.%Y}? "
        "Напишите день.месяц.год."
    )
