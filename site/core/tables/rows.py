"""One row of the file, as it was understood."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from core.errors import Refused
from core.text import one_line, search_key

from .cells import Cell, opened
from .columns import Column, Understood
from .declare import Table
from .headings import Heading

_LETTER = re.compile(r"[^\W\d_]")
_SUMS = ("итого", "всего", "итог", "сумма", "в том числе всего")
# «Итого: 25 чел.» in one cell.
_COUNT = re.compile(r"(?:итого|всего)[ :–—-]*\d+ ?(?:чел|человек|человека)?\.?", re.IGNORECASE)
# Who looks after a group is no part of its name.
_KEEPER = re.compile(
    r"[\s,;(–—-]+(?:куратор|мастер|кл\.|классн|руководит|староста).*$", re.IGNORECASE | re.DOTALL
)


@dataclass
class Row:
    """A row: its number there, the values by column, and what is wrong or to be said, by column.

    ``""`` stands for the row as a whole. ``raw`` is what stood in the cells, by code or, in columns
    that are not taken, by heading. The domain adds errors, notes, ``extra`` (JSON), ``skip`` (why
    the row is left out), ``outcome`` (what becomes of it) and ``about`` (key of the row it concerns).
    """

    number: int
    sheet: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    raw: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    skip: str = ""
    outcome: str = ""
    about: int | None = None

    @property
    def is_good(self) -> bool:
        """Whether it is entered."""
        return not self.errors and not self.skip

    def error(self, code: str, words: str) -> None:
        """Say what is wrong in a column, or in the row where ``code`` is empty."""
        self.errors[code].append(words)

    def note(self, code: str, words: str) -> None:
        """Say what to look at before the row is entered."""
        self.notes[code].append(words)


def understand(
    table: Table, heading: Heading, row: Row, cells: Sequence[Any], carried: Any
) -> None:
    """Fill the row with what its cells mean; what cannot be understood is an error beside its column."""
    there = dict(enumerate(cells))
    for place, words in heading.others.items():
        if there.get(place) is not None:
            row.raw[words] = there[place]
    by_code = {code: there.get(place) for place, code in heading.columns.items()}
    for code, column in table.by_code.items():
        raw = by_code.get(code)
        if raw is None and table.carried is not None and code == table.carried.code:
            raw = carried
        if raw is not None:
            row.raw[code] = raw
        _understand_cell(row, column, raw)


def _understand_cell(row: Row, column: Column, raw: Any) -> None:
    row.values[column.code] = column.empty
    try:
        cell = opened(raw)
        if _is_blank(cell, column):
            if column.required:
                row.error(column.code, column.blank_words)
            return
        understood = _read(column, cell)
        value = understood.value
        row.values[column.code] = column.check(value) if column.check else value
    except Refused as refusal:
        row.error(column.code, refusal.message)
    except ValidationError as wrong:
        row.error(column.code, wrong.messages[0])
    except ValueError as wrong:
        row.error(column.code, str(wrong))
    else:
        for words in understood.notes:
            row.note(column.code, words)


def _read(column: Column, cell: Cell) -> Understood:
    try:
        return column.read(cell)
    except Refused:
        if column.words:
            raise Refused(column.words) from None
        raise


def _is_blank(cell: Cell, column: Column) -> bool:
    if cell is None:
        return True
    text = one_line(cell) if isinstance(cell, str) else "0"
    return not text or text in column.dashes


def carried_value(table: Table, cells: Sequence[Any]) -> Any:
    """What a row like «Группа ПК-21» says for the rows beneath it; None for any other row."""
    if table.carried is None:
        return None
    texts = [cell for cell in cells if cell is not None]
    if not texts or len(texts) > 2 or not isinstance(texts[0], str):
        return None
    key = search_key(texts[0])
    for name in sorted(table.carried.keys, key=len, reverse=True):
        if len(texts) == 2 and key == name:
            return texts[1]
        if len(texts) == 1 and key.startswith(f"{name} "):
            words = _KEEPER.sub("", texts[0])
            return words.split(maxsplit=len(name.split()))[-1].strip(" :.–—-№")
    if len(texts) > 1 or table.carried_alone is None:
        return None
    alone = one_line(_KEEPER.sub("", texts[0]))
    return alone if table.carried_alone.fullmatch(alone) else None


def is_lettering(cells: Sequence[Any]) -> bool:
    """Whether words stand in the row, not only numbers."""
    return any(isinstance(cell, str) and _LETTER.search(cell) for cell in cells)


def is_sum(cells: Sequence[Any]) -> bool:
    """Whether this row adds up others: its first words are «Итого» or «Всего», the rest numbers."""
    first, *rest = [cell for cell in cells if cell is not None]
    key = search_key(first[:40]) if isinstance(first, str) else ""
    is_total = any(key == word or key.startswith(f"{word} по ") for word in _SUMS)
    is_total = is_total or (
        isinstance(first, str) and _COUNT.fullmatch(one_line(first)) is not None
    )
    return is_total and not any(isinstance(cell, str) and _LETTER.search(cell) for cell in rest)
