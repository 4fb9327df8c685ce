"""Columns of the lists of students that need more than their kind tells (P-2.1, X-4)."""

import re
from dataclasses import dataclass

from core import clock
from core.errors import Refused
from core.tables import Text, Understood
from core.tables.cells import Cell, text_of
from placement.graduates.rules import periods
from placement.graduates.services.guards import FIRST_YEAR, OLDEST, YEARS_AHEAD, YOUNGEST

# «2 года 10 месяцев», «10 мес.»: how long, not from when to when.
_DURATION = re.compile(
    r"(?:\d{1,2}(?:[.,]\d)? ?(?:года?|лет|г|месяц\w*|мес|недел\w*|нед|часов|ч)\.? ?(?:и )?)+",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\d{4}.{0,3}\d{4}")


def birth_years() -> range:
    """The years in which whoever studies or has studied here can be born."""
    today = clock.local_day(clock.now())
    return range(today.year - OLDEST, today.year - YOUNGEST + 1)


def paper_years() -> range:
    """The years in which a certificate can have been given out."""
    return range(FIRST_YEAR, clock.local_day(clock.now()).year + 1)


def study_years() -> range:
    """The years in which somebody can have come or left."""
    return range(FIRST_YEAR, clock.local_day(clock.now()).year + YEARS_AHEAD + 1)


@dataclass(frozen=True, kw_only=True)
class Years(Text):
    """From when to when somebody studies, as «2023–2026», whether years or days are written."""

    @property
    def hint(self) -> str:
        return "например 2023–2026"

    def read(self, cell: Cell) -> Understood:
        text = text_of(cell)
        if period := periods.years(text, study_years()):
            years = "{}–{}".format(*period)
            is_plain = _PLAIN.fullmatch(text) is not None
            return Understood(years, () if is_plain else (f"«{text}» – это {years}.",))
        if _DURATION.fullmatch(text):
            return Understood(self.empty, (f"«{text}» – это срок, а не годы: не взято.",))
        raise Refused(f"«{text}» – не годы обучения. Пишется так: 2023–2026.")
