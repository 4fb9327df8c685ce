"""How the bank's data are shown to whoever knows an ИНН: its owner recognises them, nobody reads them."""

import re

from forms_app.answers import DOT

_WORD = re.compile(r"\w+")
_SCHEME = re.compile(r"\Ahttps?://")
# Of a word so long two letters tell nothing yet.
_LONG_WORD = 6


def words(text: str) -> str:
    """«Об••• ог••• „Ро•••“»: the beginning of each word; of numbers nothing."""
    return _WORD.sub(_word, _SCHEME.sub("", text))


def year(text: str) -> str:
    """«19••»."""
    return f"{text[:2]}{DOT * 2}"


def _word(match: re.Match[str]) -> str:
    word = match[0]
    if len(word) == 1 and word.isalpha():
        return word
    shown = 0 if word[0].isdigit() else 2 if len(word) >= _LONG_WORD else 1
    return f"{word[:shown]}{DOT * 3}"
