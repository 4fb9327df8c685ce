"""Numbers as people write them: with spaces, a comma, a unit behind."""

import re
from collections.abc import Iterable
from decimal import Decimal

from core.text import tidy

# More digits than any answer needs; what is longer is no number but a key that was held down.
_LONGEST = 30
_PLAIN = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]*)(?:[.,](?P<part>[0-9]*))?")
_GROUPED = (
    re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?: [0-9]{3})+)(?:[.,](?P<part>[0-9]*))?"),
    re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<part>[0-9]+)"),
    re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<part>[0-9]+)"),
    re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?:([.,])[0-9]{3})(?:\3[0-9]{3})+)(?P<part>)"),
)
# «60.000» may be sixty thousand and sixty.
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


class WrongNumber(ValueError):
    """What was typed is no number; the text says in Russian what to do."""


def parse_number(typed: str, *, units: Iterable[str] = (), places: int | None = None) -> Decimal:
    """The number that was typed, whatever of ``units`` stands behind it.

    ``places`` is how many decimal places the answer may have. Raises WrongNumber, and nothing
    else: for words, and for «60.000» where thousands and a fraction look the same.
    """
    text = _without_unit(tidy(typed).strip().casefold(), units).replace("\u2212", "-")
    if places is not None and places < 3 and _EITHER.fullmatch(text):
        thousands, _, part = text.replace(",", ".").partition(".")
        raise WrongNumber(
            f"Уточните число: {thousands} {part} или {thousands}? Тысячи отделяйте пробелом."
        )
    match = next(filter(None, (form.fullmatch(text) for form in (_PLAIN, *_GROUPED))), None)
    if match is None or len(text) > _LONGEST:
        raise WrongNumber(_hint(places))
    whole = re.sub(r"[ .,]", "", match["whole"])
    # «60 000,00» is a whole number.
    part = (match["part"] or "").rstrip("0")
    if not (whole or match["part"]):
        raise WrongNumber(_hint(places))
    if part and places == 0:
        raise WrongNumber("Нужно целое число, без дробной части.")
    return Decimal(f"{match['sign']}{whole or 0}{'.' if part else ''}{part}")


def _without_unit(text: str, units: Iterable[str]) -> str:
    for unit in sorted(units, key=len, reverse=True):
        # Shortened words may end with a point.
        for ending in (f"{unit}.", unit):
            if text.endswith(ending):
                return text.removesuffix(ending).rstrip()
    return text


def _hint(places: int | None) -> str:
    example = "12" if places == 0 else "12 или 12,5"
    return f"Введите число цифрами, например {example}."
