"""Whose signature the law wants, and in which capacity (P-F4, P-F5).

«Гражданский кодекс», articles 21, 26, 28–30; the law «Об опеке и попечительстве», article 15.
"""

import datetime as dt
import enum
from typing import TypedDict

from placement.graduates.rules.ages import CUSTODY_FROM, INCAPABLE, OF_AGE, age, of_age_on


class Signer(enum.StrEnum):
    """Who signs."""

    PERSON = "person"
    REPRESENTATIVE = "representative"


class Kind(enum.StrEnum):
    """Who represents."""

    PARENT = "parent"
    ADOPTER = "adopter"
    GUARDIAN = "guardian"
    CUSTODIAN = "custodian"
    INSTITUTION = "institution"


class Facts(TypedDict):
    """What of a person decides it."""

    born_on: dt.date
    capacity: str


_GUARDIAN = "ст. 15 п. 2 Федерального закона «Об опеке и попечительстве»"
_CUSTODIAN = "ст. 15 п. 3 Федерального закона «Об опеке и попечительстве»"


def signers(*, born_on: dt.date, capacity: str, on: dt.date) -> frozenset[Signer]:
    """Whose signatures a consent needs that is signed on this day.

    From 14 to 17 both sign. An adult whose capacity a court has restricted signs alone.
    """
    years = age(born_on, on)
    if years >= OF_AGE:
        return frozenset({Signer.REPRESENTATIVE if capacity == INCAPABLE else Signer.PERSON})
    if years >= CUSTODY_FROM:
        return frozenset(Signer)
    return frozenset({Signer.REPRESENTATIVE})


def kinds(*, born_on: dt.date, capacity: str, on: dt.date) -> frozenset[Kind]:
    """Who may represent the person on this day; nobody for an adult who signs alone."""
    years = age(born_on, on)
    if years >= OF_AGE:
        if capacity != INCAPABLE:
            return frozenset()
        return frozenset({Kind.GUARDIAN, Kind.INSTITUTION})
    near = {Kind.PARENT, Kind.ADOPTER, Kind.INSTITUTION}
    return frozenset({*near, Kind.CUSTODIAN if years >= CUSTODY_FROM else Kind.GUARDIAN})


KINDS = {
    Kind.PARENT: "Родитель",
    Kind.ADOPTER: "Усыновитель",
    Kind.GUARDIAN: "Опекун",
    Kind.CUSTODIAN: "Попечитель",
    Kind.INSTITUTION: "Организация, где живёт подопечный",
}


def misfit(kind: Kind, *, born_on: dt.date, capacity: str, on: dt.date) -> str:
    """Why this one may not represent the person on this day, in words; empty for whoever may."""
    possible = kinds(born_on=born_on, capacity=capacity, on=on)
    if not possible:
        return "Человек подписывает сам: законный представитель ему не нужен."
    if kind in possible:
        return ""
    names = ", ".join(words.lower() for one, words in KINDS.items() if one in possible)
    years = age(born_on, on)
    return f"«{KINDS[kind]}» здесь не подходит: человеку полных лет – {years}. Подходят: {names}."


def article(kind: Kind, *, born_on: dt.date, on: dt.date) -> str:
    """The article by which this person represents, as the approved form has it.

    An institution acts as guardian or as custodian, by the age of its ward.
    """
    match kind:
        case Kind.PARENT:
            return "ст. 64 п. 1 Семейного кодекса РФ"
        case Kind.ADOPTER:
            return "ст. ст. 64 п. 1, 137 п. 1 Семейного кодекса РФ"
        case Kind.GUARDIAN:
            return _GUARDIAN
        case Kind.CUSTODIAN:
            return _CUSTODIAN
    is_custody = CUSTODY_FROM <= age(born_on, on) < OF_AGE
    return _CUSTODIAN if is_custody else _GUARDIAN


def holds_until(*, born_on: dt.date, capacity: str, on: dt.date) -> dt.date | None:
    """From when a consent that is signed on this day needs the person's own signature.

    The 18th birthday of a minor, unless the person cannot sign then either; None for whoever signs
    alone already.
    """
    if age(born_on, on) >= OF_AGE or capacity == INCAPABLE:
        return None
    return of_age_on(born_on)
