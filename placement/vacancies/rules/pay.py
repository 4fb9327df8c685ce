"""Pay of a vacancy: what is possible, what is only unusual, and how it is said (P-F2)."""

from core.text import NBSP

# Whole rubles a month; what is beyond is a slip of the finger.
LARGEST = 10_000_000
# Nobody is paid so little a month; most likely thousands were meant.
LEAST_USUAL = 1_000


def grouped(amount: int) -> str:
    """«45 000», which no line breaks."""
    return f"{amount:,}".replace(",", NBSP)


def rubles(amount: int) -> str:
    """«45 000 руб.», which no line breaks."""
    return f"{grouped(amount)}{NBSP}руб."


def looks_like_thousands(pay: int | None) -> bool:
    """Whether «45» was probably meant as 45 thousand; nothing given is nothing odd."""
    return pay is not None and pay < LEAST_USUAL


def is_lower_on_probation(pay: int | None, on_probation: int | None) -> bool:
    """Whether the pay on probation is lower than the permanent one; unknown is not lower.

    The Labour Code's article 70 gives a person on probation the same rights as everybody, and
    article 132 forbids to pay less for the same work.
    """
    return pay is not None and on_probation is not None and on_probation < pay
