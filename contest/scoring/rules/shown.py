"""Rounding, for display alone: two different marks always look different (C-14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

AT_LEAST = 2


@dataclass(frozen=True)
class Shown:
    """Marks of one list, all with the same number of digits after the comma."""

    digits: int = AT_LEAST

    def text(self, mark: Fraction | None) -> str:
        """«8,25»; halves are rounded up. A dash where there is no mark."""
        if mark is None:
            return "–"
        whole, part = divmod(_rounded(mark, self.digits), 10**self.digits)
        return f"{whole},{part:0{self.digits}d}" if self.digits else str(whole)


def shown_together(marks: Iterable[Fraction | None]) -> Shown:
    """As many digits as it takes for different ``marks`` to look different, at least two."""
    different = {mark for mark in marks if mark is not None}
    digits = AT_LEAST
    while len({_rounded(mark, digits) for mark in different}) < len(different):
        digits += 1
    return Shown(digits)


def plain(number: Fraction) -> str:
    """A number of the scale as people write it: «7», «0,5»; exact for decimal steps."""
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
    return Shown(digits).text(number)


def _rounded(mark: Fraction, digits: int) -> int:
    scaled = mark * 10**digits
    half_up: int = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return half_up
