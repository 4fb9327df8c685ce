"""Anchors: what stands after # in the address of a clause."""

import re
from dataclasses import replace

from .appendices import appendix_number, appendix_place, has_letter
from .labels import LETTERS, heading_word
from .lines import RAISED, lower_first_word, note_number, raised_number
from .tree import Block, Kind, PartKind

_LATIN = dict(
    zip(
        LETTERS,
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "j",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "c",
            "ch",
            "sh",
            "sch",
            "tz",
            "y",
            "mz",
            "eh",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
# How the anchors of headings begin.
_HEADINGS = {
    "глава": "chapter",
    "раздел": "chapter",
    "часть": "division",
    "§": "section",
    "статья": "article",
}
_PREFIXES = {PartKind.ACT: "act", PartKind.FORM: "form"}


class Anchors:
    """Gives every part, chapter and clause of one page its anchor.

    An anchor follows from the number, so it stays when words change; a number that occurs twice
    on the page (a slip of the act itself) gets «--2».
    """

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._counts: dict[PartKind, int] = {}
        self._act = ""
        self._prefix = ""
        self._article = ""

    def begin_part(self, kind: PartKind, label: str) -> str:
        """The part's anchor: empty for the act itself, «appendix-2», «form-1», «act-1»."""
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if kind is PartKind.MAIN:
            self._prefix = ""
            return ""
        if kind is PartKind.APPENDIX:
            wanted = "-".join(filter(None, (f"{self._act}appendix", _appendix_bit(label))))
        else:
            wanted = f"{_PREFIXES[kind]}-{count}"
        anchor = self._unique(wanted)
        if kind is PartKind.ACT:
            self._act = f"{anchor}-"
        self._prefix = f"{anchor}-"
        return anchor

    def name_block(self, block: Block, parent: str = "", path: str = "") -> Block:
        """The block with anchors in it and in everything it holds."""
        if block.kind is Kind.CHAPTER:
            return self._name_heading(block)
        anchor, name = "", ""
        if block.kind is Kind.CLAUSE:
            anchor, name = self._clause(block, parent, path)
            parent, path = anchor, name
        elif block.kind is Kind.NOTE:
            anchor = self._unique(f"{self._prefix}note-{note_number(block.text)}")
        children = tuple(self.name_block(child, parent, path) for child in block.children)
        return replace(block, anchor=anchor, name=name, children=children)

    def _name_heading(self, block: Block) -> Block:
        """A chapter leaves its clauses their own numbers; in an article they begin anew."""
        word = heading_word(block.label)
        bits = [_HEADINGS[word], *map(str, block.number), *_raised_bits(block.index)]
        anchor = self._unique(self._prefix + "-".join(bits))
        label = block.label.rstrip(".:")
        name = label if label.lower().startswith(word) else f"Глава {label}"
        outer = self._prefix, self._article
        if word == "статья":
            self._prefix, self._article = f"{anchor}-", f"{lower_first_word(name)}, "
        children = tuple(self.name_block(child) for child in block.children)
        self._prefix, self._article = outer
        return replace(block, anchor=anchor, name=name, children=children)

    def _clause(self, block: Block, parent: str, path: str) -> tuple[str, str]:
        """«1)» and «а)» continue the anchor of what holds them; «4.1.2» is whole by itself."""
        if block.label.endswith(")"):
            wanted = f"{parent or self._prefix + 'p'}-{_item_bit(block)}"
            inner = f"подпункт {block.label}"
            name = f"{path}, {inner}" if path else f"{self._article}{inner}"
        else:
            bits = ["p", *map(str, block.number), *_raised_bits(block.index)]
            wanted = self._prefix + "-".join(bits)
            name = f"{self._article}пункт {block.label.rstrip('.')}"
        return self._unique(wanted), name

    def _unique(self, wanted: str) -> str:
        anchor, count = wanted, 1
        while anchor in self._used:
            count += 1
            anchor = f"{wanted}--{count}"
        self._used.add(anchor)
        return anchor


def _raised_bits(index: int) -> tuple[str, ...]:
    return ("up", str(index)) if index else ()


def _item_bit(block: Block) -> str:
    written = block.label.strip("()").lower()
    if written[0].isdigit():
        return "-".join((str(block.number[0]), *_raised_bits(block.index)))
    letters = "".join(_LATIN.get(letter, "yo") for letter in written if letter not in RAISED)
    return "-".join((letters, *_raised_bits(raised_number(written))))


def _appendix_bit(label: str) -> str:
    """«2а» → «2a», «2.1» → «2-1», «II» → «2», «Б» → «b»."""
    number = appendix_number(label)
    digits = re.findall(r"\d+", number)
    if digits:
        letter = _LATIN.get(number[-1], "")
        return "-".join(("-".join(digits) + letter, *_raised_bits(raised_number(number))))
    if not number or has_letter(label):
        return _LATIN.get(number.lower(), number.lower())
    return str(appendix_place(label)[0])
