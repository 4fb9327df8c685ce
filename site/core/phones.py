"""Telephone numbers: read as people write them, kept as one text, shown and dialled.

Kept is E.164, with an extension as RFC 3966 writes it: «+78132223344;ext=12».
"""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat

from core.text import digits, one_line

HINT = "нужны код города, района или оператора и номер – вместе десять цифр"
NOT_WHOLE = f"Проверьте номер: {HINT}."
LETTERS = "Проверьте номер: в нём есть буквы. Добавочный пишите так: «доб. 12»."
SEVERAL = "Здесь больше одного номера, а нужен один: оставьте тот, по которому ответят."
# How a number may be announced: «тел.: 8 (813) …», «моб. 8 921 …».
_NAMED = re.compile(
    r"\A\s*(?:контактный )?(?:телефон|тел|т|мобильный|моб|сот|раб)\b[.:\s]*", re.IGNORECASE
)
_EXTENSION = re.compile(
    r"[\s,;(]*(?:добавочный|доб|внутренний|внутр|вн|extension|ext|x|#|\*)"
    r"[.:=№\s]*(?P<digits>[0-9]{1,7})[\s).]*\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[,;/\n]|\s(?:и|или)\s")
_WHOLE = r"(?:\+7|8)(?:[\s()-]*[0-9]){10}"
_PAIR = re.compile(rf"({_WHOLE})\s+({_WHOLE})")
# Digits of a local number, without the code of its town, and of the longest that there is.
_SHORTEST, _LONGEST = 5, 15


class WrongPhone(ValueError):
    """What was typed is no telephone number; the text says in Russian what to do."""


def parse_phone(typed: str) -> str:
    """The number as it is kept; without a prefix it is Russian.

    Raises WrongPhone for an impossible number, for letters in it and for several numbers.
    """
    bare, extension = _apart(typed)
    if len([part for part in _BETWEEN.split(bare) if len(digits(part)) >= _SHORTEST]) > 1:
        raise WrongPhone(SEVERAL)
    # A library that reads «FLOWERS» from a dial would make digits of letters.
    if any(char.isalpha() for char in bare):
        raise WrongPhone(LETTERS)
    wrong = WrongPhone(SEVERAL if _looks_like_several(bare) else NOT_WHOLE)
    try:
        number = phonenumbers.parse(bare, "RU")
    except phonenumbers.NumberParseException:
        raise wrong from None
    if not phonenumbers.is_valid_number(number):
        raise wrong
    # The library itself takes «…, 12» for an extension.
    inner = extension or number.extension
    kept = phonenumbers.format_number(_bare(number), PhoneNumberFormat.E164)
    return f"{kept};ext={inner}" if inner else kept


def first_phone(typed: str) -> str | None:
    """The first of several numbers that stand apart from each other; None where it is no number."""
    first, *others = _BETWEEN.split(typed.strip())
    if not others and (pair := _PAIR.fullmatch(first)):
        # «8 931 000-11-22 8 921 000-11-22», with nothing but a space between.
        first, *others = pair.groups()
    try:
        return parse_phone(first) if any(map(digits, others)) else None
    except WrongPhone:
        return None


def phone_text(kept: str) -> str:
    """«+7 813 222-33-44, доб. 12»; what was not kept so stays as it is."""
    number = _parsed(kept)
    if number is None:
        return kept
    shown = phonenumbers.format_number(_bare(number), PhoneNumberFormat.INTERNATIONAL)
    return f"{shown}, доб. {number.extension}" if number.extension else shown


def phone_link(text: str) -> str:
    """What a link dials: «tel:+78132223344,12», where the comma waits before the extension.

    Telephones dial the comma; few of them know the «;ext=» of the standard. A number that is not
    whole («112») is dialled as it stands; what is no number, not at all.
    """
    number = _parsed(text)
    if number is not None:
        dialled = phonenumbers.format_number(_bare(number), PhoneNumberFormat.E164)
        extension = number.extension
    else:
        dialled, extension = _apart(text)
        if any(char.isalpha() for char in dialled):
            return ""
        dialled = ("+" if dialled.startswith("+") else "") + digits(dialled)
    return f"tel:{dialled}{',' if extension else ''}{extension or ''}" if dialled else ""


def without_extension(kept: str) -> str:
    """The bare number of one that is kept with an extension: «+78132223344»."""
    return kept.partition(";")[0]


def _apart(text: str) -> tuple[str, str]:
    """The number and its extension, without what announces them."""
    named = _NAMED.sub("", one_line(text))
    extension = _EXTENSION.search(named)
    return (named[: extension.start()], extension["digits"]) if extension else (named, "")


def _looks_like_several(text: str) -> bool:
    """«222-33-44/45», or two whole numbers with nothing but a space between."""
    return "/" in text or _LONGEST < len(digits(text)) <= 2 * _LONGEST


def _parsed(kept: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(kept if kept.startswith("+") else parse_phone(kept))
    except (phonenumbers.NumberParseException, WrongPhone):
        return None


def _bare(number: phonenumbers.PhoneNumber) -> phonenumbers.PhoneNumber:
    """The number without its extension."""
    return phonenumbers.PhoneNumber(
        country_code=number.country_code,
        national_number=number.national_number,
        italian_leading_zero=number.italian_leading_zero,
        number_of_leading_zeros=number.number_of_leading_zeros,
    )
