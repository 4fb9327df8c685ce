"""Codes that a spreadsheet took for dates: «08.01.25» became 8 January 2025."""

from .cells import Moment

# The years that two typed digits stand for in Excel and LibreOffice.
_SHORT_YEARS = range(1930, 2030)


def codes_taken_for(cell: Moment) -> set[str]:
    """Every text that a Russian spreadsheet would have taken for this date and shown as it is here.

    A format without a year or without a day tells that there was none in what was typed.
    """
    if not cell.is_day:
        return set()
    shown_as = cell.shown_as or "dmy"
    days, months = _digits(cell.value.day), _digits(cell.value.month)
    year = cell.value.year
    years = {f"{year}"} | ({f"{year % 100:02d}"} if year in _SHORT_YEARS else set())
    if "y" not in shown_as:
        return {f"{day}.{month}" for day in days for month in months}
    if "d" not in shown_as:
        return {f"{month}.{short}" for month in months for short in years}
    return {f"{day}.{month}.{short}" for day in days for month in months for short in years}


def _digits(number: int) -> set[str]:
    return {f"{number}", f"{number:02d}"}
