"""Long lists by pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

from core.text import whole_number

ON_PAGE = 100
Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list; ``previous`` and ``next`` are the numbers of its neighbours, 0 for none."""

    rows: Sequence[Row]
    previous: int = 0
    next: int = 0


def page_of(rows: Sequence[Row], request: HttpRequest, size: int = ON_PAGE) -> Page[Row]:
    """The page that the address asks for by ``p``, else the first; ``size`` rows at most."""
    asked = whole_number(request.GET.get("p", "")) or 1
    first = (asked - 1) * size
    is_last = len(rows) <= first + size
    return Page(rows[first : first + size], asked - 1, 0 if is_last else asked + 1)
