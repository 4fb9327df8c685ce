"""How a name in one cell is told apart: «Иванова (Петрова) Мария Ивановна»."""

import re
from dataclasses import dataclass

_NUMBERING = re.compile(r"^\d+\s*[.)]\s*")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
_BEFORE = re.compile(
    r"(?:до (?:брака|замужества)|ранее|прежде|бывш\w*\.?|в девичестве|дев(?:ичья)?\.?|урожд\w*\.?)"
    r"(?: фамилия)?[ :–—-]*",
    re.IGNORECASE,
)
_SURNAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# «Иванова – Петрова»: with spaces, and with a dash for a hyphen.
_HYPHEN = re.compile(r"(?<=[^\W\d_])\s*[-‐-―−]\s*(?=[^\W\d_])")
# What belongs to a patronymic and is written small.
_SMALL = frozenset(("оглы", "оглу", "кызы", "кизи", "гызы", "угли", "улы", "уулу"))
# How lines begin that stand under a list, or over a part of it, and name nobody who studies.
_OFFICE = re.compile(
    r"(?:директор|зам|заместител[ья]|секретарь|куратор|мастер|классный|руководител[ья]|староста"
    r"|исполнитель|составила?|список|подпись|дата|утверждаю|согласовано|верно|примечани[ея]"
    r"|ответственн(?:ый|ая)|начальник|методист|заведующ(?:ий|ая)|зав|исп|отв|м\.\s?п)(?![\w-])",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’`][^\W\d_]+)*")
# The surname, the name, the patronymic.
_USUAL = 3


@dataclass(frozen=True)
class Name:
    """The parts of a name; an earlier surname stood in brackets."""

    last: str
    first: str
    middle: str = ""
    earlier: str = ""
    # More words than usual, or brackets with no surname: somebody has to look what belongs together.
    is_unsure: bool = False


def split(text: str) -> Name | None:
    """The parts; None where surname and first name are not both written out."""
    text = _HYPHEN.sub("-", _NUMBERING.sub("", text.strip().strip("*")))
    earlier, is_remark = _earlier(text)
    words = [cased(word) for word in _BRACKETS.sub(" ", text).split()]
    if len(words) < 2 or any(is_initial(word) for word in words[:2]):
        return None
    return Name(
        last=words[0],
        first=words[1],
        middle=" ".join(words[2:]),
        earlier=earlier,
        is_unsure=sum(word not in _SMALL for word in words) > _USUAL or is_remark,
    )


def split_surname(text: str) -> tuple[str, str]:
    """The surname of a cell of its own, and the earlier one that stood beside it in brackets."""
    text = _HYPHEN.sub("-", text)
    return cased(" ".join(_BRACKETS.sub(" ", text).split())), _earlier(text)[0]


def _earlier(text: str) -> tuple[str, bool]:
    """The surnames in brackets; whether the brackets hold something else, which is left out.

    «(староста)», «(инв.)» is no surname, and of health nothing comes in with a list.
    """
    surnames: list[str] = []
    is_remark = False
    for part in _BRACKETS.findall(text):
        words = re.split(r"[\s,]+", _BEFORE.sub("", part.strip()).strip())
        if all(_SURNAME.fullmatch(word) and word[0].isupper() for word in words):
            surnames += [cased(word) for word in words]
        else:
            is_remark = True
    return " ".join(surnames), is_remark


def is_initial(word: str) -> bool:
    """«М.», «М.П.» or a single letter instead of a name."""
    return _INITIAL.fullmatch(word) is not None


def is_written(word: str) -> bool:
    """Whether a part of a name holds nothing but what names are written with."""
    return all(_NAME_WORD.fullmatch(one) for one in word.split())


def is_remark(text: str) -> bool:
    """Whether a line that stands alone is of the office and not of a person: «Директор колледжа»."""
    return bool(_OFFICE.match(text)) or text.startswith("*") or not set(":_").isdisjoint(text)


def is_title(text: str) -> bool:
    """«Академический отпуск»: one word with a capital, the others without, is no usual name."""
    first, *others = text.split() or [""]
    others = [word for word in others if word not in _SMALL]
    return first[:1].isupper() and bool(others) and all(map(str.islower, others))


def cased(text: str) -> str:
    """«АННА-МАРИЯ» and «анна-мария» with the usual capitals, «Рашид оглы»; what is mixed stays."""
    return " ".join(map(_cased, text.split()))


def _cased(word: str) -> str:
    is_plain = len(word) > 1 and "." not in word and (word.isupper() or word.islower())
    if not is_plain:
        return word
    parts = (part.lower() for part in word.split("-"))
    return "-".join(part if part in _SMALL else part.title() for part in parts)
