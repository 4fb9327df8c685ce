"""The text of a page for letters so large that few words fit a line."""

import re
from functools import lru_cache

from pyphen import Pyphen

_SYLLABLES = Pyphen(lang="ru_RU")
_NO_BREAK = re.compile("\N{NO-BREAK SPACE}|&nbsp;")
# What does not fit a line of a telephone in large letters.
_LONG_WORD = re.compile(r"[а-яё]{9,}", re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
_RAW = re.compile(r"</?(script|style|textarea|title)\b", re.IGNORECASE)


def loosen(html: str) -> str:
    """Let lines break at every space, and long words at syllables; tags and what is typed stay."""
    parts = _TAG.split(html)
    raw = 0
    for index, part in enumerate(parts):
        if index % 2:
            if _RAW.match(part):
                raw += -1 if part.startswith("</") else 1
        elif not raw:
            parts[index] = _LONG_WORD.sub(_in_syllables, _NO_BREAK.sub(" ", part))
    return "".join(parts)


def _in_syllables(word: re.Match[str]) -> str:
    return _hyphenated(word[0])


@lru_cache(maxsize=10_000)
def _hyphenated(word: str) -> str:
    return str(_SYLLABLES.inserted(word, hyphen="\N{SOFT HYPHEN}"))
