"""What one line of an act is, seen alone."""

import re

# Raised figures: they number footnotes («¹ Сноска»), inserted clauses («5¹.») and units («м²»).
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_DIGITS = str.maketrans(RAISED, "0123456789")
_NOTE = re.compile(f"[{RAISED[1:]}][{RAISED}]*")
_REQUISITE = re.compile(
    r"(?:от\b)?[\s_«»\d.]*(?:г\.)?\s*(?:№[\s_\d./-]*)?(?:от\b[\s_«»\d.]*г?\.?)?"
)
# «Петров-Водкин», «О’Нил», «де Брюйн», «фон дер Ляйен».
_SURNAME = (
    r"(?:(?:ван|ден|дер|де|ди|дю|да|ла|ле|фон|эль|аль)[\s-]){0,2}"
    r"(?:[А-ЯЁдо]['’ʼ])?[А-ЯЁ][а-яё]+(?:\s?[-‐‑–]\s?[А-ЯЁа-яё][а-яё]+)*"
)
_SIGNATURE = re.compile(
    r"(?P<left>[^\W_].*?)(?:\s{3,}|\s*\t\s*|\s*(?P<blank>_{3,})\s*)"
    rf"(?P<right>ФИО|(?:[А-ЯЁ]\.\s?){{1,3}}{_SURNAME})"
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


def squeeze(text: str) -> str:
    """Single spaces, none at the ends."""
    return " ".join(text.split())


def lower_first_word(text: str) -> str:
    """«ГЛАВА II» → «глава II»: the number keeps its letters."""
    word, gap, rest = text.partition(" ")
    return f"{word.lower()}{gap}{rest}"


def raised_number(text: str) -> int:
    """The number that the raised figures of ``text`` make; 0 if there are none."""
    figures = "".join(char for char in text if char in RAISED)
    return int(figures.translate(_RAISED_DIGITS)) if figures else 0


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


def note_number(line: str) -> int:
    """The number of the footnote that the line is, by its raised figures; 0 if it is none."""
    match = _NOTE.match(line.strip())
    return raised_number(match[0]) if match else 0
