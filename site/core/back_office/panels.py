"""Boxes on the page of an object. A noun adds its own to another noun's page by registering it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.http import HttpRequest

if TYPE_CHECKING:
    from .admin import DeskAdmin


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a box: a link or a text, what stands beneath it, and what can be done to it.

    ``links`` lead on, ``buttons`` do something at once; both are words and addresses.
    """

    text: str
    url: str = ""
    note: str = ""
    tag: str = ""
    links: Sequence[tuple[str, str]] = ()
    buttons: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One box: facts, lines, a table, or a template of its own for what none of them shows.

    It stands beside the object's data, below them (``is_aside`` unset), or above everything
    (``is_first``): what has to be looked at before anything else.
    """

    code: str
    title: str
    note: str = ""
    facts: Sequence[tuple[str, str]] = ()
    lines: Sequence[Line] = ()
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    links: Sequence[tuple[str, str]] = ()
    empty: str = ""
    template_name: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    is_aside: bool = True
    is_first: bool = False

    @property
    def cells(self) -> list[list[tuple[str, Any]]]:
        """The rows of the table, each cell with its heading."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show but the words for that."""
        return not (self.facts or self.lines or self.rows or self.template_name)


Maker = Callable[[Any, HttpRequest, "DeskAdmin"], Panel | None]

_makers: dict[type[Model], list[tuple[int, Maker]]] = defaultdict(list)


def add_panel(model: type[Model], maker: Maker, *, order: int = 100) -> None:
    """Show what ``maker`` makes on the pages of this model's objects; None shows nothing."""
    if all(known is not maker for _, known in _makers[model]):
        _makers[model].append((order, maker))
        _makers[model].sort(key=lambda pair: pair[0])


def panels_of(row: Model, request: HttpRequest, desk: "DeskAdmin") -> list[Panel]:
    """What other nouns show on the page of this object."""
    panels = (maker(row, request, desk) for _, maker in _makers[type(row)])
    return [panel for panel in panels if panel is not None]
