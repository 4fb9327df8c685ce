"""Slips of numbering that an editor should look at. They warn; they never refuse."""

import re
from collections.abc import Iterable

from .lines import LETTERS
from .tree import Act, Block, Kind, Part, PartKind

# Letters that Russian acts leave out of a list.
_SKIPPED = {LETTERS.index(letter) + 1 for letter in "йъыь"}


def warnings(act: Act) -> list[str]:
    """Gaps and repetitions in the numbers of chapters, clauses and appendices, in Russian."""
    found = _sequence(
        "приложение № ",
        [int(part.label.split("№")[1]) for part in _numbered_appendices(act)],
    )
    for part in act.parts:
        found += [f"{_place(part)}{text}" for text in _part_warnings(part)]
    return found


def _numbered_appendices(act: Act) -> Iterable[Part]:
    return (
        part
        for part in act.parts
        if part.kind is PartKind.APPENDIX and part.label.partition("№")[2].strip().isdigit()
    )


def _place(part: Part) -> str:
    return f"{part.label or part.title}: " if part.kind is not PartKind.MAIN else ""


def _part_warnings(part: Part) -> list[str]:
    blocks = list(part.walk())
    found = _sequence("глава ", [block.number[0] for block in blocks if block.kind is Kind.CHAPTER])
    families: dict[tuple[int, ...], list[int]] = {}
    for block in blocks:
        if block.kind is Kind.CLAUSE and not block.label.endswith(")"):
            families.setdefault(block.number[:-1], []).append(block.number[-1])
    for prefix, numbers in families.items():
        start = ".".join(map(str, prefix))
        found += _sequence(f"пункт {start}{'.' if start else ''}", numbers)
    for block in blocks:
        found += _list_warnings(block)
    return found


def _list_warnings(block: Block) -> list[str]:
    """Items «1)» and letters «а)» inside one clause."""
    found: list[str] = []
    inside = [child for child in block.children if child.kind is Kind.CLAUSE]
    place = f"{block.name}: " if block.name else ""
    items = [child.number[0] for child in inside if re.fullmatch(r"\d+\)", child.label)]
    found += [place + text for text in _sequence("подпункт ", items, ")")]
    letters = [c.number[0] for c in inside if c.label.endswith(")") and c.label[0].isalpha()]
    for before, after in zip([0, *letters], letters, strict=False):
        between = set(range(before + 1, after)) - _SKIPPED
        if after <= before or between:
            found.append(f"{place}после {_letter(before)} стоит {_letter(after)}")
    return found


def _letter(number: int) -> str:
    return f"подпункт {LETTERS[number - 1]})" if number else "начала перечня"


def _sequence(word: str, numbers: list[int], end: str = "") -> list[str]:
    """Where the numbers do not go up by one from 1."""
    found: list[str] = []
    last = 0
    seen: set[int] = set()
    for number in numbers:
        if number in seen:
            found.append(f"{word}{number}{end} встречается ещё раз")
        elif number > last + 1:
            found.append(f"перед «{word}{number}{end}» нет «{word}{last + 1}{end}»")
        elif number < last:
            found.append(f"{word}{number}{end} стоит после «{word}{last}{end}»")
        seen.add(number)
        last = number
    return found
