"""A cell as it came out of the file."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.errors import Refused
from core.text import one_line

_UNSAVED = (
    "в ячейке формула, значение которой в файле не сохранено. "
    "Откройте таблицу в Excel, сохраните её и загрузите снова, или впишите значение."
)
_DAMAGED = "содержимое ячейки повреждено. Впишите его заново."
# What stands in a cell whose formula failed, also where it was copied as a text.
ERRORS = frozenset(
    (
        *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"),
        *("#Н/Д", "#ССЫЛКА!", "#ЗНАЧ!", "#ДЕЛ/0!", "#ИМЯ?", "#ЧИСЛО!", "#ПУСТО!", "#ПЕРЕНОС!"),
    )
)


@dataclass(frozen=True)
class Moment:
    """A date, and how the file shows dates in this cell, where it tells."""

    value: dt.datetime
    shown_as: str = ""

    @property
    def is_day(self) -> bool:
        """Whether there is no time of the day."""
        return self.value.time() == dt.time()

    def __str__(self) -> str:
        return f"{self.value:%d.%m.%Y}" if self.is_day else f"{self.value:%d.%m.%Y %H:%M}"


Cell = str | int | float | bool | Moment | None


def opened(raw: Any) -> Cell:
    """The cell that the child told of. Raises Refused where it has no value that can be trusted."""
    if isinstance(raw, dict):
        return _special(raw)
    if isinstance(raw, str):
        if raw.strip().upper() in ERRORS:
            raise Refused(f"в ячейке ошибка формулы «{raw.strip()}».")
        return raw
    return raw if isinstance(raw, int | float) else None


def text_of(cell: Cell) -> str:
    """The cell as one line, as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float):
        # With a point, as codes are written.
        return f"{int(cell)}" if cell.is_integer() else repr(cell)
    return one_line(str(cell))


def in_file(raw: Any) -> str:
    """What stood in the cell, whatever it was."""
    try:
        return text_of(opened(raw))
    except Refused:
        return str(raw.get("error", "")) if isinstance(raw, dict) else text_of(raw)


def _special(raw: dict[str, Any]) -> Cell:
    if "date" in raw:
        try:
            value = dt.datetime.fromisoformat(str(raw["date"]))
        except ValueError:
            raise Refused(_DAMAGED) from None
        return Moment(value.replace(tzinfo=None), str(raw.get("format", "")))
    if "error" in raw:
        raise Refused(f"в ячейке ошибка формулы «{raw['error']}».")
    raise Refused(_UNSAVED if "formula" in raw else _DAMAGED)
