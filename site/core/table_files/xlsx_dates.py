"""Numbers that XLSX shows as dates: Excel keeps days since 1900 and says only how to show them."""

import datetime as dt
import re
from typing import Any

# The formats that have a number instead of a text; «14» is the short date of the reader's country.
BUILT_IN = {
    14: "dd.mm.yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd.mm.yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
# A colour, a currency or a condition; a duration as «[h]» stays.
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_LAST = 2_958_466
_PHANTOM = 60


def date_format(code: str) -> str:
    """The format without what it quotes when it shows a date or a time; else nothing."""
    if code.casefold() == "general":
        return ""
    bare = _BRACKETS.sub("", _QUOTED.sub("", code)).lower().split(";")[0].replace("am/pm", "")
    return bare.strip() if re.search(r"[dmyhs]", bare) else ""


def as_date(number: float, shown_as: str, starts_1904: bool) -> Any:
    """The cell of a number that is shown as a date; a time alone is a text."""
    if not 0 <= number < _LAST:
        # Excel fills such a cell with these.
        return {"error": "########"}
    if not re.search(r"[dy]", shown_as):
        minutes, seconds = divmod(round(number * 86_400), 60)
        shown = f"{minutes // 60}:{minutes % 60:02d}"
        return f"{shown}:{seconds:02d}" if seconds else shown
    start = dt.datetime(1904, 1, 1) if starts_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001
    if not starts_1904 and number < _PHANTOM:
        # Excel believes in 29 February 1900.
        start += dt.timedelta(days=1)
    moment = start + dt.timedelta(seconds=round(number * 86_400))
    is_day = moment.time() == dt.time()
    return {
        "date": moment.date().isoformat() if is_day else moment.isoformat(),
        "format": shown_as,
    }
