"""The serif of headings for the web: small files of the letters that a page shows.

Cut out of the pinned packages that the papers embed whole (`core.paper_fonts`). A browser loads the
first file; one of the others only for a page that has its letters, as `unicode-range` says.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import font_source_serif_pro
import fontpkg_noto_serif
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY, WEIGHT = "Heading Serif", 600
_SERIF = Path(font_source_serif_pro.font_directory) / "SourceSerifPro-Semibold.ttf"
_EVERY_WEIGHT = fontpkg_noto_serif.ROOT / "files" / "NotoSerif[wdth,wght].ttf"
# Raised when the way of cutting changes, so that kept files are made anew.
_CUT = "1"


@dataclass(frozen=True)
class Face:
    """A file of letters: where they come from and which."""

    name: str
    source: Path
    letters: str

    @property
    def file(self) -> str:
        """Its name among the static files; other letters or another package give another name."""
        said = f"{_CUT} {self.source.name} {self.source.stat().st_size} {self.letters}"
        digest = hashlib.sha256(said.encode()).hexdigest()[:8]
        return f"fonts/{self.name}-{digest}.woff2"

    @property
    def rule(self) -> str:
        """Its CSS rule, for a sheet in the folder beside the fonts'."""
        return (
            f'@font-face{{font-family:"{FAMILY}";src:url("../{self.file}") format("woff2");'
            f"font-weight:{WEIGHT};font-display:swap;unicode-range:{self.letters}}}"
        )


FACES = (
    # Russian, English, and the signs of headings.
    Face(
        "heading",
        _SERIF,
        "U+20-7E,U+A0,U+A7,U+AB,U+AD,U+B0,U+B7,U+BB,U+401,U+410-44F,U+451,U+2010,U+2012-2014,"
        "U+2018-201A,U+201C-201E,U+2026,U+2116",
    ),
    # Other letters of Europe, and those of the peoples of Russia that the serif has.
    Face(
        "heading-more",
        _SERIF,
        "U+A1-A6,U+A8-AA,U+AC,U+AE-AF,U+B1-B6,U+B8-BA,U+BC-12B,U+12E-131,U+134-149,U+14C-165,"
        "U+168-17F,U+218-21B,U+400,U+402-40F,U+450,U+452-45F,U+462-463,U+472-475,U+490-493,"
        "U+496-49B,U+4A0-4A3,U+4AA-4AB,U+4AE-4B3,U+4B6-4B7,U+4BA-4BB,U+4C0-4C2,U+4CF-4D1,"
        "U+4D4-4D9,U+4E2-4E3,U+4E6-4E9,U+4EE-4EF,U+4F2-4F3,U+2020-2022,U+2030,U+2039-203A,"
        "U+20AC,U+20BD,U+2122,U+2212",
    ),
    # Those that it lacks: Altai, Udmurt, Yakut and more.
    Face(
        "heading-peoples",
        _EVERY_WEIGHT,
        "U+460-461,U+464-471,U+476-48F,U+494-495,U+49C-49F,U+4A4-4A9,U+4AC-4AD,U+4B4-4B5,"
        "U+4B8-4B9,U+4BC-4BF,U+4C3-4CE,U+4D2-4D3,U+4DA-4E1,U+4E4-4E5,U+4EA-4ED,U+4F0-4F1,"
        "U+4F4-52F",
    ),
)


def rules() -> str:
    """The CSS rules of all files."""
    return "".join(face.rule for face in FACES)


def cut(face: Face) -> bytes:
    """The file of a face, compressed as WOFF2; the same bytes each time."""
    options = subset.Options(hinting=False, recalc_timestamp=False)
    with TTFont(face.source, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(face.letters.replace("U+", "")))
        subsetter.subset(font)
        if "fvar" in font:
            instancer.instantiateVariableFont(font, {"wght": WEIGHT, "wdth": 100}, inplace=True)
        font.flavor = "woff2"
        packed = BytesIO()
        font.save(packed)
        return packed.getvalue()
