"""What each line of an act's source was taken for, for the editor's eyes."""

from dataclasses import dataclass
from enum import StrEnum

from .doubts import doubts
from .lines import END_MARK, lower_first_word, note_number
from .numbering import slips
from .parser import parse, source_lines
from .tree import Block, Kind, Part


class Taken(StrEnum):
    """What a line was taken for. The value names its CSS class."""

    EMPTY = "empty"
    HEADING = "heading"
    CLAUSE = "clause"
    LIST = "list"
    TABLE = "table"
    SIGNATURE = "signature"
    NOTE = "note"
    TEXT = "text"
    DOUBT = "doubt"  # plain text that looks like something else


@dataclass(frozen=True, slots=True)
class Mark:
    """A line, counted from 1, what it was taken for in words, and what is odd about it."""

    number: int
    text: str
    taken: Taken
    name: str
    advice: tuple[str, ...] = ()


_NAMES = {
    Kind.LETTERHEAD: (Taken.HEADING, "орган, издавший акт"),
    Kind.STAMP: (Taken.HEADING, "гриф утверждения"),
    Kind.SIDE: (Taken.HEADING, "кому адресовано"),
    Kind.TITLE: (Taken.HEADING, "название"),
    Kind.SUBTITLE: (Taken.HEADING, "подзаголовок"),
    Kind.SUBHEADING: (Taken.HEADING, "подзаголовок формы"),
    Kind.PARAGRAPH: (Taken.TEXT, "обычный текст"),
    Kind.DASH: (Taken.LIST, "перечень"),
    Kind.TABLE: (Taken.TABLE, "таблица"),
    Kind.BLANKS: (Taken.SIGNATURE, "место для подписи или записи"),
    Kind.CAPTION: (Taken.TEXT, "пояснение"),
    Kind.SIGNATURE: (Taken.SIGNATURE, "подпись"),
}


def marks(text: str) -> list[Mark]:
    """Every line of the text in order."""
    act, lines = parse(text), source_lines(text)
    taken = _Taken(lines)
    for part in act.parts:
        taken.add_part(part)
    odd = doubts(act, text)
    advice: dict[int, list[str]] = {}
    for slip in (*odd, *slips(act)):
        advice.setdefault(slip.line, []).append(slip.text)
    not_understood = {slip.line for slip in odd}
    made = []
    for at, line in enumerate(lines):
        kind, name = taken.names[at]
        if kind is Taken.TEXT and at in not_understood:
            kind, name = Taken.DOUBT, f"не узнано, {name}"
        made.append(Mark(at + 1, line.strip(), kind, name, tuple(advice.get(at, ()))))
    return made


class _Taken:
    """Fills in, line by line, what the tree made of the source."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.names = [
            (Taken.HEADING, "черта: здесь кончается документ")
            if END_MARK.fullmatch(line.strip())
            else (Taken.TEXT, "обычный текст")
            if line.strip()
            else (Taken.EMPTY, "")
            for line in lines
        ]

    def add_part(self, part: Part) -> None:
        self._put(part.lines, Taken.HEADING, lower_first_word(part.label))
        for block in part.blocks:
            self._add(block, "")

    def _add(self, block: Block, inside: str) -> None:
        if block.kind is Kind.CHAPTER:
            self._put(block.lines, Taken.HEADING, f"заголовок: {lower_first_word(block.name)}")
        elif block.kind is Kind.CLAUSE:
            self._put(block.lines, Taken.CLAUSE, block.name)
        elif block.kind is Kind.NOTE:
            self._put(block.lines, Taken.NOTE, f"сноска {note_number(block.text)}")
        elif block.kind in _NAMES:
            taken, name = _NAMES[block.kind]
            if inside and taken is not Taken.HEADING:
                name = f"{name}, {inside}"
            self._put(block.lines, taken, name)
        inside = block.name if block.kind is Kind.CLAUSE else inside
        for child in block.children:
            self._add(child, inside)

    def _put(self, lines: tuple[int, int], taken: Taken, name: str) -> None:
        for at in range(*lines):
            if self.lines[at].strip():
                self.names[at] = (taken, name)
