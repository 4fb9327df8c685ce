"""The list of programmes as a table: its columns, and what is checked of a row (P-2.4d, X-4)."""

from collections.abc import Iterator
from typing import Any

from core.tables import Choice, Code, Column, Reading, Row, Table, Text, Whole
from core.tables.declare import MB
from core.tables.files import place_of
from placement.programmes.models import Programme, key_of
from placement.programmes.record import PROGRAMMES

MAX_BYTES = 2 * MB
MAX_ROWS = 500
# How a programme is named in every table, in its first columns. What is only numbers and dots is
# a code of the federal list, so that one which Excel took for a date is known again.
NAMES: tuple[Column, ...] = (
    Code(
        "code",
        "Код",
        ("Код профессии", "Код специальности", "Код профессии, специальности"),
        is_expected=True,
        pattern=r"(?:[0-9]{2}\.){2}[0-9]{2}|(?![0-9]+(?:\.[0-9]+){1,2}$).{1,32}",
        example="08.01.25",
    ),
    Text(
        "name",
        "Наименование профессии, специальности",
        ("Наименование", "Профессия, специальность", "Профессия", "Специальность"),
        required=True,
        max_length=255,
        blank_words="Не указано наименование.",
    ),
    Text("education_programme", "Образовательная программа", is_expected=True, max_length=500),
)
_KINDS = f"Вид – один из: {'; '.join(map(str, Programme.Kind.labels))}."
_YEAR = "напишите год, например 2024."
TABLE = Table(
    columns=(
        *NAMES,
        Choice(
            "kind",
            "Вид",
            choices=Programme.Kind.choices,
            required=True,
            words=_KINDS,
            blank_words=_KINDS,
        ),
        Whole(
            "first_year",
            "Первый год выпуска",
            least=1900,
            most=2200,
            required=True,
            words=_YEAR,
            blank_words=_YEAR,
        ),
        Whole(
            "last_year",
            "Последний год выпуска",
            least=1900,
            most=2200,
            is_expected=True,
            words=_YEAR,
        ),
    ),
    max_rows=MAX_ROWS,
    max_bytes=MAX_BYTES,
)


def check(reading: Reading, subject: object = None) -> None:
    """Which programmes are there already; a programme that stands twice is an error."""
    present = {programme.key: programme for programme in Programme.objects.all()}
    earlier: dict[str, Row] = {}
    for row in reading.rows:
        first, last = row.values["first_year"], row.values["last_year"]
        if first and last and last < first:
            row.error("last_year", "Последний год выпуска раньше первого.")
        key = key_of_row(row)
        if key in earlier:
            row.error("", f"Эта программа уже есть в строке {place_of(earlier[key])}.")
        earlier.setdefault(key, row)
        if (programme := present.get(key)) is not None:
            _tell_of(row, programme)


def key_of_row(row: Row) -> str:
    """How the programme of which the row tells is recognised."""
    return key_of(*(row.values[column.code] for column in NAMES))


def programme_rows() -> Iterator[list[Any]]:
    """The programmes that are there, as the blank gives them out."""
    for row in Programme.objects.all():
        years = [row.first_year, row.last_year]
        yield [row.code, row.name, row.education_programme, row.get_kind_display(), *years]


def _tell_of(row: Row, programme: Programme) -> None:
    """Say what becomes of a programme that is there: nothing, where nothing of it changes."""
    row.about = programme.pk
    if PROGRAMMES.changes(programme, Programme(**row.values)):
        row.outcome = "заменит прежнее"
    else:
        row.skip = "уже есть, ничего не меняется"
