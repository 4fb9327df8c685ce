"""What a list shows: scoped, filtered, searched, ordered, and one page of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from .columns import Column

if TYPE_CHECKING:
    from .admin import DeskAdmin

# Counting stops here: nobody leafs further, and COUNT is what makes long lists slow.
COUNT_CAP = 10_000


@dataclass(frozen=True)
class Page:
    """One page of a list; ``total`` stops at COUNT_CAP, ``is_capped`` then says «more than»."""

    number: int
    rows: list[Model]
    has_next: bool
    total: int
    is_capped: bool

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before this one."""
        return self.number > 1


class Listing:
    """The rows that one request asks a desk for."""

    def __init__(self, desk: "DeskAdmin", request: HttpRequest) -> None:
        self.desk = desk
        self.request = request
        self.query = request.GET.get("q", "").replace("\x00", "").strip()[:200]
        self.filters = [kind(desk, request) for kind in desk.filters]
        self.columns = [Column(desk, name) for name in desk.get_list_display(request)]

    @property
    def is_narrowed(self) -> bool:
        """Whether something is searched for or filtered."""
        return bool(self.query) or any(f.is_active for f in self.filters)

    @property
    def can_search(self) -> bool:
        """Whether the desk can be searched. (A template would call the search itself.)"""
        return self.desk.search is not None

    @cached_property
    def order(self) -> str:
        """The column that the address asks to order by, «-» before it for descending."""
        asked = self.request.GET.get("o", "")
        known = {column.name for column in self.columns if column.order_field}
        return asked if asked.removeprefix("-") in known else ""

    def queryset(self) -> QuerySet:
        """All rows asked for, in order, without the related ones."""
        rows = self.desk.get_queryset(self.request)
        for chosen in self.filters:
            rows = chosen.apply(rows)
        if self.query and self.desk.search:
            rows = self.desk.search(rows, self.query)
        return rows.order_by(*self._ordering())

    def _ordering(self) -> list[str]:
        name = self.order.removeprefix("-")
        for column in self.columns:
            if column.name == name:
                sign = "-" if self.order.startswith("-") else ""
                return [f"{sign}{column.order_field}", "pk"]
        return [*self.desk.get_ordering(self.request), "pk"]

    def page(self) -> Page:
        """Return the page asked for, or the first when there is no such page."""
        size = self.desk.list_per_page
        last = COUNT_CAP // size
        number = self.request.GET.get("p", "1")
        asked = min(max(int(number), 1), last) if number.isdecimal() and len(number) < 9 else 1
        rows = self.queryset()
        shown = rows.select_related(*self.desk.list_select_related)
        found = list(shown[(asked - 1) * size : asked * size + 1])
        if not found and asked > 1:
            asked = 1
            found = list(shown[: size + 1])
        if asked == 1 and len(found) <= size:
            return Page(1, found, has_next=False, total=len(found), is_capped=False)
        total = rows.order_by().values("pk")[: COUNT_CAP + 1].count()
        more = len(found) > size and asked < last
        return Page(asked, found[:size], more, min(total, COUNT_CAP), total > COUNT_CAP)

    def address(self, **changes: str) -> str:
        """The query string of this list with ``changes``; an empty value drops the name."""
        values = {name: value for name, value in self.request.GET.items() if name != "p"}
        values.update(changes)
        return "?" + urlencode({name: value for name, value in values.items() if value})
