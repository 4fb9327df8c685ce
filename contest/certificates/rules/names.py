"""A name in the dative: proposed by the rules of declension and by what people confirmed before.

The sex is guessed from the patronymic. A proposal may be wrong («Непомнящая»), so a person confirms it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pytrovich.detector import PetrovichGenderDetector
from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

_FEMALE = re.compile(r"(вна|чна|шна|кызы|гызы)$")
_MALE = re.compile(r"(ич|оглы|оглу|улы|уулу)$")
_LETTER = "[А-ЯЁа-яёA-Za-z]"
# Letters, joined by hyphens, apostrophes and the dots of initials.
_WORD = re.compile(rf"{_LETTER}+(?:['’\-.]+{_LETTER}+)*\.?")
# So much fits into the frame of a certificate.
LONGEST_WORD = 40
LONGEST_NAME = 150
_maker = PetrovichDeclinationMaker()
_detector = PetrovichGenderDetector()


class Sex(StrEnum):
    """As far as the declension of a name asks for it; unknown where neither name tells."""

    FEMALE = "f"
    MALE = "m"
    UNKNOWN = ""


@dataclass(frozen=True)
class Name:
    """The parts of a name in the nominative; the patronymic may be empty."""

    last: str
    first: str
    middle: str = ""

    @property
    def full(self) -> str:
        """«Непомнящая Анна Ивановна»."""
        return " ".join(part for part in (self.last, self.first, self.middle) if part)


# A word that people corrected: (sex, nominative in small letters) → dative.
Corrected = Mapping[tuple[str, str], str]
_GENDERS = {Sex.FEMALE: Gender.FEMALE, Sex.MALE: Gender.MALE}


def sex_of(name: Name) -> Sex:
    """By the ending of the patronymic; without one, by the first name and the last."""
    middle = name.middle.casefold()
    if _FEMALE.search(middle):
        return Sex.FEMALE
    if _MALE.search(middle):
        return Sex.MALE
    try:
        gender = _detector.detect(firstname=name.first, lastname=name.last)
    except (StopIteration, ValueError):
        return Sex.UNKNOWN
    return next((sex for sex, known in _GENDERS.items() if known == gender), Sex.UNKNOWN)


def dative(name: Name, corrected: Corrected) -> str:
    """«Кому»: the proposal; of an unknown sex the name stays as it is, but for corrected words."""
    sex = sex_of(name)
    parts = (
        (NamePart.LASTNAME, name.last),
        (NamePart.FIRSTNAME, name.first),
        (NamePart.MIDDLENAME, name.middle),
    )
    words = [
        corrected.get((sex, word.casefold())) or _declined(kind, word, sex)
        for kind, part in parts
        for word in part.split()
    ]
    return " ".join(words)


def corrections(name: Name, confirmed: str) -> dict[str, str]:
    """The words of ``name`` that the rules decline otherwise than was confirmed, with their dative.

    Empty where the words of the two do not correspond one to one.
    """
    nominative, proposed, typed = name.full.split(), dative(name, {}).split(), confirmed.split()
    if len(nominative) != len(typed):
        return {}
    return {
        word.casefold(): right
        for word, proposal, right in zip(nominative, proposed, typed, strict=True)
        if proposal != right
    }


def fault_of(text: str) -> str:
    """What keeps the text from being printed as a name, in Russian; empty where nothing does."""
    words = text.split()
    if len(words) < 2 or not all(map(_WORD.fullmatch, words)):
        return (
            "В имени не меньше двух слов, в каждом – буквы; между ними могут стоять дефисы,"
            " апострофы и точки."
        )
    if any(len(word) > LONGEST_WORD for word in words):
        return f"В слове имени не больше {LONGEST_WORD} знаков: длиннее не поместится в сертификат."
    if len(text) > LONGEST_NAME:
        return f"В имени не больше {LONGEST_NAME} знаков: длиннее не поместится в сертификат."
    return ""


def _declined(kind: NamePart, word: str, sex: Sex) -> str:
    if sex not in _GENDERS:
        return word
    declined: str = _maker.make(kind, _GENDERS[sex], Case.DATIVE, word)
    return declined
