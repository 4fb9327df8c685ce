"""Text → tree, and the tree → the plainest text that gives the same tree."""

from dataclasses import replace

from .anchors import Anchors
from .appendices import appendix_of
from .body import read_body
from .front import read_front
from .labels import NEED_STOP, heading_word
from .lines import is_end_mark, is_stamp, squeeze
from .tree import BREAK, Act, Block, Kind, Part, PartKind


def parse(text: str) -> Act:
    """The tree of an act; empty text gives an act without parts."""
    lines = source_lines(text)
    anchors = Anchors()
    parts: list[Part] = []
    first = 0
    for chunk, end_mark in _chunks(lines):
        part = _read_part(chunk, first, is_first=not parts, anchors=anchors)
        if part.blocks or part.label or end_mark:
            parts.append(replace(part, end_mark=end_mark))
        first += len(chunk) + bool(end_mark)
    return Act(tuple(parts))


def source_lines(text: str) -> list[str]:
    """The lines of a text as they are counted, without spaces at their ends."""
    return [
        line.rstrip(" ") if line.strip(" ") else ""
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]


def _chunks(lines: list[str]) -> list[tuple[list[str], str]]:
    """The lines of each part with the rule that ends it; together they are all lines.

    A part ends at a short rule, and begins at «Приложение № …» or at the next approval stamp.
    """
    chunks: list[tuple[list[str], str]] = []
    current: list[str] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if is_end_mark(line, following):
            chunks.append((current, line.strip()))
            current = []
            continue
        if (appendix_of(line) or _begins_act(line, current)) and any(current):
            chunks.append((current, ""))
            current = []
        current.append(line)
    chunks.append((current, ""))
    return chunks


def _begins_act(line: str, before: list[str]) -> bool:
    """A stamp begins an approved act, unless it stands under the heading of an appendix."""
    filled = [text for text in before if text.strip()]
    return is_stamp(line) and bool(filled) and not appendix_of(filled[0])


def _read_part(lines: list[str], first: int, *, is_first: bool, anchors: "Anchors") -> Part:
    front = read_front(lines, first)
    if front.label:
        kind = PartKind.APPENDIX
    elif is_first:
        kind = PartKind.MAIN
    elif front.blocks and front.blocks[0].kind is Kind.STAMP:
        kind = PartKind.ACT
    else:
        kind = PartKind.FORM
    is_form = kind is not PartKind.MAIN
    body = read_body(lines[front.end :], first + front.end, is_form=is_form)
    blocks = [*front.blocks, *body]
    if not blocks and not front.label:
        return Part(kind)
    anchor = anchors.begin_part(kind, front.label)
    named = tuple(anchors.name_block(block) for block in blocks)
    return Part(kind, anchor, front.label, front.of, named, lines=front.lines)


def plain(act: Act) -> str:
    """The act as text that parses to the same tree: a paragraph a line, a table row a line."""
    bits: list[str] = []
    for part in act.parts:
        heading = "\n".join(line for line in (part.label, part.of.replace(BREAK, "\n")) if line)
        bits += [heading] if heading else []
        for block in part.blocks:
            bits += _plain_block(block)
        bits += [part.end_mark] if part.end_mark else []
    return "\n\n".join(bits) + "\n"


def _plain_block(block: Block) -> list[str]:
    if block.kind is Kind.TABLE:
        return ["\n".join("\t".join(row) for row in block.cells)]
    if block.kind is Kind.BLANKS:
        blanks, captions = block.cells
        lines = [block.text or "   ".join(blanks), "   ".join(captions)]
        return ["\n".join(line for line in lines if line).replace(BREAK, "\n" + " " * 24)]
    if block.kind is Kind.SIGNATURE:
        left, blank, right = block.cells[0]
        return [f"{left} {blank or '   '} {right}"]
    own = _own_line(block)
    bits = [own] if squeeze(own) else []
    for child in block.children:
        bits += _plain_block(child)
    return bits


def _own_line(block: Block) -> str:
    """A block's own words as a line that is understood the same way again."""
    gap = " "
    if block.kind is Kind.CHAPTER and heading_word(block.label) in NEED_STOP:
        # «Статья 5» without a full stop heads only what stands under it.
        gap = " " if block.label.endswith((".", ":")) else "\n"
    elif block.label in ("o", "о"):
        gap = "\t"
    return gap.join(bit for bit in (block.label, block.text.replace(BREAK, "\n")) if bit)
