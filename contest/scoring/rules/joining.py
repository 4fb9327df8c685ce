"""How the parts of the contest make one total (C-16, C-17); the source names no way."""

from fractions import Fraction

from contest.setup.rules.choices import Joining

TEST_SCALE = 10


def mark_of_test(*, right: int, of: int) -> Fraction:
    """The share of right answers brought to 0–10; ValueError for numbers that cannot be."""
    if of <= 0 or not 0 <= right <= of:
        raise ValueError(f"{right} of {of}")
    return Fraction(TEST_SCALE * right, of)


def total(
    joining: str, *, video: Fraction | None, test: Fraction | None, role_play: Fraction | None
) -> Fraction | None:
    """The total of an entry by the contest's named choice; None while one of its parts is missing."""
    if video is None or test is None or role_play is None:
        return None
    second = test + role_play
    if joining == Joining.STAGES:
        return video + second / 2
    if joining == Joining.SUM:
        return video + second
    raise ValueError(joining)
