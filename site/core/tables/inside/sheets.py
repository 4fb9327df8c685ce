"""Rows as they are collected from any kind of file, and how many of them may be."""

from typing import Any

from core.errors import Refused

from . import words
from .archive import Stop

# Cells of all sheets, the empty but formatted ones too; each costs its time.
MAX_CELLS = 600_000
MAX_SHEETS = 60
# Columns that are read: up to «IV», as many as old Excel had.
MAX_COLUMNS = 256
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
Cells = dict[int, Any]


class Budget:
    """What one file may still take."""

    def __init__(self, max_rows: int) -> None:
        self.max_rows = max_rows
        self.cells = MAX_CELLS

    def take(self, cells: int = 1) -> None:
        """Count cells; Refused when there are too many."""
        self.cells -= cells
        if self.cells < 0:
            raise Refused(
                f"В таблице слишком много ячеек, даже если они пустые. {words.TOO_BIG}",
                field="file",
            )


class Sheet:
    """One sheet: rows by number, counted from 1, and cells by column, counted from 0."""

    def __init__(self, name: str, budget: Budget, *, is_hidden: bool = False) -> None:
        self.name = name
        self.is_hidden = is_hidden
        self.is_cut = False
        self.is_wide = False
        self.hidden_rows = 0
        self.rows: dict[int, Cells] = {}
        self._budget = budget

    def put(self, row: int, column: int, value: Any) -> None:
        """Keep a cell with something in it. Raises Stop beyond the last row that is read."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return
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

    def fill_down(self, column: int, first: int, last: int) -> None:
        """Give the cells that were merged below ``first`` its value, where there are rows."""
        value = self.rows.get(first, {}).get(column)
        if value is None:
            return
        for number in [number for number in self.rows if first < number <= last]:
            self.rows[number].setdefault(column, value)

    def plain(self) -> dict[str, Any]:
        """The sheet as JSON."""
        return {
            "name": self.name,
            "is_hidden": self.is_hidden,
            "is_cut": self.is_cut,
            "is_wide": self.is_wide,
            "hidden_rows": self.hidden_rows,
            "rows": [[number, _dense(self.rows[number])] for number in sorted(self.rows)],
        }


def _dense(cells: Cells) -> list[Any]:
    return [cells.get(column) for column in range(max(cells) + 1)]
