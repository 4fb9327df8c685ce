"""The tree that an act's text becomes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

# A line break inside one paragraph or one table cell, as Word writes it in plain text.
BREAK = "\v"


class Kind(StrEnum):
    """What a block is. The value names the block's template and CSS class."""

    LETTERHEAD = "letterhead"
    STAMP = "stamp"  # «УТВЕРЖДЕНО приказом …»
    SIDE = "side"  # whom a form is addressed to
    TITLE = "title"
    SUBTITLE = "subtitle"
    CHAPTER = "chapter"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    LIST = "list"
    DASH = "dash"
    TABLE = "table"
    BLANKS = "blanks"  # lines to sign on, with captions under them
    CAPTION = "caption"
    SIGNATURE = "signature"
    NOTE = "note"  # a footnote


class PartKind(StrEnum):
    """What a part of the page is."""

    MAIN = "main"
    ACT = "act"  # an act that the main one approves
    APPENDIX = "appendix"
    FORM = "form"  # appended without a number


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a container of paragraphs.

    ``label`` is the number as written («5)»), ``number`` its parts («4.1.2» → 4, 1, 2; «в)» → 3),
    ``index`` its raised figure («5¹.» → 1), ``cells`` holds a table's rows, or the blanks and
    captions of signature lines. ``lines`` are the first line of the source that its own words
    stand on and the one after the last; where they stand does not make two blocks differ.
    """

    kind: Kind
    text: str = ""
    label: str = ""
    number: tuple[int, ...] = ()
    anchor: str = ""
    name: str = ""
    children: tuple["Block", ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    index: int = 0
    lines: tuple[int, int] = field(default=(0, 0), compare=False)

    @property
    def place(self) -> tuple[int, int]:
        """The number among its neighbours with its raised figure, as they are ordered."""
        return self.number[-1], self.index

    def walk(self) -> Iterator["Block"]:
        """The block and everything in it, in the order of reading."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Part:
    """The act itself, an appendix, an appended form or an approved act.

    ``lines`` are those of its label and of what it is appended to.
    """

    kind: PartKind
    anchor: str = ""
    label: str = ""
    of: str = ""
    blocks: tuple[Block, ...] = ()
    end_mark: str = ""
    lines: tuple[int, int] = field(default=(0, 0), compare=False)

    @property
    def title(self) -> str:
        """The part's own title in one line, for the table of contents."""
        for block in self.blocks:
            if block.kind is Kind.TITLE:
                return " ".join(block.text.split())
        return ""

    @property
    def name(self) -> str:
        """How the table of contents calls the part."""
        return ". ".join(bit for bit in (self.label, self.title) if bit)

    def walk(self) -> Iterator[Block]:
        """Every block of the part in the order of reading."""
        for block in self.blocks:
            yield from block.walk()


@dataclass(frozen=True, slots=True)
class Act:
    """A whole page: the act and whatever is appended to it."""

    parts: tuple[Part, ...]

    def walk(self) -> Iterator[Block]:
        """Every block of the page in the order of reading."""
        for part in self.parts:
            yield from part.walk()

    @property
    def anchors(self) -> list[str]:
        """Every anchor of the page in the order of reading."""
        found: list[str] = []
        for part in self.parts:
            found += [part.anchor] * bool(part.anchor)
            found += [block.anchor for block in part.walk() if block.anchor]
        return found


def words(act: Act) -> str:
    """All text of the act in the order of reading, single-spaced: for search and comparison."""
    bits: list[str] = []
    for part in act.parts:
        bits += [part.label, part.of]
        for block in part.walk():
            bits += [block.label, block.text]
            bits += [cell for row in block.cells for cell in row]
        bits.append(part.end_mark)
    return " ".join(" ".join(bits).split())
