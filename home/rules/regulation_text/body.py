"""The text of a part: chapters, clauses at any depth, lists, tables, lines to sign on."""

import re
from dataclasses import dataclass, field

from .lines import (
    BLANK,
    Label,
    Level,
    ends_sentence,
    is_blanks,
    is_caption,
    is_note,
    label_of,
    signature_of,
    squeeze,
)
from .tables import read_rows
from .tree import BREAK, Block, Kind

_COLUMNS = re.compile(r"\s{3,}|\s*\t\s*")
_KINDS = {Level.CHAPTER: Kind.CHAPTER, Level.DASH: Kind.DASH}


@dataclass(slots=True)
class _Node:
    """A block while it is being filled."""

    kind: Kind
    text: str = ""
    label: Label | None = None
    children: "list[_Node]" = field(default_factory=list)
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def level(self) -> Level | None:
        return self.label.level if self.label else None

    def freeze(self) -> Block:
        return Block(
            kind=self.kind,
            text=self.text,
            label=self.label.text if self.label else "",
            number=self.label.number if self.label else (),
            children=tuple(child.freeze() for child in self.children),
            cells=self.cells,
        )


def read_body(lines: list[str], *, is_form: bool) -> list[Block]:
    """The blocks of a part after its front matter."""
    builder = _Builder(lines, is_form)
    at = 0
    while at < len(lines):
        at = builder.take(at) if lines[at].strip() else at + 1
    return [node.freeze() for node in builder.root.children]


class _Builder:
    """Puts each line where it belongs in the tree."""

    def __init__(self, lines: list[str], is_form: bool) -> None:
        self.lines = lines
        self.is_form = is_form
        self.labels = [label_of(line) if line.strip() else None for line in lines]
        self.has_clauses = any(label and label.level is Level.CLAUSE for label in self.labels)
        self.root = _Node(Kind.PARAGRAPH)
        self.stack: list[_Node] = [self.root]

    def take(self, at: int) -> int:
        """Place the line at ``at`` (and those that go with it); the index of the next one."""
        line, label = self.lines[at], self.labels[at]
        if is_blanks(line):
            return self._take_blanks(at)
        if label and label.level is Level.DASH:
            self._take_dash(label)
        elif label:
            self._take_label(label, at)
        elif signature := signature_of(line):
            del self.stack[1:]
            self.root.children.append(_Node(Kind.SIGNATURE, cells=(signature,)))
        else:
            rows, end = read_rows(self.lines, at)
            if rows:
                self.stack[-1].children.append(_Node(Kind.TABLE, cells=rows))
                return end
            self._take_text(squeeze(line), at)
        return at + 1

    def _take_label(self, label: Label, at: int) -> None:
        if label.level is Level.CLAUSE and self._is_chapter(label, at):
            label = Label(Level.CHAPTER, label.text, label.number, label.rest)
        self._close_for(label)
        node = _Node(_KINDS.get(label.level, Kind.CLAUSE), label.rest, label)
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def _take_dash(self, label: Label) -> None:
        container = self.stack[-1]
        if not container.children or container.children[-1].kind is not Kind.LIST:
            container.children.append(_Node(Kind.LIST))
        container.children[-1].children.append(_Node(Kind.DASH, label.rest, label))

    def _take_text(self, text: str, at: int) -> None:
        kind = Kind.PARAGRAPH
        if is_note(text):
            kind = Kind.NOTE
        elif is_caption(text):
            kind = Kind.CAPTION
        elif self._is_subheading(text):
            kind = Kind.SUBHEADING
        self._close_for_paragraph(at)
        self.stack[-1].children.append(_Node(kind, text))

    def _take_blanks(self, at: int) -> int:
        """Lines to sign on; what is written right under them says who signs and how."""
        line = squeeze(self.lines[at])
        blanks = tuple(line.split(" "))
        end = at + 1
        captions: list[str] = []
        if end < len(self.lines) and self.lines[end].strip() and self.labels[end] is None:
            found = [squeeze(bit) for bit in _COLUMNS.split(self.lines[end].strip())]
            single = len(blanks) > 1 or is_caption(self.lines[end])
            if len(found) == len(blanks) and single and not BLANK.search(self.lines[end]):
                captions, end = found, end + 1
        while captions and end < len(self.lines) and self._continues_caption(end):
            captions[-1] += BREAK + squeeze(self.lines[end])
            end += 1
        del self.stack[1:]
        node = _Node(Kind.BLANKS, cells=(blanks, tuple(captions)))
        self.root.children.append(node)
        return end

    def _continues_caption(self, at: int) -> bool:
        line = self.lines[at]
        return bool(line.strip()) and line.startswith(" " * 20) and self.labels[at] is None

    def _is_chapter(self, label: Label, at: int) -> bool:
        """«1. Общие положения» is a chapter when «1.1» follows and it does not end as a clause."""
        if len(label.number) != 1 or not label.rest or ends_sentence(label.rest):
            return False
        later = self._next_label(at, {Level.CHAPTER, Level.CLAUSE})
        return bool(later and len(later.number) > 1 and later.number[0] == label.number[0])

    def _next_label(self, at: int, levels: set[Level]) -> Label | None:
        return next(
            (label for label in self.labels[at + 1 :] if label and label.level in levels), None
        )

    def _is_subheading(self, text: str) -> bool:
        """A short line without a closing mark heads the rows of a form."""
        plain = not BLANK.search(text) and not ends_sentence(text)
        return (
            self.is_form
            and not self.has_clauses
            and plain
            and text[:1].isupper()
            and len(text) <= 60
        )

    def _close_for(self, label: Label) -> None:
        """Close what a new number ends, so that the top of the stack is its parent."""
        if label.level is Level.CHAPTER:
            del self.stack[1:]
            return
        if label.level is Level.CLAUSE:
            while len(self.stack) > 1 and not _holds(self.stack[-1], label):
                self.stack.pop()
            return
        siblings = [at for at, node in enumerate(self.stack) if node.level is label.level]
        if siblings:
            del self.stack[siblings[-1] :]
        elif label.level is Level.ITEM and self.stack[-1].level is Level.LETTER:
            self._close_letter(label)

    def _close_letter(self, item: Label) -> None:
        """«1)» after «а) …:» begins a list inside the letter; otherwise the letter is over."""
        if item.number != (1,) or not self.stack[-1].text.endswith(":"):
            self.stack.pop()

    def _close_for_paragraph(self, at: int) -> None:
        """An unnumbered paragraph goes on the item whose numbering goes on after it.

        Otherwise it closes the list and belongs to the clause.
        """
        later = self._next_label(at, {Level.CHAPTER, Level.CLAUSE, Level.ITEM, Level.LETTER})
        while self.stack[-1].level in (Level.ITEM, Level.LETTER):
            top = self.stack[-1].label
            if top and later and _goes_on(top, later):
                return
            self.stack.pop()


def _holds(node: _Node, label: Label) -> bool:
    """Whether a chapter or clause is the parent of the clause with this number."""
    if node.label is None or node.level not in (Level.CHAPTER, Level.CLAUSE):
        return False
    if node.level is Level.CHAPTER and len(label.number) == 1:
        # After chapters «1.», «2.» a lone number stands beside them, not inside.
        return not node.label.text[0].isdigit()
    mine = node.label.number
    return len(mine) < len(label.number) and label.number[: len(mine)] == mine


def _goes_on(open_one: Label, later: Label) -> bool:
    """Whether ``later`` is the next number after ``open_one`` or the first one inside it."""
    if later.level is open_one.level:
        return later.number[0] == open_one.number[0] + 1
    return open_one.level is Level.ITEM and later.level is Level.LETTER and later.number == (1,)
