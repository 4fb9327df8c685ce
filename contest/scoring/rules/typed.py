"""A mark as somebody types it: «7», «7,5»."""

from fractions import Fraction


def steps_of(value: Fraction, *, step: Fraction, most: int) -> int:
    """How many whole steps ``value`` makes; ValueError for what the scale does not have."""
    steps = value / step
    if steps.denominator != 1 or not 0 <= steps <= most:
        raise ValueError(value)
    return int(steps)
