"""The letters that papers can print: a serif, and another for the Cyrillic letters that it lacks.

Both come with pinned packages under the SIL Open Font License, so that bytes do not depend on the
machine. The fallback has every Cyrillic letter of Unicode: Altai, Udmurt and Yakut names, too.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

import font_source_serif_pro
import fontpkg_noto_serif
from fontTools.ttLib import TTFont

from core.text import storable

FAMILY, FALLBACK = "Source Serif Pro", "Noto Serif"
_SERIF = Path(font_source_serif_pro.font_directory)
_EVERY_WEIGHT = fontpkg_noto_serif.ROOT / "files" / "NotoSerif[wdth,wght].ttf"
# No italics: the serif's italic faces have no Cyrillic.
FACES = (
    (FAMILY, "400", _SERIF / "SourceSerifPro-Regular.otf"),
    (FAMILY, "700", _SERIF / "SourceSerifPro-Bold.otf"),
    (FALLBACK, "400", _EVERY_WEIGHT),
    (FALLBACK, "700", _EVERY_WEIGHT),
)
MISSING = "¤"
_REPLACED = str.maketrans({"\u2011": "-", "\u202f": "\u00a0"})
_INVISIBLE = {"Cf", "Cc", "Mn", "Me"}


def printable(text: str) -> str:
    """``text`` as the embedded fonts can set it.

    A letter that they lack (emoji, hieroglyphs) becomes «¤»: a PDF/UA must not hold the glyph
    «not defined». Invisible direction marks go, so that a line reads as it was typed.
    """
    composed = _composed(text)
    strange = set(composed) - _letters()
    return composed.translate(
        {ord(c): "" if unicodedata.category(c) in _INVISIBLE else MISSING for c in strange}
    )


def unprintable(text: str) -> list[str]:
    """The signs of ``text`` that a paper would show as «¤», each once, in their order."""
    composed = unicodedata.normalize("NFC", text).translate(_REPLACED)
    letters = _letters()
    strange = [
        c for c in composed if c not in letters and unicodedata.category(c) not in _INVISIBLE
    ]
    return list(dict.fromkeys(strange))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", storable(text)).translate(_REPLACED)


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    """The letters that both weights of a family have, and what HTML takes for spaces."""
    faces: dict[str, list[set[str]]] = {}
    for family, _, file in FACES:
        with TTFont(file, lazy=True) as font:
            faces.setdefault(family, []).append({chr(code) for code in font.getBestCmap()})
    letters = set("\n\r\t").union(*(set.intersection(*sets) for sets in faces.values()))
    # The fallback has glyphs, empty ones, for marks that turn the direction of a line.
    return frozenset(c for c in letters if unicodedata.category(c) != "Cf" or c == "\u00ad")
