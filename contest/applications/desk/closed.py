"""Applications that a reader does not open: those of participants with whom they have a conflict.

Who they are is known to nouns that stand above applications: they tell it here. Whoever works on
applications for the operator goes on doing so: registering is their duty (C-K6).
"""

from collections.abc import Callable, Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

Source = Callable[[HttpRequest], Collection[int]]

_sources: list[Source] = []


class Closed(Http404):
    """The row is there, and closed to this reader."""


def close_by(source: Source) -> None:
    """Ask ``source`` for the keys of entries that are closed to a person; called once at start."""
    if source not in _sources:
        _sources.append(source)


def closed_to(request: HttpRequest) -> set[int]:
    """Keys of the entries that this person does not read."""
    return {pk for source in _sources for pk in source(request)}


class ClosedRows:
    """A desk whose rows of these participants do not open: no page, no file, no download of theirs."""

    def entry_key(self, row: Any) -> int:
        """The key of the row's entry."""
        raise NotImplementedError

    def is_closed(self, request: HttpRequest, row: Any) -> bool:
        """Whether this person does not read the row."""
        if self.entry_key(row) not in closed_to(request):
            return False
        return not self.allows(request, "work", row)  # type: ignore[attr-defined]

    def get_object(self, request: HttpRequest, key: str, right: str = "view") -> Any:
        """The object; Closed for one that this person does not read."""
        row = super().get_object(request, key, right)  # type: ignore[misc]
        if self.is_closed(request, row):
            raise Closed
        return row


class SaysWhy:
    """A page that says why it does not open, where others are simply not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page, or why it is closed."""
        try:
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except Closed:
            desk = self.desk  # type: ignore[attr-defined]
            context = {
                "desk": desk,
                "page_title": "Эта заявка для вас закрыта",
                "icon": desk.get_menu_icon(),
                "index_url": desk.url("index"),
                "index_label": desk.get_menu_label(),
            }
            template = "contest/applications/desk/closed.html"
            return render(request, template, context, status=404)
        return response
