"""How a name in one cell is told apart: «Иванова (Петрова) Мария Ивановна»."""

import re
from dataclasses import dataclass

_NUMBERING = re.compile(r"^\d+\s*[.)]\s*")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
# The surname, the name, the patronymic.
_USUAL = 3


@dataclass(frozen=True)
class Name:
    """The parts of a name; an earlier surname stood in brackets."""

    last: str
    first: str
    middle: str = ""
    earlier: str = ""
    # More words than usual: somebody has to look which belong together.
    is_unsure: bool = False


def split(text: str) -> Name | None:
    """The parts; None where surname and first name are not both written out."""
    text = _NUMBERING.sub("", text.strip())
    earlier = " ".join(part.strip() for part in _BRACKETS.findall(text))
    words = [cased(word) for word in _BRACKETS.sub(" ", text).split()]
    if len(words) < 2 or any(is_initial(word) for word in words[:2]):
        return None
    return Name(
        last=words[0],
        first=words[1],
        middle=" ".join(words[2:]),
        earlier=cased(earlier),
        is_unsure=len(words) > _USUAL,
    )


def is_initial(word: str) -> bool:
    """«М.», «М.П.» or a single letter instead of a name."""
    return _INITIAL.fullmatch(word) is not None


def cased(word: str) -> str:
    """«АННА-МАРИЯ» as it is written; anything else stays."""
    return word.title() if word.isupper() and len(word) > 1 and "." not in word else word
