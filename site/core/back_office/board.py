"""The board: what waits, what is due and how things stand, on the first page after login (X-4).

Domains register panels; each decides for the person who asks whether it has anything to say. The
board is Wagtail's own home page, so that editors find their drafts there too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Subquery, Value
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

# So many rows of a panel are shown; the rest stand in their list.
SHOWN = 10


class Figure(NamedTuple):
    """A number with its words, leading to the list of what it counts."""

    label: str
    number: int
    url: str


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """One thing that waits: its cells, the first of which leads to it, and how it stands."""

    cells: Sequence[Any]
    url: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class BoardPanel:
    """One panel: numbers, notices, a table of what waits, and links to go on."""

    code: str
    title: str
    figures: Sequence[Figure] = ()
    notices: Sequence[str] = ()
    warnings: Sequence[str] = ()
    headings: Sequence[str] = ()
    lines: Sequence[BoardLine] = ()
    total: int = 0
    url: str = ""
    empty: str = ""
    links: Sequence[tuple[str, str]] = ()

    @property
    def rows(self) -> list[tuple[BoardLine, list[tuple[str, Any]]]]:
        """Each line with its cells under their headings."""
        return [(line, list(zip(self.headings, line.cells, strict=True))) for line in self.lines]

    @property
    def has_more(self) -> bool:
        """Whether there are rows that the panel does not show."""
        return self.total > len(self.lines)


Maker = Callable[[HttpRequest], BoardPanel | None]

_makers: list[tuple[int, Maker]] = []


def add_to_board(maker: Maker, *, order: int) -> None:
    """Show what ``maker`` makes to whom it makes something for; lower ``order`` stands first."""
    if all(known is not maker for _, known in _makers):
        _makers.append((order, maker))
        _makers.sort(key=lambda pair: pair[0])


def panels_for(request: HttpRequest) -> list[BoardPanel]:
    """The panels of the person who asks, the most urgent first."""
    made = (maker(request) for _, maker in _makers)
    return [panel for panel in made if panel is not None]


def first_rows(rows: QuerySet) -> tuple[int, list[Any]]:
    """How many rows there are, and the first of them; one query."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    shown = list(rows.annotate(in_all=Subquery(counted.values("n")))[:SHOWN])
    return (shown[0].in_all if shown else 0), shown


class Board(Component):
    """All panels of a person, as one part of Wagtail's home page."""

    order = 10
    template_name = "core/back_office/board.html"

    def __init__(self, panels: Sequence[BoardPanel]) -> None:
        self.panels = panels

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The panels."""
        return {"panels": self.panels}


@hooks.register("construct_homepage_panels")
def show_board(request: HttpRequest, panels: list[Component]) -> None:
    """Put the board onto the first page."""
    if shown := panels_for(request):
        panels.append(Board(shown))
