"""Ages as the law counts them: a year is full on the birthday itself, at its first hour; capacity."""

import datetime as dt

OF_AGE = 18
# Capacity as a court has left it.
FULL, RESTRICTED, INCAPABLE = "full", "restricted", "incapable"
# Until then a guardian acts for the child, afterwards a custodian agrees to what it does.
CUSTODY_FROM = 14


def birthday(born_on: dt.date, years: int) -> dt.date:
    """The day on which ``years`` are full; whoever was born on 29 February waits for 1 March."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return dt.date(born_on.year + years, 3, 1)


def age(born_on: dt.date, on: dt.date) -> int:
    """Full years on a day; negative before the birth."""
    years = on.year - born_on.year
    return years if birthday(born_on, years) <= on else years - 1


def of_age_on(born_on: dt.date) -> dt.date:
    """The day from which the person signs alone."""
    return birthday(born_on, OF_AGE)
