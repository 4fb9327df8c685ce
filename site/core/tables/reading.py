"""Reading a file: the sheets that hold the table, row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import IO, Any

from core import boxed
from core.errors import Refused
from core.text import one_line, plural, search_key

from .columns import Column
from .declare import Table
from .headings import (
    Heading,
    first_heading,
    heading_anew,
    heading_text,
    is_numbering,
    refuse_missing,
)
from .rows import Row, carried_value, is_lettering, is_sum, understand

_READ = boxed.register(
    "core.table_files.read",
    memory=768 * boxed.MB,
    seconds=20,
    wall=45,
    answer=48 * boxed.MB,
)
# Rows beside the data: what stands above the heading, sums, headings of groups.
_OTHER_ROWS = 1000
NO_ROWS = "В таблице нет ни одной строки."
_ALL_HIDDEN = (
    "На видимых листах нет ни одной строки, а скрытые листы не читаются. "
    "Покажите нужный лист в Excel, сохраните таблицу и загрузите снова."
)
# Columns of the file of bad rows that comes back: when it is uploaded anew, they mean nothing.
REASON, NUMBER = "Что исправить", "Строка в файле"


@dataclass
class Reading:
    """The rows of a file, the declared columns that it has, and what was not taken, in words."""

    table: Table
    rows: list[Row] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class _Found:
    name: str
    heading: Heading
    rows: Sequence[tuple[int, Sequence[Any]]]
    is_cut: bool
    # Of the row in which the heading ends, and what a row above it says for all: «Группа ПК-21».
    words: list[str] = field(default_factory=list)
    carried: Any = None
    # Headings further down, where the columns stand otherwise.
    later: list[Heading] = field(default_factory=list)


def read(source: IO[bytes], table: Table) -> Reading:
    """What the file holds of the table; Refused, at the field «file», where it is no such table."""
    source.seek(0, 2)
    table.refuse_large(source.tell())
    source.seek(0)
    sheets = boxed.run(_READ, [source], max_rows=table.max_rows + _OTHER_ROWS).value
    reading = Reading(table)
    found = _tables(sheets, table)
    for one in found:
        _read_sheet(reading, one, name=one.name if len(found) > 1 else "")
    if len(reading.rows) > table.max_rows or any(one.is_cut for one in found):
        raise Refused(f"В таблице больше {table.max_rows} строк.", field="file")
    if not reading.rows:
        raise Refused(NO_ROWS, field="file")
    present = {code for one in found for code in one.heading.columns.values()}
    present |= {code for row in reading.rows for code in row.raw}
    reading.columns = [column for code, column in table.by_code.items() if code in present]
    reading.notes += _notes(sheets, found, reading)
    return reading


def _tables(sheets: list[dict[str, Any]], table: Table) -> list[_Found]:
    """The sheets on which the table stands; Refused where it stands on none."""
    found: list[_Found] = []
    best: Heading | None = None
    for sheet in sheets:
        if sheet["is_hidden"]:
            continue
        rows = [(number, cells) for number, cells in sheet["rows"]]
        heading = first_heading(rows, table)
        if heading is None:
            continue
        if not heading.missing(table):
            beneath = [(number, cells) for number, cells in rows if number > heading.row]
            one = _Found(sheet["name"], heading, beneath, sheet["is_cut"])
            one.words = next(_words(cells) for number, cells in rows if number == heading.row)
            above = [carried_value(table, cells) for number, cells in rows if number < heading.row]
            one.carried = next((value for value in reversed(above) if value is not None), None)
            found.append(one)
        if best is None or len(heading.columns) > len(best.columns):
            best = heading
    if not found:
        if not any(sheet["rows"] for sheet in sheets):
            raise Refused(_ALL_HIDDEN if _hidden(sheets) else NO_ROWS, field="file")
        refuse_missing(best, table)
    return found


def _read_sheet(reading: Reading, found: _Found, *, name: str) -> None:
    table, carried = reading.table, found.carried
    sums: list[int] = []
    untaken: list[int] = []
    for heading, number, cells in _beneath_headings(found, table):
        if is_sum(cells):
            sums.append(number)
            continue
        above = carried_value(table, cells)
        if above is not None:
            carried = above
            continue
        # Numbers put beneath «№» ahead of time make no rows.
        if any(cells[place] is not None for place in heading.columns if place < len(cells)):
            row = Row(number, name)
            understand(table, heading, row, cells, carried)
            reading.rows.append(row)
        elif is_lettering(cells):
            untaken.append(number)
    where = f" листа «{name}»" if name else ""
    if untaken:
        reading.notes.append(
            f"Не взяты строки{where}, где слова стоят только в ненужных столбцах: {_listed(untaken)}."
        )
    if sums:
        reading.notes.append(f"Пропущены строки с итогами{where}: {_listed(sums)}.")


def _beneath_headings(found: _Found, table: Table) -> Iterator[tuple[Heading, int, Sequence[Any]]]:
    """The rows that are no heading, each with the one that it stands beneath."""
    heading = found.heading
    for place, (number, cells) in enumerate(found.rows):
        # A heading may end in the second of its rows.
        if number <= heading.row:
            continue
        is_first = place == 0 or found.rows[place - 1][0] == heading.row
        if is_first and is_numbering(cells):
            continue
        # Each group of a list may have the heading anew.
        if _words(cells) == found.words:
            heading = replace(found.heading, row=number)
        elif again := heading_anew(found.rows[place : place + 2], heading, table):
            heading = again
            found.later.append(again)
        else:
            yield heading, number, cells


def _notes(sheets: list[dict[str, Any]], found: list[_Found], reading: Reading) -> list[str]:
    notes = []
    if len(found) > 1:
        notes.append(f"Прочитаны листы: {_quoted(one.name for one in found)}.")
    if unread := _hidden(sheets):
        notes.append(f"Скрытые листы не читаются: {_quoted(unread)}.")
    names = {one.name for one in found}
    hidden = sum(sheet["hidden_rows"] for sheet in sheets if sheet["name"] in names)
    if hidden:
        notes.append(f"Прочитаны и скрытые строки: в таблице их {hidden}.")
    others = dict.fromkeys(
        one_line(words)
        for one in found
        for heading in (one.heading, *one.later)
        for words in heading.others.values()
    )
    if extra := [words for words in others if words not in (REASON, NUMBER)]:
        notes.append(f"Не нужны и не взяты столбцы: {_quoted(extra)}.")
    if any(sheet["is_wide"] for sheet in sheets if sheet["name"] in names):
        notes.append("Столбцы правее «IV» не читаются.")
    present = {column.code for column in reading.columns}
    lacking = [
        column.heading
        for code, column in reading.table.by_code.items()
        if code not in present and column.instead not in present
    ]
    if lacking:
        notes.append(f"В файле нет столбцов: {_quoted(lacking)}. Они останутся пустыми.")
    return notes


def _hidden(sheets: list[dict[str, Any]]) -> list[str]:
    """The names of the sheets that are not shown, and not read."""
    return [sheet["name"] for sheet in sheets if sheet["is_hidden"]]


def _words(cells: Sequence[Any]) -> list[str]:
    """The words of a row as a heading is compared: without case and without empty cells behind."""
    return [search_key(heading_text(cell)) for cell in cells if cell is not None]


def _quoted(names: Any) -> str:
    return ", ".join(f"«{name}»" for name in names)


def _listed(numbers: list[int], most: int = 10) -> str:
    text = ", ".join(map(str, numbers[:most]))
    left = len(numbers) - most
    return f"{text} и ещё {plural(left, 'строка', 'строки', 'строк')}" if left > 0 else text
