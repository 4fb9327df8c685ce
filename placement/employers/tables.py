"""The data bank as a table: the blank that is filled in (P-2.2a, X-4)."""

from dataclasses import dataclass, field
from typing import IO, Any

from core.text import search_key
from placement.common import districts, sheets
from placement.common.sheets import Read, text_of
from placement.employers.models import Employer
from placement.employers.record import EMPLOYERS
from placement.employers.services.data import normalised, problems

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5000
# The blank's columns, in its order.
COLUMNS = {one.name: EMPLOYERS.label(one.name) for one in EMPLOYERS if one.imported}
HEADER = list(COLUMNS.values())
# What Excel leaves in a cell whose formula failed.
_FAULTS = {"#N/A", "#Н/Д", "#REF!", "#ССЫЛКА!", "#VALUE!", "#ЗНАЧ!", "#DIV/0!", "#ДЕЛ/0!"}
_FAULTS |= {"#NAME?", "#ИМЯ?", "#NUM!", "#ЧИСЛО!", "#NULL!", "#ПУСТО!"}
_KINDS = {search_key(name): code for code, name in Employer.Kind.choices}
_DISTRICTS = {
    search_key(name): place.code
    for place in districts.DISTRICTS
    for name in (place.name, place.text, place.code)
}


@dataclass
class EmployerRead(Read):
    """One row: its data, and what the bank or the file already has."""

    data: Employer | None = None
    notes: list[str] = field(default_factory=list)
    # Known by its ИНН: stays as it is in the bank.
    known: int | None = None
    # One of the bank that it may be the same as.
    like: int | None = None


def read(source: IO[bytes]) -> list[EmployerRead]:
    """The rows of a filled-in blank with what is wrong in each; Refused when it is no such table."""
    found = sheets.rows(source, HEADER, max_rows=MAX_ROWS, max_bytes=MAX_BYTES)
    return [_row(number, cells) for number, cells in found]


def _row(number: int, cells: list[Any]) -> EmployerRead:
    texts = dict(zip(COLUMNS, map(text_of, cells), strict=True))
    row = EmployerRead(number, texts["short_name"] or texts["full_name"])
    row.errors = [
        f"«{COLUMNS[name]}»: в ячейке ошибка формулы «{text}»."
        for name, text in texts.items()
        if text.upper() in _FAULTS
    ]
    if row.errors:
        return row
    wrong: dict[str, str] = {}
    values: dict[str, Any] = {**texts}
    values["kind"] = _kind(texts["kind"], wrong)
    values["district"] = _district(texts["district"], wrong)
    values["founded_year"] = _year(texts["founded_year"], wrong)
    data = normalised(Employer(**values))
    found = problems(data) | wrong
    row.errors = [f"«{COLUMNS.get(name, name)}»: {text}" for name, text in found.items()]
    row.data = None if row.errors else data
    return row


def _kind(text: str, wrong: dict[str, str]) -> str:
    """The code of a kind; who is not said to be anything is a potential employer."""
    if text and search_key(text) not in _KINDS:
        wrong["kind"] = f"«{text}» – такого нет. Один из: {'; '.join(Employer.Kind.labels)}."
    return _KINDS.get(search_key(text), Employer.Kind.POTENTIAL)


def _district(text: str, wrong: dict[str, str]) -> str:
    if text and search_key(text) not in _DISTRICTS:
        wrong["district"] = f"«{text}» – такого района в списке нет. Список – на странице загрузки."
    return _DISTRICTS.get(search_key(text), "")


def _year(text: str, wrong: dict[str, str]) -> int | None:
    if text == "":
        return None
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        wrong["founded_year"] = "Год основания – четыре цифры."
        return None
    return int(text)
