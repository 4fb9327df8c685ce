"""XLSX, streamed: only what says what stands in the cells is read, damage elsewhere is no matter."""

import math
import re
from typing import Any

from core.errors import Refused

from . import words
from .archive import Archive
from .sheets import DAMAGED, MAX_COLUMN, MAX_ROW, MAX_SHEETS, Budget, Sheet
from .xlsx_dates import as_date
from .xlsx_parts import Book, decoded, is_workbook, read_book

__all__ = ["is_workbook", "read"]

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MERGED = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]{1,3})?|[-+]?\.[0-9]+")
# Of a longer one Excel keeps no more than the first fifteen digits.
_EXACT = 10**15


def read(archive: Archive, budget: Budget) -> list[dict[str, Any]]:
    """The sheets in the order of the book."""
    book = read_book(archive)
    if len(book.sheets) > MAX_SHEETS:
        raise Refused(f"В таблице больше {MAX_SHEETS} листов. {words.TOO_BIG}", field="file")
    sheets = []
    for name, part, is_hidden in book.sheets:
        sheet = Sheet(name, budget, is_hidden=is_hidden)
        if not is_hidden:
            reader = _Reader(sheet, book, budget)
            archive.parse(part, reader.start, reader.end, reader.chars)
        sheets.append(sheet.plain())
    return sheets


class _Reader:
    """Handlers of the XML of one sheet."""

    def __init__(self, sheet: Sheet, book: Book, budget: Budget) -> None:
        self._sheet = sheet
        self._book = book
        self._budget = budget
        self._row = 0
        self._column = -1
        self._cell: dict[str, str] = {}
        # What has been seen in the cell: its formula, its value, its text.
        self._has_formula = False
        self._text: list[str] | None = None
        self._is_collecting = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        if tag == "c":
            self._budget.take()
            self._row, self._column = self._place(attrs.get("r"))
            self._cell, self._has_formula, self._text = attrs, False, None
        elif tag in ("v", "t"):
            self._text = self._text or []
            self._is_collecting = True
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._open_row(attrs)
        elif tag == "mergeCell":
            self._merge(attrs.get("ref", ""))

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in ("v", "t"):
            self._is_collecting = False
        elif tag == "c":
            self._sheet.put(self._row, self._column, self._value())
            self._cell = {}

    def chars(self, text: str) -> None:
        """Text, of a cell or between the elements."""
        if self._is_collecting and self._text is not None:
            self._text.append(text)

    def _open_row(self, attrs: dict[str, str]) -> None:
        self._budget.take()
        self._column = -1
        number = attrs.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) <= 7 else self._row + 1
        if not 0 < self._row <= MAX_ROW:
            raise Refused(words.BROKEN, field="file")
        if attrs.get("hidden") in ("1", "true"):
            self._sheet.hidden_rows.add(self._row)

    def _place(self, reference: str | None) -> tuple[int, int]:
        """Row and column of a cell; one that does not say where it is comes after the last."""
        if reference is None:
            return self._row, self._column + 1
        match = _PLACE.fullmatch(reference)
        if match is None:
            raise Refused(words.BROKEN, field="file")
        row, column = int(match[2]), _column(match[1])
        if row > MAX_ROW or column >= MAX_COLUMN:
            raise Refused(words.BROKEN, field="file")
        return row, column

    def _merge(self, reference: str) -> None:
        # «A:B», whole columns, is written by some programs and is no matter here.
        if match := _MERGED.fullmatch(reference):
            self._sheet.merge(_column(match[1]), int(match[2]), int(match[4]))

    def _value(self) -> Any:
        kind = self._cell.get("t", "n")
        if self._text is None or (kind not in ("str", "inlineStr") and not any(self._text)):
            return {"formula": True} if self._has_formula else None
        text = "".join(self._text)
        if kind == "s":
            return self._shared(text.strip())
        if kind in ("str", "inlineStr"):
            return decoded(text)
        return self._scalar(kind, text.strip())

    def _shared(self, index: str) -> Any:
        strings = self._book.strings
        is_there = index.isascii() and index.isdecimal() and len(index) < 9
        return strings[int(index)] if is_there and int(index) < len(strings) else DAMAGED

    def _scalar(self, kind: str, text: str) -> Any:
        if kind == "b":
            return {"1": True, "0": False, "true": True, "false": False}.get(text, DAMAGED)
        if kind == "e":
            return {"error": text[:40]}
        if kind == "d":
            return {"date": text[:19], "format": ""}
        return self._number(text)

    def _number(self, text: str) -> Any:
        if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
            return DAMAGED
        number = float(text)
        shown_as = self._book.date_format(self._cell.get("s", "0"))
        if shown_as is None:
            # The style is missing: whether this was a date nobody can tell.
            return DAMAGED
        if shown_as:
            return as_date(number, shown_as, self._book.starts_1904)
        return int(number) if number.is_integer() and abs(number) < _EXACT else number


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
