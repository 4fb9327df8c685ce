"""Rows out of an uploaded XLSX table, without trust in the file (X-4)."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import Refused
from core.text import search_key

# Unpacked a sheet may be larger than its file, but not like a bomb.
MAX_UNPACKED = 40 * 1024 * 1024
NO_ROWS = "В таблице нет ни одной строки."
_NOT_XLSX = (
    "Это не таблица XLSX, или она повреждена. Сохраните её в Excel как «Книга Excel (.xlsx)»."
)


@dataclass
class Read:
    """One row of a file: its number there, its cells, what it becomes, what is wrong with it."""

    number: int
    title: str
    values: Any = None
    errors: list[str] = field(default_factory=list)
    is_new: bool = False


def rows(
    source: IO[bytes], header: Sequence[str], *, max_rows: int, max_bytes: int
) -> Iterator[tuple[int, list[Any]]]:
    """Numbers and cells of the rows with something in them, under exactly this header.

    Raises Refused for what is no such table, is too large or has no row.
    """
    sheet = _sheet(source, max_bytes)
    found = False
    for number, cells in _cells(sheet, len(header), max_rows):
        if number == 1:
            _check_header(cells, header)
            continue
        full = [*cells, *[None] * (len(header) - len(cells))]
        if all(text_of(cell) == "" for cell in full):
            continue
        if number > max_rows + 1:
            raise Refused(f"В таблице больше {max_rows} строк.", field="file")
        found = True
        yield number, full
    if not found:
        raise Refused(NO_ROWS, field="file")


def text_of(cell: Any) -> str:
    """A cell as text; a code that Excel took for a number stays as it was typed."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def _cells(sheet: Any, width: int, max_rows: int) -> Iterator[tuple[int, Sequence[Any]]]:
    found = sheet.iter_rows(values_only=True, max_row=max_rows + 2, max_col=width)
    try:
        yield 1, next(found, ())
        yield from enumerate(found, start=2)
    except (ParseError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError):
        # The sheet is read as it is unpacked, so its faults show only here.
        raise Refused(_NOT_XLSX, field="file") from None


def _sheet(source: IO[bytes], max_bytes: int) -> Any:
    source.seek(0, 2)
    if source.tell() > max_bytes:
        size = max_bytes // 1024 // 1024
        raise Refused(f"Файл больше {size} МБ. Оставьте в нём только таблицу.", field="file")
    source.seek(0)
    try:
        with zipfile.ZipFile(source) as packed:
            if sum(info.file_size for info in packed.infolist()) > MAX_UNPACKED:
                raise Refused("Таблица слишком велика.", field="file")
        source.seek(0)
        book = openpyxl.load_workbook(source, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What the file says of its own size may be wrong.
        sheet.reset_dimensions()
    except Refused:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, OSError):
        raise Refused(_NOT_XLSX, field="file") from None
    return sheet


def _check_header(cells: Sequence[Any], header: Sequence[str]) -> None:
    for place, expected in enumerate(header):
        there = text_of(cells[place]) if place < len(cells) else ""
        if search_key(there) != search_key(expected):
            column = get_column_letter(place + 1)
            raise Refused(
                f"Первая строка – заголовки в порядке бланка. В столбце {column} ожидается "
                f"«{expected}», а стоит «{there}». Скачайте бланк и перенесите данные в него.",
                field="file",
            )
