"""What one line of an act is, seen alone."""

import re
from dataclasses import dataclass
from enum import Enum

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# After a number: a space, the end of the line, or at once a word («1.Общие»).
_GAP = r"(?:\s+|$|(?=[А-Яа-яЁё«\"]))"
_LABEL = re.compile(
    rf"""(?:
      (?P<chapter>(?:Глава|Раздел|ГЛАВА|РАЗДЕЛ)\s+(?:[IVXLC]+|\d{{1,3}})(?:\.|(?=\s|$)))\s*
    | (?P<roman>[IVXLC]+\.)(?:\s+|$)
    | (?P<dotted>[1-9]\d{{0,2}}(?:\.[1-9]\d{{0,2}})+)(?P<dot>\.?)(?:\s+|$)
    | (?P<nested>[1-9]\d{{0,2}}(?:\.[1-9]\d{{0,2}})+\.){_GAP}
    | (?P<single>[1-9]\d{{0,2}}\.){_GAP}
    | (?P<item>[1-9]\d{{0,2}}\)){_GAP}
    | (?P<letter>[{LETTERS}ё]\)){_GAP}
    | (?P<dash>[-–—•·])\s+(?=\S)
    )""",
    re.VERBOSE,
)
_APPENDIX = re.compile(
    r"(?P<label>приложение(?:\s*(?:№|N)\s*(?P<number>\d{1,3}))?)(?P<of>(?:\s+к\s.*[^.;:,\s])?)",
    re.IGNORECASE,
)
_REQUISITE = re.compile(
    r"(?:от\b)?[\s_«»\d.]*(?:г\.)?\s*(?:№[\s_\d./-]*)?(?:от\b[\s_«»\d.]*г?\.?)?"
)
_SIGNATURE = re.compile(
    r"(?P<left>[^\W_].*?)(?:\s{3,}|\s*\t\s*|\s*(?P<blank>_{3,})\s*)"
    r"(?P<right>ФИО|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+)"
)
_LETTERHEAD = (
    "МИНИСТЕРСТВО",
    "КОМИТЕТ",
    "ДЕПАРТАМЕНТ",
    "ПРАВИТЕЛЬСТВО",
    "АДМИНИСТРАЦИЯ",
    "ГОСУДАРСТВЕННО",
    "ФЕДЕРАЛЬН",
)
END_MARK = re.compile(r"_{6,12}")
BLANK = re.compile(r"_{2,}")


class Level(Enum):
    """The family of a number, from the widest to the narrowest."""

    CHAPTER = 0
    CLAUSE = 1  # «11.», «4.1.2.»
    ITEM = 2  # «1)»
    LETTER = 3  # «а)»
    DASH = 4


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the beginning of a line."""

    level: Level
    text: str
    number: tuple[int, ...]
    rest: str


def squeeze(text: str) -> str:
    """Single spaces, none at the ends."""
    return " ".join(text.split())


def roman(text: str) -> int:
    """The value of a Roman number."""
    values = [_ROMAN[char] for char in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def label_of(line: str) -> Label | None:
    """The number or dash that the line begins with, if any.

    A line with more tabs after the number is a row of a table, not a clause.
    """
    stripped = line.strip()
    match = _LABEL.match(stripped)
    if match is None:
        return None
    rest = stripped[match.end() :]
    if "\t" in rest:
        return None
    kind = str(match.lastgroup) if match.lastgroup != "dot" else "dotted"
    written = stripped[: match.end()].strip()
    levels = {"item": Level.ITEM, "letter": Level.LETTER, "dash": Level.DASH}
    if kind in ("chapter", "roman"):
        digits = written.split()[-1].rstrip(".")
        value = int(digits) if digits.isdigit() else roman(digits)
        return Label(Level.CHAPTER, written, (value,), squeeze(rest))
    if kind == "letter":
        number: tuple[int, ...] = (LETTERS.find(written[0]) + 1,)
    elif kind == "dash":
        number = ()
    else:
        number = tuple(int(bit) for bit in re.findall(r"\d+", written))
    return Label(levels.get(kind, Level.CLAUSE), written, number, squeeze(rest))


def appendix_of(line: str) -> tuple[str, str] | None:
    """«Приложение № 1» and what it is appended to, when the line is an appendix's heading."""
    match = _APPENDIX.fullmatch(line.strip())
    return (squeeze(match["label"]), squeeze(match["of"])) if match else None


def signature_of(line: str) -> tuple[str, str, str] | None:
    """Post, line to sign on and name of «Министр        Е.В. Фамилия»."""
    match = _SIGNATURE.fullmatch(line.strip())
    if match is None:
        return None
    return squeeze(match["left"]), match["blank"] or "", squeeze(match["right"])


def is_capitals(line: str) -> bool:
    """A line in capitals only: a title. «ПРИКАЗЫВАЮ:» is not one."""
    text = line.strip()
    letters = sum(char.isalpha() for char in text)
    return letters >= 3 and text == text.upper() and not text.endswith(":") and "_" not in text


def is_letterhead(line: str) -> bool:
    """The name of the body that issued the act, above its title."""
    return is_capitals(line) and line.strip().startswith(_LETTERHEAD)


def is_stamp(line: str) -> bool:
    """The first line of the approval stamp."""
    return re.match(r"«?УТВЕРЖД(?:ЕН|АЮ)", line.strip()) is not None


def is_requisite(line: str) -> bool:
    """A line with the place of date and number only: «от ______ № ___»."""
    return bool(line.strip()) and _REQUISITE.fullmatch(line.strip()) is not None


def ends_sentence(line: str) -> bool:
    """Whether the line ends as running text does, not as a heading."""
    text = line.strip()
    return text.endswith((".", ";", ":", ",")) and not text.endswith(("г.", "г.р."))


def is_blanks(line: str) -> bool:
    """A line of places to fill in and nothing else."""
    return re.fullmatch(r"[_\s/]*_[_\s/]*", line) is not None


def is_end_mark(line: str, following: str) -> bool:
    """The short rule that ends a document, unless it is a line to sign with a caption under it."""
    return END_MARK.fullmatch(line.strip()) is not None and not is_caption(following)


def is_caption(line: str) -> bool:
    """«(подпись)» under a line to sign on."""
    text = line.strip()
    return re.fullmatch(r"\(.+\)", text) is not None and not re.search(r"\s{3}|\t", text)


def is_note(line: str) -> bool:
    """A footnote: it begins with its raised number."""
    return line.strip()[:1] in ("¹", "²", "³")
