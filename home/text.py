"""Plain text out of what editors write."""

import html
import json
import re
from typing import Any

from django.utils.safestring import SafeString, mark_safe
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


def json_in_html(data: dict[str, Any]) -> SafeString:
    """JSON that may stand inside an element ``script`` of an HTML page."""
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return mark_safe(text)  # noqa: S308 – nothing is left that could end the element
