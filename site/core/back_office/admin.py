"""DeskAdmin: a modeladmin screen that is closed unless opened, scoped, flat and searchable.

modeladmin as it comes answers 302 for another's record, 500 for a malformed key, and its history
view shows the record; its list takes any query parameter as a database lookup. Here every address
passes one gate: the right first, then the key within ``get_queryset(request)``, else 404 (X-7).
"""

import zoneinfo
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from csp.decorators import csp_replace
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, re_path
from django.utils import timezone
from wagtail_modeladmin.options import ModelAdmin

from core.lifecycle import Lifecycle
from core.models import HistoryRecord, User

from .act_views import ActView, ListActView, PartActView
from .acts import Act, buttons
from .bulk import BulkView
from .exporting import ExportColumn, ExportView
from .filters import DeskFilter
from .guard import guarded
from .history import HistoryView
from .index import DeskIndexView
from .objects import DeskListView, DeskObjectView
from .rights import DeskPermissionHelper
from .saving import SavedFiltersView
from .search import Search
from .urls import DeskURLHelper

# Whose widgets bring scripts of their own into the page; nobody's identity data are there.
FORMS_OF_WAGTAIL = ("create", "edit")
# Several desks may have one model: each says in words what was done at the others.
_history_words: dict[type[Model], dict[str, str]] = defaultdict(dict)
runs_no_inline_scripts = csp_replace({"script-src": ["'self'"]})


class DeskAdmin(ModelAdmin):
    """Base of all back-office screens (X-4, X-7, invariant 11).

    ``rights`` names the permission behind each right: ``view`` opens list and object, ``work``
    the actions, ``add``, ``change`` and ``delete`` the stock forms. What it does not name is closed.
    """

    rights: Mapping[str, str] = {}
    permission_helper_class = DeskPermissionHelper
    url_helper_class = DeskURLHelper
    index_view_class = DeskIndexView
    index_template_name = "core/back_office/index.html"
    list_per_page = 50
    list_select_related: Sequence[str] = ()
    filters: Sequence[type[DeskFilter]] = ()
    search: Search | None = None
    search_hint = "Найти"
    # What makes new rows, as buttons above the list.
    list_acts: Sequence[Act] = ()
    # The transition table of the rows' states, where they have any.
    lifecycle: Lifecycle | None = None
    # What can be done to a row, in the order of the buttons.
    acts: Sequence[Act] = ()
    export_columns: Sequence[ExportColumn] = ()
    list_views: Mapping[str, type[DeskListView]] = {}
    object_views: Mapping[str, type[DeskObjectView]] = {}
    part_views: Mapping[str, type[DeskObjectView]] = {}
    # Words for what happens to a row without an act of staff, by its code in the history.
    event_words: Mapping[str, str] = {}
    intro = ""
    # Who reads the reasons that the history holds: of people they are written in free words.
    reasons_right = "view"

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.permission_helper.rights = self.rights
        list_actions = {*self._list_views(), *(act.code for act in self.list_acts)}
        on_parts = (act.code for act in self.acts if act.parts is not None)
        self.url_helper.add(list_actions=list_actions, part_actions={*self.part_views, *on_parts})
        _history_words[self.model] |= self._own_words

    # --- who may do what -----------------------------------------------------------------------

    def may(self, request: HttpRequest, right: str) -> bool:
        """Whether the person who asks holds ``right`` on this desk."""
        return self.permission_helper.may(cast(User, request.user), right)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        """Whether the person holds ``right`` over this row: a desk may narrow rights by scope."""
        return self.may(request, right)

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        """The rows over which the person holds ``right``; by default all that they may see."""
        return self.get_queryset(request) if self.may(request, right) else self.model.objects.none()

    def get_object(self, request: HttpRequest, key: str, right: str = "view") -> Any:
        """The object over which the person holds ``right``; Http404 for others and bad keys."""
        rows = self.display_rows(self.rows_for(request, right))
        try:
            return rows.get(pk=unquote(key))
        except (self.model.DoesNotExist, ValueError, ValidationError, OverflowError) as error:
            raise Http404 from error

    # --- what is shown -------------------------------------------------------------------------

    def zone(self, request: HttpRequest) -> zoneinfo.ZoneInfo:
        """The zone that instants of this desk are shown and filtered in (invariant 4)."""
        organisation = cast(User, request.user).organisation
        return (
            organisation.tz
            if organisation
            else zoneinfo.ZoneInfo(timezone.get_default_timezone_name())
        )

    def zone_of(self, row: Model, request: HttpRequest) -> zoneinfo.ZoneInfo:
        """The zone that instants of one object are shown in: its own, where it has one."""
        return getattr(row, "tz", None) or self.zone(request)

    def may_know(self, record: HistoryRecord, request: HttpRequest) -> bool:
        """Whether the person who asks may know of this change; a desk may keep some to itself."""
        return True

    def history_details(self, record: HistoryRecord) -> list[str]:
        """What a line of the history adds, in words; codes and keys stay out."""
        fields = record.details.get("fields", [])
        return [f"поля: {', '.join(fields)}"] if fields else []

    def display_rows(self, rows: QuerySet) -> QuerySet:
        """The rows with what their cells need: related rows, and annotations of a subclass."""
        return rows.select_related(*self.list_select_related)

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        """Put on the rows what their cells need beyond the query: once a page, not once a row."""

    def object_label(self, row: Model) -> str:
        """How messages and headings call the object."""
        return str(row)

    def primary_url(self, request: HttpRequest, row: Model) -> str:
        """The page that a row leads to: view, else edit, else none."""
        user = request.user
        if self.permission_helper.user_can_inspect_obj(user, row):
            return self.url("inspect", row)
        if self.permission_helper.user_can_edit_obj(user, row):
            return self.url("edit", row)
        return ""

    def url(
        self, action: str, row: Model | None = None, part: int | str | UUID | None = None
    ) -> str:
        """Address of an action of the list, of a row, or of a part of a row."""
        keys = [quote(key) for key in (row.pk if row else None, part) if key is not None]
        return self.url_helper.get_action_url(action, *keys)

    @property
    def state_labels(self) -> Mapping[str, str]:
        """Words for the codes of states."""
        states = self.lifecycle.states if self.lifecycle else None
        return dict(states.choices) if states else {}

    @property
    def history_words(self) -> dict[str, str]:
        """Words for the codes of actions in the history, those of other desks of the model too."""
        return {**_history_words[self.model], **self._own_words}

    @property
    def _own_words(self) -> dict[str, str]:
        acts = (*self.list_acts, *self.acts)
        return {**{act.code: act.past for act in acts}, **self.event_words}

    def open_acts(self, request: HttpRequest, row: Model) -> list[dict[str, Any]]:
        """Buttons of what this person may do to the row now."""
        return buttons(self, request, row, self.acts)

    def bulk_acts(self, request: HttpRequest) -> list[Act]:
        """The acts on several rows at once that this person may use."""
        many = (act for act in self.acts if act.for_many)
        return [act for act in many if self.may(request, act.right)]

    def rows_unfiltered(self, request: HttpRequest) -> QuerySet:
        """The rows of the list when nothing is chosen in its filters."""
        return self.get_queryset(request)

    def search_rows(self, rows: QuerySet, query: str, request: HttpRequest) -> QuerySet:
        """The rows that the query leaves: a desk may search more for whoever may see more."""
        return self.search(rows, query) if self.search else rows

    def find_rows(self, rows: QuerySet, query: str, request: HttpRequest) -> QuerySet:
        """The rows for the common search over all desks: one may look less hard there than in its list."""
        return self.search_rows(rows, query, request)

    def search_words(self, request: HttpRequest) -> str:
        """What stands beside the search box: by what this person finds rows."""
        return self.search_hint

    def warnings(self) -> Sequence[str]:
        """What is said above the list: what is late, what waits."""
        return []

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        """Buttons above the list: ``url``, ``label``, ``icon``."""
        return [
            {"url": self.url(act.code), "label": act.button, "icon": act.icon}
            for act in self.list_acts
            if act.is_button and self.may(request, act.right)
        ]

    def export_pages(self, request: HttpRequest) -> list[dict[str, str]]:
        """Pages beside the table files that ask what to put into a file: ``url``, ``label``."""
        return []

    def get_filters(self) -> Sequence[type[DeskFilter]]:
        """The filters above the list."""
        return self.filters

    def get_list_display_add_buttons(self, request: HttpRequest) -> str:
        """The column that leads to the object: the first."""
        return self.get_list_display(request)[0]

    # --- addresses -----------------------------------------------------------------------------

    def _list_views(self) -> dict[str, type[DeskListView]]:
        views: dict[str, type[DeskListView]] = dict(self.list_views)
        if self.export_columns:
            views.setdefault("export", ExportView)
        if self.get_filters():
            views["filters"] = SavedFiltersView
        if any(act.for_many for act in self.acts):
            views["bulk"] = BulkView
        return views

    def _object_views(self) -> dict[str, type[DeskObjectView]]:
        return {"history": HistoryView, **self.object_views}

    def _act_views(self) -> dict[str, Callable[..., HttpResponseBase]]:
        views = [(act, act.view or (PartActView if act.parts else ActView)) for act in self.acts]
        views += [(act, act.view or ListActView) for act in self.list_acts]
        return {act.code: view.as_view(desk=self, act=act) for act, view in views}

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Only addresses that some right can open are there at all."""
        views: dict[str, Callable[..., HttpResponseBase]] = {"index": self.index_view}
        stock = {"add": "create", "change": "edit", "delete": "delete"}
        for right, action in stock.items():
            if right in self.rights:
                views[action] = getattr(self, f"{action}_view")
        own = {**self._list_views(), **self._object_views(), **self.part_views}
        if self.inspect_view_enabled and "inspect" not in own:
            views["inspect"] = self.inspect_view
        for action, kind in own.items():
            views[action] = guarded(kind.as_view(desk=self))
        for code, view in self._act_views().items():
            views[code] = guarded(view)
        return tuple(
            re_path(
                self.url_helper.get_action_url_pattern(action),
                view if action in FORMS_OF_WAGTAIL else runs_no_inline_scripts(view),
                name=self.url_helper.get_action_url_name(action),
            )
            for action, view in views.items()
        )

    def register_admin_url_finders(self) -> None:
        """No finder: several desks show the same model, and links are made by the desks."""

    def register_indexing(self) -> None:
        """No reference index: these rows hold no pages or images, and it would slow each save."""

    # --- modeladmin's own views, behind the gate -------------------------------------------------

    def index_view(self, request: HttpRequest) -> HttpResponseBase:
        """The list."""
        return self._open(super().index_view, request, "view")

    def create_view(self, request: HttpRequest) -> HttpResponseBase:
        """The form of a new object, where the desk opens it."""
        return self._open(super().create_view, request, "add")

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        """The object, where the desk opens it."""
        return self._open(super().inspect_view, request, "view", instance_pk)

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        """The form of the object, where the desk opens it."""
        return self._open(super().edit_view, request, "change", instance_pk)

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        """Deletion, where the desk opens it."""
        return self._open(super().delete_view, request, "delete", instance_pk)

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        """The history of the object."""
        return guarded(HistoryView.as_view(desk=self))(request, instance_pk=instance_pk)

    @guarded
    def _open(
        self,
        view: Callable[..., HttpResponseBase],
        request: HttpRequest,
        right: str,
        *keys: str,
    ) -> HttpResponseBase:
        if not self.may(request, right):
            raise PermissionDenied
        for key in keys:
            self.get_object(request, key, right)
        return view(request, *keys)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """What this person may see; every view of the desk starts here."""
        return super().get_queryset(request)
