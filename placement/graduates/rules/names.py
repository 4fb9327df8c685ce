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
    text = _NUMBERING.sub("", text.strip())
    earlier, is_remark = _earlier(text)
    words = [cased(word) for word in _BRACKETS.sub(" ", text).split()]
    if len(words) < 2 or any(is_initial(word) for word in words[:2]):
        return None
    return Name(
        last=words[0],
        first=words[1],
        middle=" ".join(words[2:]),
        earlier=earlier,
        is_unsure=len(words) > _USUAL or is_remark,
    )


def split_surname(text: str) -> tuple[str, str]:
    """The surname of a cell of its own, and the earlier one that stood beside it in brackets."""
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


def cased(word: str) -> str:
    """«АННА-МАРИЯ» as it is written; anything else stays."""
    return word.title() if word.isupper() and len(word) > 1 and "." not in word else word
