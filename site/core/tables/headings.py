"""Where the table begins on a sheet, and which column is which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.errors import Refused
from core.text import one_line, search_key

from .cells import in_file
from .declare import Table

# So many filled rows may stand above the heading: the name of the document, whom it concerns.
DEEPEST = 60
_REMARK = re.compile(r"\([^()]*\)")
# «Наимено-⏎вание» in a narrow cell.
_HYPHENATED = re.compile(r"(?<=\w)-[ \t]*\n[ \t]*(?=[а-яё])")
# What stands beneath a heading is told of the one above: «Контактное лицо» – «Телефон».
_LEVELS = 2
_FEWEST_NUMBERS = 3
_FEWEST_AGAIN = 2
Cells = Sequence[Any]


@dataclass
class Heading:
    """The row in which the heading ends, the columns by their place, and what is no column of ours."""

    row: int
    columns: dict[int, str]
    others: dict[int, str] = field(default_factory=dict)

    def missing(self, table: Table) -> list[str]:
        """The headings without which the table cannot be taken, and which are not there."""
        present = set(self.columns.values())
        carried = {table.carried.code} if table.carried else set()
        return [
            column.heading
            for column in table.by_code.values()
            if (column.required or column.is_expected) and column.code not in present | carried
        ]


def find_heading(rows: Sequence[tuple[int, Cells]], table: Table) -> Heading | None:
    """The best heading among the first rows of a sheet; None where no word of one is there."""
    best: Heading | None = None
    for heading in _candidates(rows, table):
        if heading.columns and (best is None or len(heading.columns) > len(best.columns)):
            best = heading
    return best


def first_heading(rows: Sequence[tuple[int, Cells]], table: Table) -> Heading | None:
    """Where the list begins: a fuller heading further down is that of its next part."""
    best = find_heading(rows, table)
    if best is None:
        return None
    for place, (number, _) in enumerate(rows[:DEEPEST]):
        if number >= best.row:
            break
        earlier = heading_anew(rows[place : place + _LEVELS], best, table)
        if earlier is not None:
            return earlier if earlier.row < best.row else best
    return best


def heading_anew(rows: Sequence[tuple[int, Cells]], other: Heading, table: Table) -> Heading | None:
    """The heading that stands at the first of these rows beside the ``other`` one of the list.

    A row whose cells are called as two columns, and as half of those that the other has, is none
    of data.
    """
    words = [search_key(heading_text(cell)) for cell in rows[0][1] if cell is not None]
    if sum(word in table.heading_keys for word in words) < _FEWEST_AGAIN:
        return None
    again = find_heading(rows[:_LEVELS], table)
    if again is None or again.missing(table):
        return None
    return again if len(again.columns) * 2 >= len(other.columns) else None


def is_numbering(cells: Cells) -> bool:
    """Whether this is the row «1, 2, 3 …» or «А, Б, 1, 2 …» that forms have beneath the heading."""
    texts = [in_file(cell).strip(" .") for cell in cells if cell is not None]
    letters = [text for text in texts if text.upper() in ("А", "Б", "В", "A", "B")]
    numbers = texts[len(letters) :]
    if len(texts) < _FEWEST_NUMBERS or not numbers:
        return False
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def refuse_missing(best: Heading | None, table: Table) -> None:
    """Say which headings are not there."""
    if best is None:
        names = ", ".join(f"«{column.heading}»" for column in table.columns)
        raise Refused(f"В таблице не найдены заголовки столбцов. Нужны: {names}.", field="file")
    missing = ", ".join(f"«{heading}»" for heading in best.missing(table))
    raise Refused(
        f"В таблице нет столбцов: {missing}. Заголовки прочитаны в строке {best.row}. "
        "Назовите столбцы так, как в бланке; порядок не важен.",
        field="file",
    )


def heading_text(cell: Any) -> str:
    """The words of a heading cell in one line, hyphenated words joined."""
    text = cell if isinstance(cell, str) else in_file(cell)
    return one_line(_HYPHENATED.sub("", text.replace("\u00ad", "")))


def _candidates(rows: Sequence[tuple[int, Cells]], table: Table) -> Iterator[Heading]:
    first = rows[:DEEPEST]
    for place, (number, cells) in enumerate(first):
        texts = [heading_text(cell) for cell in cells]
        yield _matched(number, [[text] for text in texts], table)
        if place + 1 < len(first):
            below_number, below = first[place + 1]
            if below_number == number + 1:
                names = _two_levels(texts, [heading_text(cell) for cell in below])
                yield _matched(below_number, names, table)


def _two_levels(above: list[str], below: list[str]) -> list[list[str]]:
    """The names that each column may have: with the words above it, and without."""
    names: list[list[str]] = []
    group = ""
    for column in range(max(len(above), len(below))):
        upper = above[column] if column < len(above) else ""
        lower = below[column] if column < len(below) else ""
        # A heading over several columns stands in the first of them.
        group = upper or (group if lower else "")
        if lower and group and lower != group:
            names.append([f"{group} {lower}", lower])
        else:
            names.append([lower or upper])
    return names


def _matched(row: int, names: list[list[str]], table: Table) -> Heading:
    """Give each column of the file the declared one whose words it has; the surest come first."""
    heading = Heading(row, {})
    codes = {key: column.code for column in table.by_code.values() for key in column.keys}
    for rank in range(_LEVELS * 2):
        for place, texts in enumerate(names):
            level, is_loose = rank // 2, bool(rank % 2)
            if level >= len(texts) or place in heading.columns:
                continue
            text = _REMARK.sub(" ", texts[level]) if is_loose else texts[level]
            code = codes.get(search_key(text), "")
            if code and code not in heading.columns.values():
                heading.columns[place] = code
    heading.others = {
        place: texts[0]
        for place, texts in enumerate(names)
        if texts[0] and place not in heading.columns
    }
    return heading
