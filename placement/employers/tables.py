"""The data bank as a table: its columns, and what only the bank can tell of a row (P-2.2a, X-4)."""

from collections import defaultdict
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

    A row whose ИНН or ОГРН the bank has is left out, unless its КПП makes it a branch; one that is
    like another is noted.
    """
    for row in reading.rows:
        _check_row(row)
    for name in ("inn", "ogrn"):
        _refuse_repeated(reading.rows, name)
        _skip_entered(reading.rows, name)
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
    """A number that stands twice in the file cannot be right twice, unless a КПП tells a branch."""
    earlier: dict[tuple[str, str], Row] = {}
    for row in rows:
        number = row.values[name]
        if not number or not row.is_good:
            continue
        first = earlier.setdefault((number, row.values["kpp"]), row)
        if first is not row:
            row.error(name, f"этот номер уже стоит в строке {place_of(first)}.")


def _skip_entered(rows: Sequence[Row], name: str) -> None:
    by_number: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.is_good and row.values[name]:
            by_number[row.values[name]].append(row)
    for numbers in chunks(list(by_number)):
        for entered in Employer.objects.filter(**{f"{name}__in": numbers}):
            for row in by_number[getattr(entered, name)]:
                _meet(row, entered, name)


def _meet(row: Row, entered: Employer, name: str) -> None:
    """The bank has the number of a row: left out, or wrong where its ИНН says another."""
    data = employer_of(row)
    if data.is_branch_beside(entered):
        return
    if name == "ogrn" and data.inn and entered.inn and data.inn != entered.inn:
        row.error("ogrn", f"такая организация уже есть: {entered}, ИНН {entered.inn}.")
        return
    # A merged one stands for the one that was kept.
    row.skip, row.about = "уже есть в банке", entered.merged_into_id or entered.pk


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
