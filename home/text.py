"""Plain text out of what editors write."""

import html
import re

from wagtail.blocks import StreamValue

_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


def plain(markup: str) -> str:
    """The words of an HTML fragment, apart by single spaces."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()


def stream_text(value: StreamValue | None) -> str:
    """The words of a stream of blocks: texts, headings, notices and tables."""
    if not value:
        return ""
    words = [part for block in value for part in block.block.get_searchable_content(block.value)]
    return plain(" ".join(str(word) for word in words))
