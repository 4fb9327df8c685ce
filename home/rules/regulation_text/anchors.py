"""Anchors: what stands after # in the address of a clause."""

import re
from dataclasses import replace

from .lines import LETTERS
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
        self._part = ""

    def begin_part(self, kind: PartKind, label: str) -> str:
        """The part's anchor: empty for the act itself, «appendix-2», «form-1», «act-1»."""
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if kind is PartKind.MAIN:
            self._prefix = self._part = ""
            return ""
        if kind is PartKind.APPENDIX:
            number = re.search(r"\d+", label)
            wanted = f"{self._act}appendix-{number[0]}" if number else f"{self._act}appendix"
            self._part = label
        else:
            wanted = f"{_PREFIXES[kind]}-{count}"
            self._part = ""
        anchor = self._unique(wanted)
        if kind is PartKind.ACT:
            self._act = f"{anchor}-"
        self._prefix = f"{anchor}-"
        return anchor

    def name_block(self, block: Block, parent: str = "", path: str = "") -> Block:
        """The block with anchors in it and in everything it holds."""
        anchor, name = "", ""
        if block.kind is Kind.CHAPTER:
            anchor = self._unique(f"{self._prefix}chapter-{block.number[0]}")
            name = f"Глава {block.label.rstrip('.')}"
            parent, path = "", ""
        elif block.kind is Kind.CLAUSE:
            anchor, name = self._clause(block, parent, path)
            parent, path = anchor, name
        elif block.kind is Kind.NOTE:
            anchor = self._unique(f"{self._prefix}note-{'¹²³'.index(block.text[0]) + 1}")
        children = tuple(self.name_block(child, parent, path) for child in block.children)
        return replace(block, anchor=anchor, name=name, children=children)

    def _clause(self, block: Block, parent: str, path: str) -> tuple[str, str]:
        """«1)» and «а)» continue the anchor of what holds them; «4.1.2» is whole by itself."""
        closes = block.label.endswith(")")
        if not closes:
            wanted = f"{self._prefix}p-{'-'.join(map(str, block.number))}"
            return self._unique(wanted), f"пункт {block.label.rstrip('.')}"
        letter = block.label[0].lower()
        bit = str(block.number[0]) if letter.isdigit() else _LATIN.get(letter, "yo")
        wanted = f"{parent or self._prefix + 'p'}-{bit}"
        name = f"подпункт {block.label}"
        return self._unique(wanted), f"{path}, {name}" if path else name

    def _unique(self, wanted: str) -> str:
        anchor, count = wanted, 1
        while anchor in self._used:
            count += 1
            anchor = f"{wanted}--{count}"
        self._used.add(anchor)
        return anchor
