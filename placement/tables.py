"""Tables of programmes and of figures out of XLSX files, checked row by row (P-2.4d).

Reading changes nothing: it gives lines and errors, and the services take the lines.
"""

from collections.abc import Iterator, Sequence
from typing import IO, Any

from core.errors import Refused
from core.text import search_key
from placement import sheets
from placement.models import Programme, Snapshot
from placement.models.programmes import key_of
from placement.rules import statistics as rules
from placement.sheets import Read
from placement.sheets import text_of as _text

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 500
_NAMES = ["Код", "Наименование профессии, специальности", "Образовательная программа"]
FIGURES_HEADER = [*_NAMES, "Выпускников", *(c.label for c in rules.CATEGORIES)]
PROGRAMMES_HEADER = [*_NAMES, "Вид", "Первый год выпуска", "Последний год выпуска"]
_SUMS = {"всего", "итого"}


def read_figures(source: IO[bytes], snapshot: Snapshot) -> list[Read]:
    """Rows as ``(programme pk, v1, counts)``; Refused when the file is no such table."""
    programmes = {programme.key: programme for programme in Programme.objects.all()}
    present = set(snapshot.rows.values_list("programme", flat=True))
    taken: dict[int, int] = {}
    found = []
    for number, cells in _rows(source, FIGURES_HEADER):
        row = Read(number, _title(cells))
        programme = programmes.get(key_of(*_texts(cells)))
        counts = _numbers(row, cells[3:])
        _check_programme(row, programme, snapshot.year, taken)
        if not row.errors:
            graduates, *others = counts
            by_code = {c.code: n for c, n in zip(rules.CATEGORIES, others, strict=True)}
            row.errors += [_said(f) for f in rules.check(graduates, by_code)]
            assert programme is not None
            row.values = (programme.pk, graduates, by_code)
            row.is_new = programme.pk not in present
        found.append(row)
    return found


def read_programmes(source: IO[bytes]) -> list[Read]:
    """Rows as fields of Programme; ``is_new`` where the programme is not there yet."""
    kinds = {search_key(label): code for code, label in Programme.Kind.choices}
    present = set(Programme.objects.values_list("key", flat=True))
    taken: dict[str, int] = {}
    found = []
    for number, cells in _rows(source, PROGRAMMES_HEADER):
        row = Read(number, _title(cells))
        code, name, education_programme = _texts(cells)
        kind = kinds.get(search_key(_text(cells[3])), "")
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


def figures_of(snapshot: Snapshot) -> Iterator[list[object]]:
    """Rows under FIGURES_HEADER: what is entered, then blanks for programmes that still lack."""
    entered = set()
    for row in snapshot.rows.all():
        entered.add(row.programme_id)
        yield [*row.texts[:3], row.graduates, *row.counts.values()]
    for programme in Programme.objects.taught_in(snapshot.year).exclude(pk__in=entered):
        yield [programme.code, programme.name, programme.education_programme]


# --- the sheet -----------------------------------------------------------------------------------


def _rows(source: IO[bytes], header: Sequence[str]) -> Iterator[tuple[int, list[Any]]]:
    """Numbers and cells of the rows with something in them, but for sums."""
    found = False
    for number, cells in sheets.rows(source, header, max_rows=MAX_ROWS, max_bytes=MAX_BYTES):
        if not _is_sum(cells):
            found = True
            yield number, cells
    if not found:
        raise Refused(sheets.NO_ROWS, field="file")


def _is_sum(cells: Sequence[Any]) -> bool:
    return search_key(" ".join(_texts(cells))) in _SUMS


def _texts(cells: Sequence[Any]) -> tuple[str, str, str]:
    code, name, education_programme = (_text(cell) for cell in cells[:3])
    return code, name, education_programme


def _title(cells: Sequence[Any]) -> str:
    return " ".join(filter(None, _texts(cells)[:2]))


def _numbers(row: Read, cells: Sequence[Any]) -> list[int]:
    """People of each column; a blank category is 0, a blank number of graduates is an error."""
    found = []
    for place, cell in enumerate(cells):
        number = _number(cell)
        label = FIGURES_HEADER[3 + place]
        if number is None:
            row.errors.append(f"«{label}»: «{_text(cell)}» – не целое число.")
        elif place == 0 and _text(cell) == "":
            row.errors.append(f"«{label}»: число не указано. Если выпуска не было, напишите 0.")
        found.append(number or 0)
    return found


def _number(cell: Any) -> int | None:
    """A whole number of people; None for anything else."""
    text = _text(cell)
    if text == "":
        return 0
    digits = text.removeprefix("-")
    if isinstance(cell, bool) or not (digits.isascii() and digits.isdecimal()) or len(digits) > 6:
        return None
    return int(text)


def _year(row: Read, cell: Any, place: int, *, may_lack: bool = False) -> int | None:
    text = _text(cell)
    if text == "" and may_lack:
        return None
    if not (text.isascii() and text.isdecimal() and 1900 <= int(text[:5]) <= 2200):
        row.errors.append(f"«{PROGRAMMES_HEADER[place]}»: напишите год, например 2024.")
        return None
    return int(text)


def _check_programme(
    row: Read, programme: Programme | None, year: int, taken: dict[int, int]
) -> None:
    if programme is None:
        row.errors.append("Такой программы нет: проверьте код и названия или добавьте программу.")
        return
    if programme.pk in taken:
        row.errors.append(f"Эта программа уже есть в строке {taken[programme.pk]}.")
    taken[programme.pk] = row.number
    ended = programme.last_year is not None and programme.last_year < year
    if ended or programme.first_year > year:
        row.errors.append(f"По этой программе в {year} году выпуска нет: проверьте её годы.")


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


def _said(finding: rules.Finding) -> str:
    category = rules.BY_CODE.get(finding.column)
    return f"«{category.label}»: {finding.text}" if category else finding.text
