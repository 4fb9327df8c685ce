"""Addresses in Latin letters: they stand in letters, on paper and in other systems."""

import re
import unicodedata

LATIN = {
    **dict(zip("абвгдеёзийклмнопрстуфцыэ", "abvgdeezijklmnoprstufcye", strict=True)),
    "ж": "zh",
    "х": "kh",
    "ч": "ch",
    "ш": "sh",
    "щ": "sch",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
}


def latin_slug(text: str) -> str:
    """«Правила конкурса» → «pravila-konkursa»; empty when no letter or figure is left."""
    latin = "".join(LATIN.get(char, char) for char in text.lower())
    bare = unicodedata.normalize("NFD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"[\s_-]+", "-", re.sub(r"[^\w\s-]", "", bare)).strip("-")
