"""Tables of programmes out of XLSX files, checked row by row (P-2.4d).

Reading changes nothing: it gives lines and errors, and the services take the lines.
"""

from collections.abc import Iterator, Sequence
from typing import IO, Any

from core.errors import Refused
from core.text import search_key
from placement.common import sheets
from placement.common.sheets import Read, text_of
from placement.programmes.models import Programme, key_of

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 500
# How a programme is named in every table, in its first columns.
NAMES = ["Код", "Наименование профессии, специальности", "Образовательная программа"]
PROGRAMMES_HEADER = [*NAMES, "Вид", "Первый год выпуска", "Последний год выпуска"]
_SUMS = {"всего", "итого"}


def read_programmes(source: IO[bytes]) -> list[Read]:
    """Rows as fields of Programme; ``is_new`` where the programme is not there yet."""
    kinds = {search_key(label): code for code, label in Programme.Kind.choices}
    present = set(Programme.objects.values_list("key", flat=True))
    taken: dict[str, int] = {}
    found = []
    for number, cells in rows_of(source, PROGRAMMES_HEADER):
        row = Read(number, title_of(cells))
        code, name, education_programme = texts_of(cells)
        kind = kinds.get(search_key(text_of(cells[3])), "")
        years = [_year(row, cells[4], 4), _year(row, cells[5], 5, may_lack=True)]
        row.errors += _programme_errors(code, name, education_programme, kind, years)
        key = key_of(code, name, education_programme)
        if key in taken:
            row.errors.append(f"Эта программа уже есть в строке {taken[key]}.")
        taken[key] = number
        row.is_new = key not in present
        row.values = {
            "code": code,
            "name": name,
            "education_programme": education_programme,
            "kind": kind,
            "first_year": years[0],
            "last_year": years[1],
        }
        found.append(row)
    return found


def rows_of(source: IO[bytes], header: Sequence[str]) -> Iterator[tuple[int, list[Any]]]:
    """Numbers and cells of the rows with something in them, but for sums."""
    found = False
    for number, cells in sheets.rows(source, header, max_rows=MAX_ROWS, max_bytes=MAX_BYTES):
        if not _is_sum(cells):
            found = True
            yield number, cells
    if not found:
        raise Refused(sheets.NO_ROWS, field="file")


def _is_sum(cells: Sequence[Any]) -> bool:
    return search_key(" ".join(texts_of(cells))) in _SUMS


def texts_of(cells: Sequence[Any]) -> tuple[str, str, str]:
    """Code, name and educational programme."""
    code, name, education_programme = (text_of(cell) for cell in cells[:3])
    return code, name, education_programme


def title_of(cells: Sequence[Any]) -> str:
    """Code and name in one line."""
    return " ".join(filter(None, texts_of(cells)[:2]))


def _year(row: Read, cell: Any, place: int, *, may_lack: bool = False) -> int | None:
    text = text_of(cell)
    if text == "" and may_lack:
        return None
    if not (text.isascii() and text.isdecimal() and 1900 <= int(text[:5]) <= 2200):
        row.errors.append(f"«{PROGRAMMES_HEADER[place]}»: напишите год, например 2024.")
        return None
    return int(text)


def _programme_errors(
    code: str, name: str, education_programme: str, kind: str, years: list[int | None]
) -> list[str]:
    first, last = years
    too_long = len(code) > 32 or len(name) > 255 or len(education_programme) > 500
    checks = [
        (not name, "Не указано наименование."),
        (not kind, f"Вид – один из: {'; '.join(map(str, Programme.Kind.labels))}."),
        (too_long, "Слишком длинный код или название."),
        (bool(first and last and last < first), "Последний год выпуска раньше первого."),
    ]
    return [text for wrong, text in checks if wrong]
