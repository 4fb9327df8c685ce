"""When somebody began and ended: a year, a month or a day, as people remember it."""

import re

from core.dates import WrongDate, parse_date

UNREADABLE = "Напишите год, месяц и год или дату: 2021, 03.2021 или 15.03.2021."
_MONTH = re.compile(r"(?:(?P<month>\d{1,2})[ ./-])?(?P<year>\d{4})(?: ?(?:г\.?|год|года))?")
_WORD = re.compile(r"(?P<month>[а-яё]{3,8}) (?P<year>\d{4})(?: ?(?:г\.?|год|года))?")
_OPEN = ("по настоящее время", "по наст. время", "настоящее время", "работаю", "сейчас")
_EARLIEST = 1940


def parse_month(typed: str, *, latest_year: int) -> str:
    """«2021», «03.2021» or «15.03.2021»; raises WrongDate, and nothing else, for any other text."""
    text = " ".join(typed.lower().split())
    if not text or text in _OPEN:
        return ""
    if match := _MONTH.fullmatch(text):
        month, year = match["month"], int(match["year"])
        if month and not 1 <= int(month) <= 12:
            raise WrongDate("Такого месяца нет: месяцы от 1 до 12.")
        written = f"{int(month):02}.{year}" if month else str(year)
    else:
        # «март 2021»: the day is only lent for reading the month's name.
        word = _WORD.fullmatch(text)
        try:
            day = parse_date(f"1 {text}" if word else text, latest_year=latest_year)
        except WrongDate as error:
            raise WrongDate(UNREADABLE if word else str(error)) from None
        year = day.year
        written = f"{day:%m.%Y}" if word else f"{day:%d.%m.%Y}"
    if not _EARLIEST <= year <= latest_year:
        raise WrongDate(f"{year} год? Проверьте год.")
    return written


def is_before(one: str, other: str) -> bool:
    """Whether ``one`` is certainly earlier than ``other``; of what is too rough, no."""
    if not (one and other):
        return False
    first, second = one.split(".")[::-1], other.split(".")[::-1]
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]
