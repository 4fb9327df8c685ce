"""Rows as they are collected from any kind of file, and how many of them may be."""

from bisect import bisect_right
from typing import Any

from core.errors import Refused

from . import words
from .archive import Stop

# Cells of all sheets, the empty but formatted ones too; each costs its time.
MAX_CELLS = 600_000
MAX_SHEETS = 60
# Characters of all cells together: a text that many cells share is handed out with each.
MAX_CHARACTERS = 20_000_000
MAX_MERGED = 1000
# Characters that a cell of Excel holds.
MAX_TEXT = 32_767
# Columns that are read: up to «IV», as many as old Excel had.
MAX_COLUMNS = 256
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
# A cell whose content cannot be trusted.
DAMAGED = {"damaged": True}
Cells = dict[int, Any]


class Budget:
    """What one file may still take."""

    def __init__(self, max_rows: int) -> None:
        self.max_rows = max_rows
        self.cells = MAX_CELLS
        self.characters = MAX_CHARACTERS

    def take(self, cells: int = 1) -> None:
        """Count cells; Refused when there are too many."""
        self.cells -= cells
        if self.cells < 0:
            raise Refused(
                f"В таблице слишком много ячеек, даже если они пустые. {words.TOO_BIG}",
                field="file",
            )

    def take_text(self, text: str) -> None:
        """Count characters; Refused when there are too many."""
        self.characters -= len(text)
        if self.characters < 0:
            raise Refused(words.TOO_BIG, field="file")


class Sheet:
    """One sheet: rows by number, counted from 1, and cells by column, counted from 0."""

    def __init__(self, name: str, budget: Budget, *, is_hidden: bool = False) -> None:
        self.name = name
        self.is_hidden = is_hidden
        self.is_cut = False
        self.is_wide = False
        self.hidden_rows: set[int] = set()
        self.rows: dict[int, Cells] = {}
        self._merged: list[tuple[int, int, int]] = []
        self._budget = budget

    def put(self, row: int, column: int, value: Any) -> None:
        """Keep a cell with something in it. Raises Stop beyond the last row that is read."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if isinstance(value, str):
            self._budget.take_text(value)
            value = value if len(value) <= MAX_TEXT else DAMAGED
        if column >= MAX_COLUMNS:
            self.is_wide = True
            return
        cells = self.rows.get(row)
        if cells is None:
            if len(self.rows) >= self._budget.max_rows:
                self.is_cut = True
                raise Stop
            cells = self.rows[row] = {}
        if column in cells:
            raise Refused(words.BROKEN, field="file")
        cells[column] = value

    def merge(self, column: int, first: int, last: int) -> None:
        """Remember cells of one column that were merged, by their rows."""
        if last > first and len(self._merged) < MAX_MERGED:
            self._merged.append((column, first, last))

    def fill_merged(self) -> None:
        """Give each merged cell below the first its value, where there are rows."""
        numbers = sorted(self.rows)
        for column, first, last in self._merged:
            value = self.rows.get(first, {}).get(column)
            if value is None:
                continue
            for number in numbers[bisect_right(numbers, first) : bisect_right(numbers, last)]:
                self.rows[number].setdefault(column, value)

    def plain(self) -> dict[str, Any]:
        """The sheet as JSON, its merged cells filled."""
        self.fill_merged()
        return {
            "name": self.name,
            "is_hidden": self.is_hidden,
            "is_cut": self.is_cut,
            "is_wide": self.is_wide,
            "hidden_rows": len(self.hidden_rows & self.rows.keys()),
            "rows": [[number, _dense(self.rows[number])] for number in sorted(self.rows)],
        }


def _dense(cells: Cells) -> list[Any]:
    return [cells.get(column) for column in range(max(cells) + 1)]
