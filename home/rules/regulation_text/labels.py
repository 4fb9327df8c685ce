"""The number that a line of an act begins with."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from .lines import RAISED, raised_number, squeeze

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# Letters that Russian acts leave out of a list; «ё» has no place of its own in LETTERS at all.
SKIPPED_LETTERS = frozenset(LETTERS.index(letter) + 1 for letter in "йъыь")
# Cyrillic capitals that are typed for Roman figures, and the single characters of Unicode.
ROMAN_FIGURES = "IVXLCDMІХСМ\u2160-\u216f"
_LOOK_ALIKES = str.maketrans("ІХСМ", "IXCM")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# Alone before a full stop they are an initial more often than a number: «С. Иванов».
_INITIALS = "ХСМLCDM"
# The widest heading first: each holds those after it.
_RANKS = {"часть": 0, "раздел": 1, "глава": 2, "§": 3, "статья": 4}
# Without a full stop these begin a sentence as well as a heading: «Статья 5 Федерального закона».
NEED_STOP = ("статья", "часть")

_UP = f"[{RAISED}]*"
_ONE_LETTER = f"(?i:[{LETTERS}ё])"
# After a number: a space, the end of the line, or at once a word («1.Общие»).
_GAP = r"(?:\s+|$|(?=[А-Яа-яЁё«\"]))"
# Word's bullets; those of its Symbol font lie at U+F000–U+F0FF.
_BULLETS = r"\-–—−‐‑⁃•·▪▫■□●○◦‣►➢➤✓✔❖◆\uf000-\uf0ff"
_LABEL = re.compile(
    rf"""(?:
      (?P<heading>(?:Часть|Раздел|Глава|Статья|ЧАСТЬ|РАЗДЕЛ|ГЛАВА|СТАТЬЯ|§)\s*
        (?P<figure>(?:(?<=\s)|(?<=§))[{ROMAN_FIGURES}]+|\d{{1,3}}(?:\.\d{{1,3}})*{_UP})
        (?:(?P<stop>[.:]){_GAP}|(?=\s|$)))\s*
    | (?P<roman>[{ROMAN_FIGURES}]+\.)(?:\s+|$|(?=[«А-ЯЁ][а-яё]))
    | (?P<dotted>[1-9]\d{{0,2}}(?:\.[1-9]\d{{0,2}})+{_UP}\.?)(?:\s+|$|(?=[А-ЯЁ«]))
    | (?P<nested>[1-9]\d{{0,2}}(?:\.[1-9]\d{{0,2}})+{_UP}\.){_GAP}
    | (?P<single>[1-9]\d{{0,2}}{_UP}\.){_GAP}
    | (?P<item>[1-9]\d{{0,2}}{_UP}\)|\([1-9]\d{{0,2}}\)(?=\s*\S)){_GAP}
    | (?P<letter>{_ONE_LETTER}{_UP}\)|\({_ONE_LETTER}\)(?=\s*\S)){_GAP}
    | (?P<double>(?P<twice>[{LETTERS}])(?P=twice)\)){_GAP}
    | (?P<dash>[{_BULLETS}])(?:\s+(?=\S)|(?=[А-Яа-яЁё«]))
    | (?P<circle>o)(?:\s*\t\s*|\s\s+)(?=\S)
    | (?P<cyrillic_circle>о)\s*\t\s*(?=\S)
    )""",
    re.VERBOSE,
)


class Level(Enum):
    """The family of a number, from the widest to the narrowest."""

    CHAPTER = 0  # «I.», «Глава 1.», «§ 1.», «Статья 5.»
    CLAUSE = 1  # «11.», «4.1.2.»
    ITEM = 2  # «1)»
    LETTER = 3  # «а)»
    DOUBLE = 4  # «аа)»
    DASH = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the beginning of a line.

    ``index`` is the raised number of «5¹.», which stands between 5 and 6; ``rank`` orders
    headings among themselves; ``is_initial`` says that the figure may be a first name's as well.
    """

    level: Level
    text: str
    number: tuple[int, ...]
    rest: str
    index: int = 0
    rank: int = _RANKS["глава"]
    is_initial: bool = False

    @property
    def is_article(self) -> bool:
        """«Статья 5.»: its clauses are numbered anew, whatever their depth."""
        return self.level is Level.CHAPTER and self.rank == _RANKS["статья"]


_LEVELS = {
    "item": Level.ITEM,
    "letter": Level.LETTER,
    "double": Level.DOUBLE,
    "dash": Level.DASH,
    "circle": Level.DASH,
    "cyrillic_circle": Level.DASH,
}


def label_of(line: str) -> Label | None:
    """The number or dash that the line begins with, if any.

    A line with more tabs after the number is a row of a table, not a clause.
    """
    stripped = line.strip()
    match = _LABEL.match(stripped)
    if match is None or "\t" in stripped[match.end() :]:
        return None
    written = stripped[: match.end()].strip()
    rest = squeeze(stripped[match.end() :])
    if match["heading"]:
        return _heading(match, written, rest)
    if match["roman"]:
        initial = len(written) == 2 and written[0] in _INITIALS
        value = (roman(written.rstrip(".")),)
        return Label(Level.CHAPTER, written, value, rest, is_initial=initial)
    kind = next(name for name in match.groupdict() if name not in _PARTS and match[name])
    level = _LEVELS.get(kind, Level.CLAUSE)
    if level is Level.DASH:
        return Label(level, written, (), rest)
    if level in (Level.LETTER, Level.DOUBLE):
        number, index = _letter(written.lstrip("(")[0].lower())
    else:
        number, index = tuple(int(bit) for bit in re.findall(r"\d+", written)), 0
    return Label(level, written, number, rest, index or raised_number(written))


# Groups of the pattern that are parts of others.
_PARTS = ("heading", "figure", "stop", "roman", "twice")


def _heading(match: re.Match[str], written: str, rest: str) -> Label | None:
    word = heading_word(written)
    if not match["stop"] and rest and (word in NEED_STOP or rest[0].islower()):
        return None
    figure = match["figure"]
    bits = re.findall(r"\d+", figure)
    number = tuple(int(bit) for bit in bits) or (roman(figure),)
    index = raised_number(figure)
    return Label(Level.CHAPTER, written, number, rest, index, _RANKS[word])


def _letter(letter: str) -> tuple[tuple[int, ...], int]:
    """The place of a letter; «ё» stands between «е» and «ж»."""
    return ((LETTERS.index("е") + 1,), 1) if letter == "ё" else ((LETTERS.index(letter) + 1,), 0)


def heading_word(label: str) -> str:
    """The word of a heading's label in lower case; a bare number heads a «глава»."""
    return next((word for word in _RANKS if label.lower().startswith(word)), "глава")


def roman(text: str) -> int:
    """The value of a Roman number, be it typed with Cyrillic capitals."""
    latin = unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES)
    values = [_ROMAN[char] for char in latin]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def goes_on(before: tuple[int, int], after: tuple[int, int], *, letters: bool = False) -> bool:
    """Whether a number with its raised part comes right after another, «5¹» after «5»."""
    (number, index), (next_number, next_index) = before, after
    if next_number == number:
        return next_index == index + 1
    between = set(range(number + 1, next_number))
    if letters:
        between -= SKIPPED_LETTERS
    return next_number > number and not between and next_index == 0
