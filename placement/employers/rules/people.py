"""Whether two contact persons of one employer are the same person (P-5.3)."""

from dataclasses import dataclass

from core.text import search_key


@dataclass(frozen=True)
class Person:
    """What two are told apart by; phones as they are kept."""

    name: str
    phone: str = ""
    email: str = ""


def is_same(one: Person, other: Person) -> bool:
    """The same name, and the same phone or e-mail: namesakes have neither in common."""
    if search_key(one.name) != search_key(other.name):
        return False
    same_phone = bool(one.phone) and one.phone == other.phone
    same_email = bool(one.email) and one.email.casefold() == other.email.casefold()
    return same_phone or same_email
