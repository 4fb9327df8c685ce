"""One search over all desks: the first hits of each, and the way to its own search (X-4, X-7)."""

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail.admin.ui.components import Component

from core.text import one_line

from . import saving
from .admin import DeskAdmin
from .guard import guarded
from .objects import uncached

# So many rows of each desk are shown; the rest stand in its list.
SHOWN = 5
SHORTEST = 2
TITLE = "Найти"

_desks: list[tuple[int, DeskAdmin]] = []


@dataclass(frozen=True)
class Hit:
    """One row: how it is called, its state, its page."""

    label: str
    state: str
    url: str


@dataclass(frozen=True)
class Hits:
    """The first rows that one desk has found, and the address of the others."""

    title: str
    icon: str
    rows: list[Hit]
    has_more: bool
    url: str


def add_to_search(desk: DeskAdmin, *, order: int) -> None:
    """Let the common search look on this desk too; lower ``order`` stands first."""
    _desks.append((order, desk))
    _desks.sort(key=lambda pair: pair[0])


def desks_for(request: HttpRequest) -> list[DeskAdmin]:
    """The desks that this person may see."""
    return [desk for _, desk in _desks if desk.may(request, "view")]


def hits_of(desk: DeskAdmin, query: str, request: HttpRequest) -> Hits:
    """What the desk's own list shows first for the same words; two queries."""
    rows = desk.find_rows(desk.rows_unfiltered(request), query, request)
    ordered = rows.order_by(*desk.get_ordering(request), "pk").values_list("pk", flat=True)
    keys = list(ordered[: SHOWN + 1])
    shown = desk.display_rows(desk.get_queryset(request).filter(pk__in=keys[:SHOWN]))
    by_key = {row.pk: row for row in shown}
    return Hits(
        title=desk.get_menu_label(),
        icon=desk.get_menu_icon(),
        rows=[_hit(desk, by_key[key], request) for key in keys[:SHOWN] if key in by_key],
        has_more=len(keys) > SHOWN,
        url=f"{desk.url('index')}?{urlencode({'q': query})}",
    )


def _hit(desk: DeskAdmin, row: Model, request: HttpRequest) -> Hit:
    state = desk.state_labels.get(getattr(row, "state", ""), "")
    return Hit(desk.object_label(row), state, desk.primary_url(request, row))


@uncached
class FindView(TemplateView):
    """The page of the common search; not there for whoever sees no desk."""

    template_name = "core/back_office/find.html"
    http_method_names = ["get"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who sees no desk."""
        if not desks_for(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Look on each desk, unless too little was typed to look for."""
        query = one_line(self.request.GET.get("q", ""))[:200]
        desks = desks_for(self.request)
        is_asked = len(query) >= SHORTEST
        hits = [hits_of(desk, query, self.request) for desk in desks] if is_asked else []
        return super().get_context_data(
            page_title=TITLE,
            icon="search",
            query=query,
            is_asked=is_asked,
            desks=[(desk.get_menu_label(), desk.search_words(self.request)) for desk in desks],
            hits=[one for one in hits if one.rows],
            **kwargs,
        )


class DeskSearchArea(SearchArea):
    """The search box of the admin's side menu, for whoever sees a desk."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Editors without a desk keep the search of pages there."""
        return bool(desks_for(request))


class FindPanel(Component):
    """The search box above the board, and the person's kept choices of all desks."""

    order = 5
    template_name = "core/back_office/find_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The kept choices that still lead somewhere."""
        request = parent_context["request"]
        kept = [(desk, saving.links(desk, request)) for desk in desks_for(request)]
        return {"desks": [(desk.get_menu_label(), links) for desk, links in kept if links]}


@hooks.register("register_admin_urls")
def find_url() -> list[URLPattern]:
    """The address under /cms/."""
    return [path("find/", guarded(cast(Any, FindView.as_view())), name="desk_find")]


@hooks.register("register_admin_search_area")
def find_area() -> SearchArea:
    """Before Wagtail's own areas: the side menu takes the first."""
    return DeskSearchArea(
        "Заявки и реестры", reverse("desk_find"), name="desks", icon_name="list-ul", order=10
    )


@hooks.register("construct_homepage_panels")
def show_on_board(request: HttpRequest, panels: list[Component]) -> None:
    """Put the box above what waits."""
    if desks_for(request):
        panels.append(FindPanel())
