"""The yearly table of figures out of an XLSX file, checked row by row (P-2.4d).

Reading changes nothing: it gives lines and errors, and the services take the lines.
"""

from collections.abc import Iterator, Sequence
from typing import IO, Any

from placement.common.sheets import Read, text_of
from placement.programmes.models import Programme, key_of
from placement.programmes.tables import NAMES, rows_of, texts_of, title_of
from placement.statistics.models import Snapshot
from placement.statistics.rules import figures as rules

FIGURES_HEADER = [*NAMES, "Выпускников", *(c.label for c in rules.CATEGORIES)]


def read_figures(source: IO[bytes], snapshot: Snapshot) -> list[Read]:
    """Rows as ``(programme pk, v1, counts)``; Refused when the file is no such table."""
    programmes = {programme.key: programme for programme in Programme.objects.all()}
    present = set(snapshot.rows.values_list("programme", flat=True))
    taken: dict[int, int] = {}
    found = []
    for number, cells in rows_of(source, FIGURES_HEADER):
        row = Read(number, title_of(cells))
        programme = programmes.get(key_of(*texts_of(cells)))
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


def figures_of(snapshot: Snapshot) -> Iterator[list[object]]:
    """Rows under FIGURES_HEADER: what is entered, then blanks for programmes that still lack."""
    entered = set()
    for row in snapshot.rows.all():
        entered.add(row.programme_id)
        yield [*row.texts[:3], row.graduates, *row.counts.values()]
    for programme in Programme.objects.taught_in(snapshot.year).exclude(pk__in=entered):
        yield [programme.code, programme.name, programme.education_programme]


def _numbers(row: Read, cells: Sequence[Any]) -> list[int]:
    """People of each column; a blank category is 0, a blank number of graduates is an error."""
    found = []
    for place, cell in enumerate(cells):
        number = _number(cell)
        label = FIGURES_HEADER[3 + place]
        if number is None:
            row.errors.append(f"«{label}»: «{text_of(cell)}» – не целое число.")
        elif place == 0 and text_of(cell) == "":
            row.errors.append(f"«{label}»: число не указано. Если выпуска не было, напишите 0.")
        found.append(number or 0)
    return found


def _number(cell: Any) -> int | None:
    """A whole number of people; None for anything else."""
    text = text_of(cell)
    if text == "":
        return 0
    digits = text.removeprefix("-")
    if isinstance(cell, bool) or not (digits.isascii() and digits.isdecimal()) or len(digits) > 6:
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


def _said(finding: rules.Finding) -> str:
    category = rules.BY_CODE.get(finding.column)
    return f"«{category.label}»: {finding.text}" if category else finding.text
