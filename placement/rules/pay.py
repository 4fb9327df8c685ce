"""Pay of a vacancy: what is possible, and what is only unusual (P-F2)."""

# Whole rubles a month; what is beyond is a slip of the finger.
LARGEST = 10_000_000


def is_lower_on_probation(pay: int | None, on_probation: int | None) -> bool:
    """Whether the pay on probation is lower than the permanent one; unknown is not lower.

    The Labour Code's article 70 gives a person on probation the same rights as everybody, and
    article 132 forbids to pay less for the same work.
    """
    return pay is not None and on_probation is not None and on_probation < pay
