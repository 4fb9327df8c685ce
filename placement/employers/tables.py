"""The data bank as a table: its columns, and what only the bank can tell of a row (P-2.2a, X-4)."""

from collections.abc import Hashable, Sequence
from typing import cast

from core.imports import chunks, columns_of
from core.tables import Reading, Row, Table
from core.tables.files import place_of
from placement.employers.likeness import facts_of
from placement.employers.models import Employer
from placement.employers.record import EMPLOYERS
from placement.employers.rules import duplicates
from placement.employers.services.data import normalised, problems

TABLE = Table(columns=columns_of(EMPLOYERS), max_rows=5000)


def check(reading: Reading, subject: object = None) -> None:
    """What is wrong with each row, and what the bank or the file already has.

    A row whose ИНН the bank has is left out; one that is like another is noted.
    """
    for row in reading.rows:
        _check_row(row)
    for name in ("inn", "ogrn"):
        _refuse_repeated(reading.rows, name)
    _skip_entered(reading.rows)
    _note_like(reading.rows)


def employer_of(row: Row) -> Employer:
    """The employer of which the row tells, not saved."""
    return Employer(**row.values)


def _check_row(row: Row) -> None:
    data = normalised(employer_of(row))
    row.values = {code: getattr(data, code) for code in row.values}
    for name, text in problems(data).items():
        if name not in row.errors:
            row.error(name, text)


def _refuse_repeated(rows: Sequence[Row], name: str) -> None:
    """A number that stands twice in the file cannot be right twice."""
    earlier: dict[str, Row] = {}
    for row in rows:
        number = row.values[name]
        if not number or not row.is_good:
            continue
        first = earlier.setdefault(number, row)
        if first is not row:
            row.error(name, f"этот номер уже стоит в строке {place_of(first)}.")


def _skip_entered(rows: Sequence[Row]) -> None:
    by_inn = {row.values["inn"]: row for row in rows if row.is_good and row.values["inn"]}
    for inns in chunks(list(by_inn)):
        bank = Employer.objects.filter(inn__in=inns).values_list("inn", "pk", "merged_into")
        for inn, pk, merged_into in bank:
            # A merged one stands for the one that was kept.
            by_inn[inn].skip, by_inn[inn].about = "уже есть в банке", merged_into or pk


def _note_like(rows: Sequence[Row]) -> None:
    """Note for each new row the first of the bank or of the file that it is like."""
    new = [row for row in rows if row.is_good]
    everything: dict[Hashable, duplicates.Facts] = {
        ("bank", pk): facts for pk, facts in Employer.objects.current().facts().items()
    }
    everything |= {("row", at): facts_of(employer_of(row)) for at, row in enumerate(new)}
    partners = duplicates.partners(everything)
    likes: list[tuple[Row, str, int, str]] = []
    for at, row in enumerate(new):
        if (partner := partners.get(("row", at))) is not None:
            where, key = cast(tuple[str, int], partner.key)
            likes.append((row, where, key, partner.reason))
    names = _names([key for _, where, key, _ in likes if where == "bank"])
    for row, where, key, reason in likes:
        if where == "bank":
            row.about = key
            row.note("", f"Похож на «{names.get(key, '')}» в банке: {reason}.")
        else:
            row.note("", f"Похож на строку {place_of(new[key])} этой таблицы: {reason}.")


def _names(keys: Sequence[int]) -> dict[int, str]:
    return {
        row.pk: str(row) for part in chunks(keys) for row in Employer.objects.filter(pk__in=part)
    }
