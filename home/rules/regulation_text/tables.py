"""Tables: rows out of tabs, and the spans that a browser needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from .lines import signature_of, squeeze
from .tree import BREAK

Rows = tuple[tuple[str, ...], ...]
_ROW_NUMBER = re.compile(r"([1-9]\d{0,2})[.)]?[ ]*\t")
_SHORT = re.compile(r"(?:\d{1,3}[.)]?|[-–—])?")


def read_rows(lines: list[str], start: int) -> tuple[Rows, int]:
    """Rows of the table at ``start`` and the index of the line after it; no rows if it is none.

    Two layouts are known. In one, a line is a row and tabs part its cells. In the other, which
    Word's own export to text makes, every cell begins with a tab on a line of its own, goes on
    over lines without one, and an empty line ends the row.
    """
    if "\t" in lines[start].rstrip(" ")[1:]:
        return _rows_in_lines(lines, start)
    if lines[start].startswith("\t"):
        return _rows_in_cells(lines, start)
    return (), start


def _rows_in_lines(lines: list[str], start: int) -> tuple[Rows, int]:
    region = list(takewhile(str.strip, lines[start:]))
    width = max(map(_tabs, region))
    rows: list[list[str]] = []
    at = 0
    while at < len(region) and _tabs(region[at]):
        end = _row_end(region, at, width)
        rows.append([_cell(cell) for cell in BREAK.join(region[at:end]).split("\t")])
        at = end
    return _as_table(rows, start, start + at)


def short_rows(lines: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Rows of the table in these lines with fewer cells than others have: their line and number."""
    if lines[start].startswith("\t"):
        return
    rows = lines[start:end]
    region = list(takewhile(str.strip, lines[start:]))
    width = max(map(_tabs, region))
    at = 0
    while at < len(rows):
        after = _row_end(region, at, width)
        tabs = sum(map(_tabs, rows[at:after]))
        if tabs < max(map(_tabs, rows)):
            yield start + at, tabs + 1
        at = after


def _row_end(lines: list[str], at: int, width: int) -> int:
    """Where the row at ``at`` ends.

    Word writes each paragraph of a cell as a line of its own. Only rows that are numbered prove
    that they go on below: the next number ends them, or the last of their tabs (``width``).
    """
    number = _row_number(lines[at])
    if not number:
        return at + 1
    numbers = (end for end in range(at + 1, len(lines)) if _row_number(lines[end]))
    end = next(numbers, len(lines))
    is_next = end < len(lines) and _row_number(lines[end]) == number + 1
    if is_next and sum(map(_tabs, lines[at:end])) == width:
        return end
    tabs = 0
    for last in range(at, end):
        tabs += _tabs(lines[last])
        if tabs == width and _tabs(lines[last]):
            return last + 1
    return at + 1


def _tabs(line: str) -> int:
    return line.count("\t")


def _row_number(line: str) -> int:
    match = _ROW_NUMBER.match(line)
    return int(match[1]) if match else 0


def _rows_in_cells(lines: list[str], start: int) -> tuple[Rows, int]:
    rows: list[list[str]] = []
    end = at = start
    while at < len(lines) and lines[at].startswith("\t"):
        row: list[str] = []
        while at < len(lines) and _continues(lines[at], bool(row)):
            if lines[at].startswith("\t"):
                row.append(_cell(lines[at]))
            else:
                row[-1] = BREAK.join(bit for bit in (row[-1], _cell(lines[at])) if bit)
            at += 1
        if len(row) < 2 or not any(_SHORT.fullmatch(cell) for cell in row):
            break
        rows.append(row)
        end = at
        while at < len(lines) and not lines[at]:
            at += 1
    return _as_table(rows, start, end)


def _continues(line: str, in_row: bool) -> bool:
    if line.startswith("\t"):
        return "\t" not in line[1:].strip()
    # A signature under a table belongs to nobody's cell.
    return in_row and bool(line.strip()) and "\t" not in line and signature_of(line) is None


def _cell(text: str) -> str:
    return BREAK.join(bit for bit in (squeeze(line) for line in text.split(BREAK)) if bit)


def _as_table(rows: list[list[str]], start: int, end: int) -> tuple[Rows, int]:
    """The rows padded to one width; nothing when a stray tab made them."""
    rows = [row for row in rows if any(row)]
    filled = sum(bool(cell) for row in rows for cell in row)
    if not rows or (len(rows) == 1 and filled < 2):
        return (), start
    width = max(len(row) for row in rows)
    return tuple((*row, *[""] * (width - len(row))) for row in rows), end


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as HTML needs it; ``scope`` is «col», «row» or empty for data."""

    text: str
    scope: str = ""
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its heading rows, merged cells and width in columns."""

    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    columns: int

    @property
    def blank_row(self) -> range:
        """Columns of the empty row that stands under headings alone."""
        return range(self.columns)

    @property
    def is_wide(self) -> bool:
        """Too many columns for a phone: the table scrolls inside its frame."""
        return self.columns > 3

    @property
    def is_form(self) -> bool:
        """The last column is for the answers."""
        return bool(self.body) and not any(row[-1].text for row in self.body)


def grid(rows: Rows) -> Grid:
    """Headings and merged cells, found from which cells are empty."""
    count = _heading_rows(rows)
    columns = len(rows[0])
    head = tuple(_heading_row(rows[:count], at) for at in range(count))
    return Grid(head, _body(rows[count:], columns), columns)


def _heading_rows(rows: Rows) -> int:
    first, rest = rows[0], rows[1:]
    if len(first) < 3 or not first[0] or not first[-1] or any(_numeric(c) for c in first if c):
        return 0
    if not rest:
        return 1
    if len(rest) == 1 and not rest[0][-1]:
        return 2
    return int(all(_numeric(row[0]) for row in rest))


def _numeric(text: str) -> bool:
    return bool(text) and _SHORT.fullmatch(text) is not None


def _heading_row(rows: Rows, at: int) -> tuple[Cell, ...]:
    """One heading row: an empty cell joins the one before it, or the one above it."""
    under = rows[1] if len(rows) == 2 else None
    cells: list[Cell] = []
    for column, text in enumerate(rows[at]):
        if text:
            span = 1
            while at == 0 and under and column + span < len(rows[0]) and not rows[0][column + span]:
                span += 1
            tall = 2 if at == 0 and under and not under[column] else 1
            cells.append(Cell(text, "col", span, tall))
    return tuple(cells)


def _body(rows: Rows, columns: int) -> tuple[tuple[Cell, ...], ...]:
    """Data rows: a number in the first column spans the rows under it that have none."""
    spans: dict[int, int] = {}
    owner = -1
    for at, row in enumerate(rows):
        if row[0] or owner < 0 or columns < 3:
            owner = at
        spans[owner] = spans.get(owner, 0) + 1
    made = []
    for at, row in enumerate(rows):
        heading = int(columns > 2)
        cells = [Cell(text, "row" if column == heading else "") for column, text in enumerate(row)]
        if not row[-1]:
            cells[heading] = Cell(row[heading], "row" if row[heading] else "")
        else:
            cells = [Cell(text) for text in row]
        if at not in spans:
            cells = cells[1:]
        elif spans[at] > 1:
            cells[0] = Cell(row[0], "", 1, spans[at])
        made.append(tuple(cells))
    return tuple(made)
