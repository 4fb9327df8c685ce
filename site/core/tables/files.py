"""Files that are given out: the blank to fill in, and the rows that have to be mended."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse

from core import exports
from core.errors import Refused

from .cells import Moment, in_file, opened
from .declare import Table
from .reading import NUMBER, REASON
from .rows import Row


def blank_response(table: Table, *, name: str, rows: Iterable[Sequence[Any]] = ()) -> FileResponse:
    """An XLSX with the headings of the table, and ``rows`` that are there already.

    Columns of codes and words are formatted as text: Excel leaves «08.01.25» in them alone.
    """
    columns = list(table.by_code.values())
    return exports.xlsx_response(
        name=name,
        header=table.headings,
        rows=rows,
        text_columns={place for place, column in enumerate(columns) if column.is_text},
    )


def bad_rows_response(table: Table, rows: Sequence[Row], *, name: str) -> FileResponse:
    """The rows that were not entered, as they stood in the file, with the reason beside each.

    Mended, the file can be uploaded as it is.
    """
    columns = [c for c in table.by_code.values() if any(c.code in row.raw for row in rows)]
    others = dict.fromkeys(key for row in rows for key in row.raw if key not in table.by_code)
    keys = [*(column.code for column in columns), *others]
    before = [REASON, NUMBER]
    return exports.xlsx_response(
        name=name,
        header=[*before, *(column.heading for column in columns), *others],
        rows=(
            [reason(table, row), place_of(row), *(_given_back(row.raw.get(key)) for key in keys)]
            for row in rows
        ),
        text_columns={len(before) + n for n, column in enumerate(columns) if column.is_text},
    )


def place_of(row: Row) -> str:
    """Where the row stands in the file."""
    return f"{row.number}, лист «{row.sheet}»" if row.sheet else str(row.number)


def reason(table: Table, row: Row) -> str:
    """Everything that is wrong with a row, each error after the heading of its column."""
    lines = []
    for code, errors in row.errors.items():
        column = table.by_code.get(code)
        lines += [f"«{column.heading}»: {words}" if column else words for words in errors]
    return "\n".join(lines) or row.skip


def _given_back(raw: Any) -> Any:
    """What stood in the cell: a date as a date, the text of a failed formula, else the value."""
    try:
        cell = opened(raw)
    except Refused:
        return in_file(raw)
    if isinstance(cell, Moment):
        return cell.value.date() if cell.is_day else cell.value
    return cell
