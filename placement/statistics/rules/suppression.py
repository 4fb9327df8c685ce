"""Small numbers of people are not published in a breakdown, nor can they be worked out (FACTS § 4).

The sum of a breakdown is published (v1 and t1 are), so hiding one number hides nothing. When any
number is small, all small ones (zeros too: «nobody» tells about each) and the next larger one are
hidden together, and only their sum is told. The choice depends on the numbers alone, not on their
places: whoever knows the rule can exchange two hidden numbers and gets the same publication.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

# Fewer people than this are not shown in a breakdown.
SMALL = 5

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Published(Generic[Key]):
    """What may be shown: numbers by key, and the sum of those that are hidden."""

    shown: Mapping[Key, int]
    hidden: tuple[Key, ...]
    together: int


def publish(cells: Mapping[Key, int]) -> Published[Key]:
    """What of a breakdown may be shown; ``cells`` are numbers of people that exclude each other.

    A breakdown of nobody, and one into a single part, tells nothing beyond its sum and is shown.
    """
    small = {key for key, number in cells.items() if number < SMALL}
    if not small or len(cells) < 2 or not any(cells.values()):
        return Published(shown=dict(cells), hidden=(), together=0)
    larger = [number for key, number in cells.items() if key not in small]
    # All that equal the next larger number, or its place would tell which are the small ones.
    companion = min(larger, default=None)
    hidden = tuple(k for k, number in cells.items() if k in small or number == companion)
    return Published(
        shown={key: number for key, number in cells.items() if key not in hidden},
        hidden=hidden,
        together=sum(cells[key] for key in hidden),
    )
