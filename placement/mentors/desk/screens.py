"""The desk «Рекомендации наставникам» (P-F7)."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from core.back_office import DeskFilter, KeySearch, Panel, RegisterDesk, StateFilter, in_list
from core.models import HistoryRecord, User
from placement.graduates.rights import APPROVE, WORK
from placement.mentors import rights, services
from placement.mentors.lifecycle import SHEET, SheetState
from placement.mentors.models import PLACES, WRITERS, Part, Recommendations
from placement.mentors.record import RECOMMENDATIONS

from . import views
from .acts import ACTS, CREATE, EVENTS
from .attention import AttentionFilter
from .looks import is_allowed
from .panels import NO_CONSENT, panels_of


class RecommendationsDesk(RegisterDesk):
    """Sheets for mentors: each specialist of the institution finds what waits for their part."""

    record = RECOMMENDATIONS
    lifecycle = SHEET
    acts = ACTS
    list_acts = (CREATE,)
    event_words = EVENTS
    base_url_path = "placement/recommendations"
    menu_label = "Рекомендации наставникам"
    menu_icon = "doc-full-inverse"
    menu_order = 340
    rights = {"view": rights.VIEW, "work": WORK, "approve": APPROVE}
    object_views = {"paper": views.PaperView}
    list_display = ("person", "heading", "state", "awaited")
    list_select_related = ("graduate__key", "graduate__merged_into", *PLACES)
    ordering = ("-created_at", "-pk")
    search = KeySearch("graduate__search_key")
    search_hint = "Фамилия или группа"
    filters: Sequence[type[DeskFilter]] = (StateFilter, AttentionFilter)
    # Names and groups only; no file is made of them.
    export_columns = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Those about people whom one leads; of the others those in use that name one as a writer."""
        rows = super().get_queryset(request)
        return rows.filter(rights.seen_by(cast(User, request.user)))

    def display_rows(self, rows: QuerySet) -> QuerySet:
        unopened = Part.objects.defer("content")
        return super().display_rows(rows).prefetch_related(Prefetch("parts", unopened))

    def panels(self, row: Recommendations, request: HttpRequest) -> Iterable[Panel]:
        return panels_of(row, request, self)

    def notices(self, row: Recommendations, request: HttpRequest) -> list[str]:
        if not is_allowed(row):
            return [NO_CONSENT]
        if not rights.sees_all(cast(User, request.user), row):
            return []
        if row.state == SheetState.FILLING:
            return _unnamed(row)
        if row.state != SheetState.READY or row.screened_at is not None:
            return []
        words = services.suspected_words(row)
        return [f"Слова выводов могут говорить о здоровье: {', '.join(words)}."] if words else []

    def status_line(self, row: Recommendations, request: HttpRequest) -> Sequence[Any]:
        return [*super().status_line(row, request), row.graduate.full_name]

    def history_details(self, record: HistoryRecord) -> list[str]:
        details = record.details
        more = [details[name] for name in ("part", "scope", "employer") if details.get(name)]
        return [*super().history_details(record), *more]

    @admin.display(description="выпускник", ordering="graduate__sort_key")
    def person(self, row: Recommendations) -> str:
        """Whose; an invented one says so."""
        return in_list(row, row.graduate.short_name)

    @admin.display(description="ждём подписи")
    def awaited(self, row: Recommendations) -> str:
        """The parts without a signature."""
        if row.state != SheetState.FILLING:
            return ""
        parts = [one for one in row.parts.all() if one.kind != Part.Kind.GENERAL]
        return "; ".join(str(one) for one in parts if one.signed_at is None)


def _unnamed(sheet: Recommendations) -> list[str]:
    """The parts that nobody can write, because the sheet names nobody for them."""
    missing = [
        str(Part.Kind(kind).label)
        for kind, places in WRITERS.items()
        if not any(getattr(sheet, f"{place}_id") for place in places)
    ]
    return [f"Назначьте, кто заполнит: {'; '.join(missing)}."] if missing else []
