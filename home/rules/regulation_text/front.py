"""The front matter of a part: appendix heading, approval stamp, letterhead, title."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .appendices import appendix_of
from .labels import label_of
from .lines import (
    BLANK,
    ends_sentence,
    is_capitals,
    is_caption,
    is_letterhead,
    is_requisite,
    is_stamp,
    signature_of,
    squeeze,
)
from .tables import read_rows
from .tree import BREAK, Block, Kind


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the text; ``end`` is the index of the first line after it.

    ``lines`` are those of the appendix's heading.
    """

    label: str
    of: str
    lines: tuple[int, int]
    blocks: tuple[Block, ...]
    end: int


def read_front(lines: list[str], first: int) -> Front:
    """The front matter of one part's lines; ``first`` is where they begin in the whole text."""
    label, of, start, at = _read_heading(lines)
    heading = (first + start, first + at)
    groups: list[list[str]] = []
    places: list[tuple[int, int]] = []
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = _group_end(lines, at, groups)
        if end == at:
            break
        groups.append(lines[at:end])
        places.append((first + at, first + end))
        at = end
    return Front(label, of, heading, tuple(_as_blocks(groups, places)), at)


def _read_heading(lines: list[str]) -> tuple[str, str, int, int]:
    """The appendix's number, what it is an appendix to, and the lines of both."""
    at = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    heading = appendix_of(lines[at]) if at < len(lines) else None
    if heading is None:
        return "", "", at, at
    label, of = heading
    end = at + 1
    # «(обязательное)» may stand under the number.
    end += end < len(lines) and is_caption(lines[end])
    if of or (end < len(lines) and squeeze(lines[end]).lower().split(" ")[0] == "к"):
        end = _run_end(lines, end, lambda line: _is_heading_like(line) and not is_capitals(line))
    bits = [bit for bit in (of, *map(squeeze, lines[at + 1 : end])) if bit]
    return label, BREAK.join(bits), at, end


def _group_end(lines: list[str], at: int, before: list[list[str]]) -> int:
    """Where the group of lines that begins at ``at`` ends; ``at`` itself if the text begins."""
    line = lines[at]
    if is_stamp(line):
        return _run_end(lines, at + 1, lambda later: not is_capitals(later) and _is_front(later))
    untitled = all(_is_head(group) for group in before)
    is_title = _is_heading_like(line) or (untitled and _is_title_with_blank(line))
    if not is_title or read_rows(lines, at)[0] or _is_preamble(lines, at):
        return at
    letterhead = is_letterhead(line)
    was_capitals = is_capitals(line)
    end = at + 1
    while end < len(lines) and lines[end].strip() and _is_heading_like(lines[end]):
        if read_rows(lines, end)[0]:
            break
        capitals = is_capitals(lines[end])
        if capitals and not was_capitals and not letterhead:
            break
        was_capitals = capitals
        end += 1
    return end


def _run_end(lines: list[str], at: int, belongs: Callable[[str], bool]) -> int:
    while at < len(lines) and lines[at].strip() and belongs(lines[at]):
        at += 1
    return at


def _is_front(line: str) -> bool:
    """Not the beginning of the text: no number, no table."""
    label = label_of(line)
    return (label is None or label.is_initial) and "\t" not in line.strip()


def _is_heading_like(line: str) -> bool:
    """A line that may stand in a title."""
    if is_requisite(line):
        return True
    return (
        _is_front(line)
        and not BLANK.search(line)
        and not ends_sentence(line)
        and signature_of(line) is None
    )


def _is_title_with_blank(line: str) -> bool:
    """«План работы … на ____ год»: the blank stands inside, a word ends it."""
    return bool(BLANK.search(line)) and re.search(r"[а-яё]{3,}$", line.strip()) is not None


def _is_preamble(lines: list[str], at: int) -> bool:
    """The words before «ПРИКАЗЫВАЮ:» are text, though they end without a mark."""
    following = next((line.strip() for line in lines[at + 1 :] if line.strip()), "")
    return following.endswith(":") and following == following.upper() and not is_capitals(lines[at])


def _as_blocks(groups: list[list[str]], places: list[tuple[int, int]]) -> list[Block]:
    first_title = next(
        (at for at, group in enumerate(groups) if is_capitals(group[0]) and not _is_head(group)),
        None,
    )
    blocks: list[Block] = []
    titled = False
    for at, group in enumerate(groups):
        if is_stamp(group[0]):
            kind = Kind.STAMP
        elif is_letterhead(group[0]):
            kind = Kind.LETTERHEAD
        elif is_capitals(group[0]):
            kind = Kind.TITLE
        elif first_title is not None and at < first_title:
            kind = Kind.SIDE
        else:
            kind = Kind.SUBTITLE if titled else Kind.TITLE
        titled = titled or kind is Kind.TITLE
        text = BREAK.join(squeeze(line) for line in group)
        blocks.append(Block(kind, text, lines=places[at]))
    return blocks


def _is_head(group: list[str]) -> bool:
    return is_letterhead(group[0]) or is_stamp(group[0])
