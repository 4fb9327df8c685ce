"""Russian typography: quotes, dashes and spaces that do not break."""

import re

from core.text import nbsp

# Stands for an inline tag while the text around it is set as one line.
_MARK = "\ue000"
_TAG = re.compile(r"(<[^>]*>)")
_INLINE = re.compile(
    r"</?(a|abbr|b|em|i|mark|small|span|strong|sub|sup|u|code|kbd)\b", re.IGNORECASE
)
_RAW = re.compile(r"</?(pre|code|kbd|script|style|textarea)\b", re.IGNORECASE)
_OPENING = re.compile(rf'(^|[\s(\[«–—])({_MARK}*)"(?={_MARK}*\S)')
_DASH = re.compile(r"(?<=\s)--?(?=\s)")
# «10-12» is a range; «№ 1032-1» is a number with its part.
_RANGE = re.compile(r"(?<![\w.№-])(?<!№[ \u00a0])(\d{1,4})-(\d{1,4})(?![\w.-])")


def typograph(text: str) -> str:
    """Set plain text; what is already set stays as it is."""
    return nbsp(marks(text))


def marks(text: str) -> str:
    """Quotes and dashes alone, for titles and feeds, whose lines are not broken by us."""
    # Twice, for an opening quote may stand right after another.
    text = _OPENING.sub(r"\1\2«", _OPENING.sub(r"\1\2«", text))
    text = text.replace('"', "»")
    text = _DASH.sub("–", text)
    return _RANGE.sub("\\1–\\2", text)


def typograph_html(html: str) -> str:
    """Set the text of an HTML fragment; tags, attributes and code stay untouched.

    The text of one block is set as a whole, across its inline tags.
    """
    parts = _TAG.split(html.replace("&quot;", '"').replace(_MARK, ""))
    line: list[int] = []
    raw = 0
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if not raw:
                line.append(index)
            continue
        if _RAW.match(part):
            raw += -1 if part.startswith("</") else 1
        if not _INLINE.match(part):
            _set_line(parts, line)
            line = []
    _set_line(parts, line)
    return "".join(parts)


def _set_line(parts: list[str], line: list[int]) -> None:
    """Set the texts at the places ``line`` as one."""
    text = typograph(_MARK.join(parts[place] for place in line))
    for place, words in zip(line, text.split(_MARK), strict=bool(line)):
        parts[place] = words
