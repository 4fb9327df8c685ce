"""Filters of acts: places to fill in, footnotes, tables."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.text import nbsp
from home.rules.regulation_text import Block, Grid, Part, note_marks, notes_of
from home.rules.regulation_text import grid as make_grid
from home.rules.regulation_text.lines import raised_number
from home.rules.regulation_text.tree import BREAK

register = template.Library()

_BLANK = re.compile(r"_{2,}")
_SHORT, _MEDIUM = 6, 24
# Bullets of Word's Symbol font, which no other font has.
_SYMBOLS = re.compile("[\uf000-\uf0ff]\\s*")


@register.filter
def act_text(text: str, part: Part | None = None) -> SafeString:
    """Text of an act: underscores become lines to fill in, ¹ leads to its footnote in ``part``."""
    html = nbsp(escape(_SYMBOLS.sub("• ", text))).replace(BREAK, " <br>")
    html = _BLANK.sub(_blank, html)
    if part is not None:
        html = _with_notes(html, notes_of(part))
    return mark_safe(html)  # noqa: S308 – escaped above


def _blank(match: re.Match[str]) -> str:
    length = len(match[0])
    size = "short" if length < _SHORT else "medium" if length < _MEDIUM else "long"
    return f'<span class="form-blank form-blank--{size}" role="img" aria-label="место для записи"></span>'


def _with_notes(html: str, notes: dict[int, str]) -> str:
    """The text with each mark of a footnote that exists as a link to it."""
    bits: list[str] = []
    end = 0
    for match in note_marks(html):
        number = raised_number(match[0])
        if number in notes:
            bits += [html[end : match.start()], _note(match[0], number, notes[number])]
            end = match.end()
    return "".join((*bits, html[end:]))


def _note(mark: str, number: int, anchor: str) -> str:
    return f'<a class="note-mark" href="#{anchor}" aria-label="сноска {number}">{mark}</a>'


@register.filter
def grid(block: Block) -> Grid:
    """A table block with headings and merged cells."""
    return make_grid(block.cells)


@register.filter
def deeper(tag: str) -> str:
    """The heading under a heading: «h3» under «h2»."""
    return f"h{min(int(tag[1:]) + 1, 6)}"


@register.filter
def sign_columns(block: Block) -> list[tuple[str, str]]:
    """Lines to sign on, each with what stands under it."""
    blanks, captions = block.cells
    return [(blank, captions[at] if captions else "") for at, blank in enumerate(blanks)]
