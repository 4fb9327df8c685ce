"""When two cards may be of one person; by what is cheap to look up, then by likeness (P-2.1)."""

import datetime as dt
from dataclasses import dataclass, field

from core.rules.likeness import words_match

SAME_NAME = "то же имя"
SAME_BIRTH_DAY = "то же имя и та же дата рождения"
LIKE_NAME = "похожее имя и та же дата рождения"
OTHER_SURNAME = "та же дата рождения, имя и отчество, другая фамилия"
SAME_CONTACT = "то же имя и тот же телефон или адрес почты"


@dataclass(frozen=True)
class Facts:
    """What a person is compared by: keys of the name, the birth day, digests of contacts."""

    name: str
    first: str
    middle: str
    born_on: dt.date | None = None
    contacts: frozenset[str] = field(default_factory=frozenset)


def reason(one: Facts, other: Facts) -> str:
    """Why they may be one person, in words; empty where nothing says so."""
    is_same_day = one.born_on is not None and one.born_on == other.born_on
    is_unknown = one.born_on is None or other.born_on is None
    if one.name == other.name and (is_same_day or is_unknown):
        return SAME_BIRTH_DAY if is_same_day else SAME_NAME
    if is_same_day and words_match(one.name, other.name):
        return LIKE_NAME
    if is_same_day and one.middle and (one.first, one.middle) == (other.first, other.middle):
        return OTHER_SURNAME
    if one.first == other.first and one.contacts & other.contacts:
        return SAME_CONTACT
    return ""
