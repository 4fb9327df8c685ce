"""The yearly table of figures: its columns, and what is checked of a row (P-2.4d, X-4)."""

from collections.abc import Iterator
from typing import Any

from core.tables import Reading, Row, Table, Whole
from core.tables.files import place_of
from placement.programmes.models import Programme
from placement.programmes.tables import MAX_BYTES, MAX_ROWS, NAMES, key_of_row
from placement.statistics.models import Snapshot
from placement.statistics.rules import figures as rules

_MOST = 999_999
TABLE = Table(
    columns=(
        *NAMES,
        Whole(
            rules.GRADUATES,
            "Выпускников",
            ("Выпускников, всего", "Всего выпускников"),
            most=_MOST,
            required=True,
            blank_words="число не указано. Если выпуска не было, напишите 0.",
        ),
        # Nobody is a blank cell, but not a column that is left out.
        *(Whole(c.code, c.label, most=_MOST, empty=0, is_expected=True) for c in rules.CATEGORIES),
    ),
    max_rows=MAX_ROWS,
    max_bytes=MAX_BYTES,
)


def check(reading: Reading, snapshot: Snapshot) -> None:
    """Which programmes are meant, and whether the sums are right."""
    programmes = {programme.key: programme for programme in Programme.objects.all()}
    present = set(snapshot.rows.values_list("programme", flat=True))
    earlier: dict[int, Row] = {}
    for row in reading.rows:
        programme = programmes.get(key_of_row(row))
        if programme is None:
            row.error("", "Такой программы нет: проверьте код и названия или добавьте программу.")
            continue
        _check_programme(row, programme, snapshot.year, earlier)
        if row.is_good:
            for finding in rules.check(row.values[rules.GRADUATES], counts_of(row)):
                row.error(finding.column, finding.text)
        row.extra["programme"] = programme.pk
        if programme.pk in present:
            row.outcome, row.about = "заменит прежнее", programme.pk


def counts_of(row: Row) -> dict[str, int]:
    """People by category."""
    return {category.code: row.values[category.code] for category in rules.CATEGORIES}


def figures_of(snapshot: Snapshot) -> Iterator[list[Any]]:
    """Rows of the blank: what is entered, then blanks for programmes that still lack."""
    entered = set()
    for row in snapshot.rows.all():
        entered.add(row.programme_id)
        yield [*row.texts[:3], row.graduates, *row.counts.values()]
    for programme in Programme.objects.taught_in(snapshot.year).exclude(pk__in=entered):
        yield [programme.code, programme.name, programme.education_programme]


def _check_programme(row: Row, programme: Programme, year: int, earlier: dict[int, Row]) -> None:
    first = earlier.setdefault(programme.pk, row)
    if first is not row:
        row.error("", f"Эта программа уже есть в строке {place_of(first)}.")
    ended = programme.last_year is not None and programme.last_year < year
    if ended or programme.first_year > year:
        row.error("", f"По этой программе в {year} году выпуска нет: проверьте её годы.")
