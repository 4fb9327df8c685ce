"""Footnotes: which raised figures in a text lead to one."""

import re
from collections.abc import Iterator

from .lines import RAISED, note_number, raised_number
from .tree import Kind, Part

_MARK = re.compile(f"[{RAISED[1:]}][{RAISED}]*")
# «20 м²», «5 см³»: a measure, not a footnote.
_MEASURE = re.compile(r"(?<!\w)(?:[скмд]?м)$", re.IGNORECASE)


def note_marks(text: str) -> Iterator[re.Match[str]]:
    """The marks of footnotes in a text: raised figures that are no power, unit or clause «5¹»."""
    for match in _MARK.finditer(text):
        before = text[: match.start()]
        is_measure = match[0] in ("²", "³") and _MEASURE.search(before)
        if before.strip() and not before[-1].isdigit() and not is_measure:
            yield match


def notes_of(part: Part) -> dict[int, str]:
    """The anchors of the part's footnotes by their number; of two with one number, the first's."""
    found: dict[int, str] = {}
    for block in part.walk():
        if block.kind is Kind.NOTE:
            found.setdefault(note_number(block.text), block.anchor)
    return found


def mark_numbers(text: str) -> set[int]:
    """The numbers of the footnotes that a text refers to."""
    return {raised_number(match[0]) for match in note_marks(text)}
