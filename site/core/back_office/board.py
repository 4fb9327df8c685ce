"""The board: what waits, what is due and how things stand, on the first page after login (X-4).

Domains register panels; each decides for the person who asks whether it has anything to say. The
board is Wagtail's own home page, so that editors find their drafts there too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Subquery, Value
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from core import phones

from .pressing import RowAct

# So many rows of a panel are shown; the rest stand in their list.
SHOWN = 10
_ON_PAGES = {"add", "change", "publish", "lock", "unlock"}


class Figure(NamedTuple):
    """A number with its words, leading to the list of what it counts."""

    label: str
    number: int | str
    url: str


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """One thing that waits: its cells, the first of which leads to it; ``phone`` is whom to call.

    ``acts`` are what can be done about it from here.
    """

    cells: Sequence[Any]
    url: str = ""
    phone: str = ""
    acts: Sequence[RowAct] = ()

    @property
    def phone_text(self) -> str:
        """The number as people read it."""
        return phones.phone_text(self.phone)

    @property
    def phone_url(self) -> str:
        """What a telephone dials."""
        return phones.phone_link(self.phone)


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
    def has_acts(self) -> bool:
        """Whether something can be done about a line from here."""
        return any(line.acts for line in self.lines)

    @property
    def has_more(self) -> bool:
        """Whether there are rows that the panel does not show."""
        return self.total > len(self.lines)


Maker = Callable[[HttpRequest], BoardPanel | None]

_makers: list[tuple[int, str, Maker]] = []


def add_to_board(maker: Maker, *, order: int, group: str = "") -> None:
    """Show what ``maker`` makes to whom it makes something for; lower ``order`` stands first.

    Neighbours of one ``group`` are queues under a common heading: their counts stand above them,
    and those in which nothing waits take no room.
    """
    _makers.append((order, group, maker))
    _makers.sort(key=lambda entry: entry[0])


def groups_for(request: HttpRequest) -> list[tuple[str, list[BoardPanel]]]:
    """The panels of the person who asks under their headings, the most urgent first."""
    panels = ((group, maker(request)) for _, group, maker in _makers)
    shown = [(group, panel) for group, panel in panels if panel is not None]
    grouped = groupby(shown, key=lambda pair: pair[0])
    return [(group, [panel for _, panel in pairs]) for group, pairs in grouped]


def first_rows(rows: QuerySet) -> tuple[int, list[Any]]:
    """How many rows there are, and the first of them; one query.

    The keys are chosen first: what belongs to a row is read of those shown alone.
    """
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    keys = rows.select_related(None).values("pk")[:SHOWN]
    shown = list(rows.filter(pk__in=keys).annotate(in_all=Subquery(counted.values("n"))))
    return (shown[0].in_all if shown else 0), shown


def waiting_panel(
    rows: QuerySet, line: Callable[[Any], BoardLine], **words: Any
) -> BoardPanel | None:
    """The first of the rows that wait, a line each; no panel where nothing waits."""
    total, shown = first_rows(rows)
    if not total:
        return None
    return BoardPanel(lines=[line(row) for row in shown], total=total, **words)


class Board(Component):
    """All panels of a person, as one part of Wagtail's home page."""

    order = 10
    template_name = "core/back_office/board.html"

    def __init__(self, groups: Sequence[tuple[str, Sequence[BoardPanel]]]) -> None:
        self.groups = groups

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The panels under their headings, and what the forms of their buttons need."""
        return {
            "groups": self.groups,
            "csrf_token": parent_context.get("csrf_token"),
            "board_url": reverse("wagtailadmin_home"),
        }


@hooks.register("construct_homepage_panels")
def show_board(request: HttpRequest, panels: list[Component]) -> None:
    """Put the board onto the first page; drafts and locks are for whoever works on pages."""
    if not page_permission_policy.user_has_any_permission(request.user, _ON_PAGES):
        panels.clear()
    if groups := groups_for(request):
        panels.append(Board(groups))
