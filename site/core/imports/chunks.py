"""Long lists for queries: a database takes only so many values at once."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
SIZE = 500


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items, some hundreds at a time."""
    for start in range(0, len(items), SIZE):
        yield items[start : start + SIZE]
