"""Why the data of a person go when their time is over (152-ФЗ, art. 5, part 7; art. 21)."""

import datetime as dt

from core.text import plural
from placement.graduates.rules.ages import birthday

WITHDRAWN = "отозвано согласие на сопровождение"


def unconfirmed(years: int) -> str:
    """Why the data of a card go that nobody has confirmed."""
    term = plural(years, "год", "года", "лет")
    return f"за {term} никто не подтвердил, что человек учится или учился в учреждении"


def after_case(years: int) -> str:
    """Why the data of somebody go who is led no more."""
    term = plural(years, "год", "года", "лет")
    return f"после окончания сопровождения прошёл срок хранения: {term}"


def years_before(today: dt.date, years: int) -> dt.date:
    """The day so many years ago; for 29 February it is 1 March where there is none."""
    return birthday(today, -years)
