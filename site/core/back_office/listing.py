"""What a list shows: scoped, filtered, searched, ordered, and one page of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from core.text import one_line, whole_number

from .columns import Column

if TYPE_CHECKING:
    from .admin import DeskAdmin

# So many rows are counted ahead of the page: counting all is what makes long lists slow.
COUNT_AHEAD = 1000
LONGEST_PAGE = 6


@dataclass(frozen=True)
class Page:
    """One page of a list; ``total`` is exact unless ``is_capped``: then there are more."""

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
    """The rows that one request asks a desk for.

    Where the list is not shown itself, only the filters that the address names are asked for.
    """

    def __init__(self, desk: "DeskAdmin", request: HttpRequest, *, is_shown: bool = True) -> None:
        self.desk = desk
        self.request = request
        self.query = one_line(request.GET.get("q", ""))[:200]
        self.filters = [
            kind(desk, request)
            for kind in desk.get_filters()
            if is_shown or kind.is_named(request.GET)
        ]
        self.columns = [Column(desk, name) for name in desk.get_list_display(request)]

    @property
    def is_narrowed(self) -> bool:
        """Whether something is searched for or filtered."""
        return bool(self.query) or any(f.is_active for f in self.filters)

    @property
    def can_search(self) -> bool:
        """Whether the desk can be searched; a template would call the search itself."""
        return self.desk.search is not None

    @property
    def chosen(self) -> dict[str, str]:
        """What the filters choose and the order, as the address says it; no words searched for."""
        values = {name: value for one in self.filters for name, value in one.chosen.items()}
        return values | ({"o": self.order} if values and self.order else {})

    @property
    def words(self) -> list[tuple[str, str]]:
        """What the filters choose, as people read it."""
        return [(one.label, one.words) for one in self.filters if one.is_active]

    @property
    def search_words(self) -> str:
        """By what rows are found."""
        return self.desk.search_words(self.request)

    @cached_property
    def order(self) -> str:
        """The column that the address asks to order by, «-» before it for descending."""
        asked = self.request.GET.get("o", "")
        sortable = {column.name for column in self.columns if column.order_field}
        return asked if asked.removeprefix("-") in sortable else ""

    def queryset(self) -> QuerySet:
        """All rows asked for, in order, without the related ones."""
        rows = self.desk.get_queryset(self.request)
        for chosen in self.filters:
            rows = chosen.apply(rows)
        if self.query:
            rows = self.desk.search_rows(rows, self.query, self.request)
        return rows.order_by(*self._ordering())

    def _ordering(self) -> list[str]:
        name = self.order.removeprefix("-")
        for column in self.columns:
            if column.name == name:
                sign = "-" if self.order.startswith("-") else ""
                return [f"{sign}{column.order_field}", "pk"]
        return [*self.desk.get_ordering(self.request), "pk"]

    def page(self) -> Page:
        """Return the page asked for, or the first when there is no such page.

        Keys come first, from an index alone where there is one, and tell the count as well; only
        the rows that are shown are then read with what belongs to them.
        """
        size = self.desk.list_per_page
        asked = self.request.GET.get("p", "1")
        number = (whole_number(asked) if len(asked) <= LONGEST_PAGE else None) or 1
        keys = self.keys((number - 1) * size)
        if not keys and number > 1:
            number, keys = 1, self.keys(0)
        before = (number - 1) * size
        return Page(
            number=number,
            rows=self._read(keys[:size]),
            has_next=len(keys) > size,
            total=before + min(len(keys), COUNT_AHEAD),
            is_capped=len(keys) > COUNT_AHEAD,
        )

    def keys(self, offset: int) -> list[Any]:
        """The keys from a place on, one more than are counted ahead."""
        keys = self.queryset().values_list("pk", flat=True)
        return list(keys[offset : offset + COUNT_AHEAD + 1])

    def _read(self, keys: list[Any]) -> list[Model]:
        """The rows in the order of their keys."""
        rows = self.desk.display_rows(self.desk.get_queryset(self.request).filter(pk__in=keys))
        row_of = {row.pk: row for row in rows}
        # A row that somebody changed in between may be out of sight by now.
        return [row_of[key] for key in keys if key in row_of]

    def address(self, **changes: str) -> str:
        """The query string of this list with ``changes``; an empty value drops the name."""
        values = {name: value for name, value in self.request.GET.items() if name != "p"}
        values.update(changes)
        return "?" + urlencode({name: value for name, value in values.items() if value})
