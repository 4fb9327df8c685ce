"""The way from a list to an object and back: filters, order and place travel in the address.

The address of an object that was opened from a list says at which place it stood there and what
the list was asked for. Whoever goes back finds the same list, and neighbours are found by a few
keys around the place, however long the list is (X-4).
"""

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest, QueryDict

from core.text import whole_number

from .listing import COUNT_AHEAD, Listing

if TYPE_CHECKING:
    from .admin import DeskAdmin

# Names in the address: what the list was asked for, and the place in it, from 0.
LIST, AT = "list", "at"
# How far rows may have moved since the list was read, and longest number of a place.
REACH = 50
LONGEST_PLACE = 9


@dataclass(frozen=True)
class Walk:
    """Where an object stands in the list that it was opened from, and its neighbours there."""

    list_url: str
    previous_url: str
    next_url: str
    place: str


def row_url(url: str, listing: Listing, place: int) -> str:
    """The address of an object as the list links it."""
    return f"{url}?{_query(listing.address().removeprefix('?'), place)}" if url else ""


def with_trail(url: str, request: HttpRequest) -> str:
    """The address of the same object's other page, which still knows the list."""
    place = _place(request)
    if not url or place is None:
        return url
    return f"{url}?{_query(request.GET.get(LIST, ''), place)}"


def list_url(desk: "DeskAdmin", request: HttpRequest) -> str:
    """The page of the list on which the object was found; the whole list for one found otherwise."""
    place = _place(request)
    return desk.url("index") if place is None else _page_url(desk, request, place)


def walk(desk: "DeskAdmin", request: HttpRequest, row: Model) -> Walk | None:
    """The neighbours of the object in its list; nothing for one that was opened otherwise.

    One that has left the list since, because it was decided, keeps the neighbours of its place.
    """
    place = _place(request)
    if place is None:
        return None
    start = max(place - REACH, 0)
    keys = _listing(desk, request).keys(start)
    is_there = row.pk in keys
    at = keys.index(row.pk) if is_there else min(place - start, len(keys))
    before, after = at - 1, at + 1 if is_there else at

    def neighbour(index: int) -> str:
        if not 0 <= index < len(keys):
            return ""
        url = desk.url("inspect", desk.model(pk=keys[index]))
        return f"{url}?{_query(request.GET.get(LIST, ''), start + index)}"

    total = "" if len(keys) > COUNT_AHEAD else f" из {start + len(keys)}"
    return Walk(
        list_url=_page_url(desk, request, start + at),
        previous_url=neighbour(before),
        next_url=neighbour(after),
        place=f"{start + at + 1}{total}" if is_there else "уже не в этом списке",
    )


def _place(request: HttpRequest) -> int | None:
    text = request.GET.get(AT, "")
    return whole_number(text) if len(text) <= LONGEST_PLACE else None


def _query(asked: str, place: int) -> str:
    return urlencode({AT: place, **({LIST: asked} if asked else {})})


def _page_url(desk: "DeskAdmin", request: HttpRequest, place: int) -> str:
    asked: dict[str, Any] = dict(QueryDict(request.GET.get(LIST, "")).items())
    page = place // desk.list_per_page + 1
    query = urlencode(asked | ({"p": page} if page > 1 else {}))
    return desk.url("index") + (f"?{query}" if query else "")


def _listing(desk: "DeskAdmin", request: HttpRequest) -> Listing:
    """The list as it was asked for."""
    listed = copy.copy(request)
    listed.GET = QueryDict(request.GET.get(LIST, ""))  # type: ignore[assignment]
    return Listing(desk, listed, is_shown=False)
