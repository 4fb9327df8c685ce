"""ODS, as LibreOffice and «МойОфис» write it, streamed like XLSX."""

import math
from typing import Any

from core.errors import Refused

from . import words
from .archive import Archive
from .sheets import DAMAGED, MAX_COLUMN, MAX_ROW, MAX_SHEETS, Budget, Sheet

CONTENT = "content.xml"
_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
# A filled row that is said to stand a million times is one that somebody dragged too far.
_MOST_REPEATED = 20_000


def is_spreadsheet(archive: Archive) -> bool:
    """Whether this is a table of LibreOffice."""
    if not {"mimetype", CONTENT} <= archive.names:
        return False
    return archive.head("mimetype", len(_TYPE) + 10).startswith(_TYPE)


def read(archive: Archive, budget: Budget) -> list[dict[str, Any]]:
    """The sheets in the order of the book."""
    if _MANIFEST in archive:
        archive.parse(_MANIFEST, _refuse_locked)
    reader = _Reader(budget)
    archive.parse(CONTENT, reader.start, reader.end, reader.chars)
    if not reader.sheets:
        raise Refused(words.BROKEN, field="file")
    return [sheet.plain() for sheet in reader.sheets]


def _refuse_locked(tag: str, attrs: dict[str, str]) -> None:
    if tag == "encryption-data":
        raise Refused(words.LOCKED, field="file")


class _Reader:
    """Handlers of ``content.xml``, which holds all sheets."""

    def __init__(self, budget: Budget) -> None:
        self.sheets: list[Sheet] = []
        self._budget = budget
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row = 0
        self._column = 0
        self._rows_left = 1
        # Of the row at hand: column, value, how often it stands there.
        self._cells: list[tuple[int, Any, int]] = []
        self._attrs: dict[str, str] | None = None
        self._lines: list[list[str]] = []
        # Inside a remark on the cell, which is no part of it.
        self._notes = 0

    # --- elements ------------------------------------------------------------------------------

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        plain = {name.rpartition(":")[2]: value for name, value in attrs.items()}
        if self._attrs is not None:
            self._start_in_cell(tag, plain)
        elif tag == "style":
            self._style = plain.get("name", "")
        elif tag == "table-properties" and plain.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table":
            self._open_sheet(plain)
        elif tag == "table-row" and self.sheets:
            self._open_row(plain)
        elif tag in ("table-cell", "covered-table-cell") and self.sheets:
            self._budget.take()
            self._attrs, self._lines = plain, []

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "annotation":
            self._notes = max(0, self._notes - 1)
        elif tag in ("table-cell", "covered-table-cell") and self._attrs is not None:
            self._close_cell(self._attrs)
            self._attrs = None
        elif tag == "table-row" and self.sheets:
            self._close_row()

    def chars(self, text: str) -> None:
        """Text, of a cell or of anything else."""
        if self._attrs is not None and not self._notes and self._lines:
            self._lines[-1].append(text)

    def _start_in_cell(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "annotation":
            self._notes += 1
        elif self._notes:
            return
        elif tag == "p":
            self._lines.append([])
        elif self._lines and tag in ("s", "tab", "line-break"):
            self._lines[-1].append(" ")

    # --- sheets, rows, cells -------------------------------------------------------------------

    def _open_sheet(self, attrs: dict[str, str]) -> None:
        if len(self.sheets) >= MAX_SHEETS:
            raise Refused(f"В таблице больше {MAX_SHEETS} листов. {words.TOO_BIG}", field="file")
        is_hidden = attrs.get("style-name", "") in self._hidden_styles
        self.sheets.append(Sheet(attrs.get("name", ""), self._budget, is_hidden=is_hidden))
        self._row = 0

    def _open_row(self, attrs: dict[str, str]) -> None:
        self._budget.take()
        self._cells, self._column = [], 0
        self._rows_left = _count(attrs.get("number-rows-repeated", ""), MAX_ROW)
        if attrs.get("visibility", "visible") != "visible":
            self.sheets[-1].hidden_rows.add(self._row + 1)

    def _close_cell(self, attrs: dict[str, str]) -> None:
        times = _count(attrs.get("number-columns-repeated", ""), MAX_COLUMN)
        value = self._value(attrs)
        if value not in (None, ""):
            self._cells.append((self._column, value, times))
            down = _count(attrs.get("number-rows-spanned", ""), MAX_ROW)
            self.sheets[-1].merge(self._column, self._row + 1, self._row + down)
        self._column += times

    def _close_row(self) -> None:
        if self._cells and not self.sheets[-1].is_hidden and not self.sheets[-1].is_cut:
            self._fill(min(self._rows_left, _MOST_REPEATED))
        self._row += self._rows_left
        if self._row > MAX_ROW:
            raise Refused(words.BROKEN, field="file")

    def _fill(self, times: int) -> None:
        sheet = self.sheets[-1]
        for number in range(self._row + 1, self._row + 1 + times):
            if len(sheet.rows) >= self._budget.max_rows:
                # Later sheets are still read.
                sheet.is_cut = True
                return
            for first, value, repeated in self._cells:
                self._budget.take(repeated - 1)
                for column in range(first, first + repeated):
                    sheet.put(number, column, value)

    def _value(self, attrs: dict[str, str]) -> Any:
        kind = attrs.get("value-type", "")
        shown = "\n".join("".join(line) for line in self._lines)
        if kind == "error" or (kind == "string" and attrs.get("formula") and _is_error(shown)):
            return {"error": shown[:40]}
        if not kind:
            return {"formula": True} if attrs.get("formula") and not shown else shown or None
        if kind == "string":
            return attrs.get("string-value") or shown
        if kind == "boolean":
            return attrs.get("boolean-value") == "true"
        if kind == "date":
            return {"date": attrs.get("date-value", ""), "format": ""}
        if kind == "time":
            return shown.strip()
        if attrs.get("formula") and "value" not in attrs:
            return {"formula": True}
        return _number(attrs.get("value", ""))


def _is_error(text: str) -> bool:
    return text.startswith(("#", "Err:", "Ошибка:"))


def _number(text: str) -> Any:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        return DAMAGED
    return int(number) if number.is_integer() and abs(number) < 10**15 else number


def _count(text: str, most: int) -> int:
    """How often something is repeated; once where it is not said."""
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and text else 1
