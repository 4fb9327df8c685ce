"""What people call the thing they file: «заявка», «заявление» – a noun in the forms that sentences need.

A journey declares its noun once; every page, letter and paper of the engine takes it from there.
"""

import dataclasses
import re
from enum import IntEnum

_PLACE = re.compile(r"\{(noun[.:][^{}]*)\}")


class Gender(IntEnum):
    """The grammatical gender, in the order in which endings are written."""

    MASCULINE = 0
    FEMININE = 1
    NEUTER = 2


@dataclasses.dataclass(frozen=True)
class Noun:
    """A Russian noun by its cases.

    In an f-string, ``{noun.acc}`` is a case and ``принят{noun:|а|о}`` an ending that agrees:
    masculine, feminine, neuter. ``write`` fills the same places of a declared text.
    """

    gender: Gender
    nom: str
    gen: str
    dat: str
    acc: str
    ins: str
    pre: str
    plural: str
    # The genitive of the plural: «пять заявок».
    many: str

    def __str__(self) -> str:
        return self.nom

    def __format__(self, endings: str) -> str:
        return self.agree(endings) if endings else self.nom

    @property
    def capital(self) -> "Noun":
        """The same noun as it begins a sentence."""
        words = dataclasses.asdict(self)
        del words["gender"]
        return dataclasses.replace(
            self, **{case: word.capitalize() for case, word in words.items()}
        )

    def agree(self, endings: str) -> str:
        """The ending that agrees with the noun, of «masculine|feminine|neuter»."""
        return endings.split("|")[self.gender]

    def write(self, text: str) -> str:
        """``text`` with its places of the noun filled; other ``{places}`` stay."""
        return _PLACE.sub(lambda place: f"{{{place[1]}}}".format(noun=self), text)


REQUEST = Noun(
    gender=Gender.FEMININE,
    nom="заявка",
    gen="заявки",
    dat="заявке",
    acc="заявку",
    ins="заявкой",
    pre="заявке",
    plural="заявки",
    many="заявок",
)
