"""Filters of acts: places to fill in, footnotes, tables."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.text import nbsp
from home.rules.regulation_text import Block, Grid, Part
from home.rules.regulation_text import grid as make_grid
from home.rules.regulation_text.tree import BREAK

register = template.Library()

_BLANK = re.compile(r"_{2,}")
_SHORT, _MEDIUM = 6, 24
_NOTES = "¹²³"


@register.filter
def act_text(text: str, part: Part | None = None) -> SafeString:
    """Text of an act: underscores become lines to fill in, ¹ leads to its footnote in ``part``."""
    html = nbsp(escape(text)).replace(BREAK, " <br>")
    html = _BLANK.sub(_blank, html)
    if part is not None:
        html = re.sub(f"[{_NOTES}]", lambda match: _note(match[0], part), html)
    return mark_safe(html)  # noqa: S308 – escaped above


def _blank(match: re.Match[str]) -> str:
    length = len(match[0])
    size = "short" if length < _SHORT else "medium" if length < _MEDIUM else "long"
    return f'<span class="form-blank form-blank--{size}" role="img" aria-label="место для записи"></span>'


def _note(mark: str, part: Part) -> str:
    anchor = f"{part.anchor}-" if part.anchor else ""
    number = _NOTES.index(mark) + 1
    return f'<a class="note-mark" href="#{anchor}note-{number}" aria-label="сноска {number}">{mark}</a>'


@register.filter
def grid(block: Block) -> Grid:
    """A table block with headings and merged cells."""
    return make_grid(block.cells)


@register.filter
def sign_columns(block: Block) -> list[tuple[str, str]]:
    """Lines to sign on, each with what stands under it."""
    blanks, captions = block.cells
    return [(blank, captions[at] if captions else "") for at, blank in enumerate(blanks)]
