"""The years of study, however a list writes the time: «01.09.2024 – 30.06.2026», «2024/26 гг.»."""

import re

_MONTH = r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]*"
_YEAR = r"((?:19|20)?\d{2})"
# A day or month before the year; what may stand around a year.
_BEFORE = rf"(?:с |по |от |до )?(?:\d{{1,2}}\.)?(?:\d{{1,2}}\.|(?:\d{{1,2}} )?{_MONTH} )?"
_AFTER = r"(?: ?(?:гг|г|год|года|годы|уч))*\.?(?: ?г\.)?"
_BETWEEN = r"(?: ?[-‐-―−/] ?|,? (?=по |до )| )"
_PERIOD = re.compile(
    rf"{_BEFORE}(?P<first>{_YEAR}){_AFTER}{_BETWEEN}{_BEFORE}(?P<last>{_YEAR}){_AFTER}",
    re.IGNORECASE,
)


def years(text: str, possible: range) -> tuple[int, int] | None:
    """The first and the last year; None where the text is no period of ``possible`` years."""
    period = _PERIOD.fullmatch(" ".join(text.split()))
    if period is None:
        return None
    pair = [_full(period[name], possible) for name in ("first", "last")]
    return (pair[0], pair[1]) if all(pair) else None


def _full(year: str, possible: range) -> int:
    """The one possible year that these digits mean; 0 where there is none."""
    if len(year) > 2:
        return int(year)
    meant = [one for one in (1900 + int(year), 2000 + int(year)) if one in possible]
    return meant[0] if len(meant) == 1 else 0
