"""The text of a part: chapters, clauses at any depth, lists, tables, lines to sign on."""

import re
from dataclasses import dataclass, field, replace

from .labels import LETTERS, Label, Level, goes_on, label_of
from .lines import (
    BLANK,
    ends_sentence,
    is_blanks,
    is_capitals,
    is_caption,
    note_number,
    signature_of,
    squeeze,
)
from .tables import read_rows
from .tree import BREAK, Block, Kind

_WORD = re.compile(r"[А-Яа-яЁё]{3}")
_COLUMNS = re.compile(r"\s{3,}|\s*\t\s*")
# What begins inside an item or a letter.
_INSIDE = {Level.ITEM: Level.LETTER, Level.LETTER: Level.DOUBLE}
_KINDS = {Level.CHAPTER: Kind.CHAPTER, Level.DASH: Kind.DASH}


@dataclass(slots=True)
class _Node:
    """A block while it is being filled."""

    kind: Kind
    text: str = ""
    label: Label | None = None
    children: "list[_Node]" = field(default_factory=list)
    cells: tuple[tuple[str, ...], ...] = ()
    lines: tuple[int, int] = (0, 0)

    @property
    def level(self) -> Level | None:
        return self.label.level if self.label else None

    def freeze(self, first: int) -> Block:
        """The finished block; ``first`` is where the part's lines begin in the whole text."""
        start, end = self.lines
        return Block(
            kind=self.kind,
            text=self.text,
            label=self.label.text if self.label else "",
            number=self.label.number if self.label else (),
            children=tuple(child.freeze(first) for child in self.children),
            cells=self.cells,
            index=self.label.index if self.label else 0,
            lines=(first + start, first + end),
        )


def read_body(lines: list[str], first: int, *, is_form: bool) -> list[Block]:
    """The blocks of a part after its front matter; ``first`` is where they begin in the text."""
    builder = _Builder(lines, is_form)
    at = 0
    while at < len(lines):
        at = builder.take(at) if lines[at].strip() else at + 1
    return [node.freeze(first) for node in builder.root.children]


class _Builder:
    """Puts each line where it belongs in the tree."""

    def __init__(self, lines: list[str], is_form: bool) -> None:
        self.lines = lines
        self.is_form = is_form
        self.labels = _without_initials(
            [label_of(line) if line.strip() else None for line in lines]
        )
        self._leave_cells_without()
        self.has_clauses = any(label and label.level is Level.CLAUSE for label in self.labels)
        self.root = _Node(Kind.PARAGRAPH)
        self.stack: list[_Node] = [self.root]

    def _leave_cells_without(self) -> None:
        """What looks like a number inside a table numbers nothing of the act."""
        at = 0
        while at < len(self.lines):
            end = read_rows(self.lines, at)[1] if self._is_text(at) else at
            self.labels[at:end] = [None] * (end - at)
            at = max(end, at + 1)

    def _is_text(self, at: int) -> bool:
        line = self.lines[at]
        is_bare = bool(line.strip()) and self.labels[at] is None
        return is_bare and not is_blanks(line) and signature_of(line) is None

    def take(self, at: int) -> int:
        """Place the line at ``at`` (and those that go with it); the index of the next one."""
        line, label = self.lines[at], self.labels[at]
        if is_blanks(line):
            return self._take_blanks(at)
        if label and label.level is Level.DASH:
            self._take_dash(label, at)
        elif label:
            return self._take_label(label, at)
        elif signature := signature_of(line):
            del self.stack[1:]
            node = _Node(Kind.SIGNATURE, cells=(signature,), lines=(at, at + 1))
            self.root.children.append(node)
        else:
            rows, end = read_rows(self.lines, at)
            if rows:
                node = _Node(Kind.TABLE, cells=rows, lines=(at, end))
                self.stack[-1].children.append(node)
                return end
            self._take_text(squeeze(line), at)
        return at + 1

    def _take_label(self, label: Label, at: int) -> int:
        if label.level is Level.CLAUSE and self._is_chapter(label, at):
            label = replace(label, level=Level.CHAPTER)
        elif label.level is Level.DOUBLE:
            label = self._after_last_letter(label)
        text, end = label.rest, at + 1
        if label.level is Level.CHAPTER and not text:
            text, end = self._title_below(end)
        self._close_for(label)
        node = _Node(_KINDS.get(label.level, Kind.CLAUSE), text, label, lines=(at, end))
        self.stack[-1].children.append(node)
        self.stack.append(node)
        return end

    def _title_below(self, at: int) -> tuple[str, int]:
        """The title under «ГЛАВА 1», which may run over several lines, and where it ends."""
        start = next((i for i in range(at, len(self.lines)) if self.lines[i].strip()), at)
        if not self._is_title(start) or self.lines[start].strip()[0].islower():
            return "", at
        capitals = is_capitals(self.lines[start])
        end = start + 1
        while self._is_title(end):
            line = self.lines[end].strip()
            if not (line[0].islower() or (capitals and is_capitals(line))):
                break
            end += 1
        return " ".join(squeeze(line) for line in self.lines[start:end]), end

    def _is_title(self, at: int) -> bool:
        """A line of words in capitals or without a mark at its end."""
        if at >= len(self.lines) or not self.lines[at].strip() or self.labels[at]:
            return False
        line = squeeze(self.lines[at])
        if BLANK.search(line) or signature_of(self.lines[at]) or is_caption(line):
            return False
        if read_rows(self.lines, at)[0] or not _WORD.search(line):
            return False
        return is_capitals(line) or not ends_sentence(line)

    def _after_last_letter(self, label: Label) -> Label:
        """«аа)» goes on a list that has come to «я)»; elsewhere it begins a list inside a letter."""
        letters = [node.label for node in self.stack if node.level is Level.LETTER]
        if letters and letters[-1] and letters[-1].number[0] >= len(LETTERS):
            number = (len(LETTERS) + label.number[0],)
            return replace(label, level=Level.LETTER, number=number)
        return label

    def _take_dash(self, label: Label, at: int) -> None:
        container = self.stack[-1]
        if not container.children or container.children[-1].kind is not Kind.LIST:
            container.children.append(_Node(Kind.LIST))
        item = _Node(Kind.DASH, label.rest, label, lines=(at, at + 1))
        container.children[-1].children.append(item)

    def _take_text(self, text: str, at: int) -> None:
        kind = Kind.PARAGRAPH
        if note_number(text):
            kind = Kind.NOTE
        elif is_caption(text):
            kind = Kind.CAPTION
        elif self._is_subheading(text):
            kind = Kind.SUBHEADING
        self._close_for_paragraph(at)
        self.stack[-1].children.append(_Node(kind, text, lines=(at, at + 1)))

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
        node = _Node(Kind.BLANKS, cells=(blanks, tuple(captions)), lines=(at, end))
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
            while len(self.stack) > 1 and not _heads(self.stack[-1], label):
                self.stack.pop()
            return
        if label.level is Level.CLAUSE:
            while len(self.stack) > 1 and not _holds(self.stack[-1], label):
                self.stack.pop()
            return
        siblings = [at for at, node in enumerate(self.stack) if node.level is label.level]
        if siblings:
            del self.stack[siblings[-1] :]
        elif label.level is Level.ITEM:
            self._close_letters(label)
        elif label.level is Level.LETTER and self.stack[-1].level is Level.DOUBLE:
            self.stack.pop()

    def _close_letters(self, item: Label) -> None:
        """«1)» after «а) …:» begins a list inside the letter; otherwise the letter is over."""
        begins = item.number == (1,) and self.stack[-1].text.endswith(":")
        while not begins and self.stack[-1].level in (Level.LETTER, Level.DOUBLE):
            self.stack.pop()

    def _close_for_paragraph(self, at: int) -> None:
        """An unnumbered paragraph goes on the item whose numbering goes on after it.

        Otherwise it closes the list and belongs to the clause.
        """
        later = self._next_label(at, set(Level) - {Level.DASH})
        while self.stack[-1].level in (Level.ITEM, Level.LETTER, Level.DOUBLE):
            top = self.stack[-1].label
            if top and later and _goes_on(top, later):
                return
            self.stack.pop()


def _without_initials(labels: list[Label | None]) -> list[Label | None]:
    """The labels without those that are the initial of a name: «С. Иванов» heads no chapter 100."""
    last = 0
    for at, label in enumerate(labels):
        if label is None or label.level is not Level.CHAPTER:
            continue
        if label.is_initial and label.number[0] != last + 1:
            labels[at] = None
        else:
            last = label.number[0]
    return labels


def _heads(node: _Node, label: Label) -> bool:
    """Whether a heading is wide enough to hold this one."""
    return node.label is not None and node.level is Level.CHAPTER and node.label.rank < label.rank


def _holds(node: _Node, label: Label) -> bool:
    """Whether a chapter or clause is the parent of the clause with this number."""
    if node.label is None or node.level not in (Level.CHAPTER, Level.CLAUSE):
        return False
    if node.label.is_article:
        return True
    if node.level is Level.CHAPTER and len(label.number) == 1:
        # After chapters «1.», «2.» a lone number stands beside them, not inside.
        return not node.label.text[0].isdigit()
    mine = node.label.number
    return len(mine) < len(label.number) and label.number[: len(mine)] == mine


def _goes_on(open_one: Label, later: Label) -> bool:
    """Whether ``later`` is the next number after ``open_one`` or the first one inside it."""
    if later.level is open_one.level:
        here, there = (open_one.number[0], open_one.index), (later.number[0], later.index)
        return goes_on(here, there, letters=later.level is not Level.ITEM)
    inner = _INSIDE.get(open_one.level)
    return inner is not None and later.level is inner and later.number == (1,)
