"""«Итоги»: the orders that approve a contest's results and publish them (C-19, X-4)."""

import zoneinfo
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from contest.meetings.services.guards import RUN
from contest.results.lifecycle import RESULTS_ORDER
from contest.results.models import ResultsOrder
from contest.results.record import ORDERS
from core import clock
from core.back_office import DeskFilter, ExportColumn, Panel, RegisterDesk, StateFilter
from core.models import HistoryRecord

from . import panels, scope, views
from .acts import ACTS, LIST_ACTS

VIEW = "contest.view_resultsorder"


class ResultsDesk(RegisterDesk):
    """Orders of the contests on whose commission the person sits or for which they work."""

    record = ORDERS
    lifecycle = RESULTS_ORDER
    acts = ACTS
    list_acts = LIST_ACTS
    base_url_path = "contest/results"
    menu_label = "Итоги"
    menu_icon = "success"
    menu_order = 280
    rights = {"view": VIEW, "work": RUN, "confirm": VIEW}
    object_views = {
        "draft": views.DraftView,
        "draft-docx": views.DraftDocxView,
        "scan": views.ScanView,
        "refusal": views.RefusalPaperView,
    }
    list_display = ("title", "contest_name", "state", "published")
    list_select_related = (
        "contest__operator",
        "contest__founder",
        "decision__item__meeting__number",
        "key",
        "scan__key",
        "filed_by",
        "confirmed_by",
    )
    ordering = ("-prepared_at", "-pk")
    filters: Sequence[type[DeskFilter]] = (StateFilter,)
    more_export_columns = (
        ExportColumn("Номер приказа", lambda row: row.number),
        ExportColumn("Дата приказа", lambda row: row.signed_on),
        ExportColumn("Состояние", lambda row: row.get_state_display()),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        if not self.may(request, right):
            return ResultsOrder.objects.none()
        contests = scope.contests_for(request, right)
        return ResultsOrder.objects.filter(contest__in=contests).order_by(*self.ordering)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        assert isinstance(row, ResultsOrder)
        return self.may(request, right) and scope.holds(request, right, row.contest_id)

    def zone_of(self, row: Any, request: HttpRequest) -> zoneinfo.ZoneInfo:
        zone: zoneinfo.ZoneInfo = row.tz
        return zone

    def panels(self, row: ResultsOrder, request: HttpRequest) -> Iterable[Panel]:
        disagreement = panels.disagreement(row, request, self)
        return [
            *([disagreement] if disagreement else []),
            panels.results(row),
            panels.papers(row, self),
            panels.federal_stage(row, request, self),
            panels.deadline(row),
        ]

    def history_details(self, record: HistoryRecord) -> list[str]:
        details = super().history_details(record)
        if version := record.details.get("version"):
            details.append(f"редакция {version}")
        return details

    @admin.display(description="приказ", ordering="signed_on")
    def title(self, row: ResultsOrder) -> str:
        """Date and number; before the signing, that it is a draft."""
        return row.title or "Проект приказа"

    @admin.display(description="конкурс", ordering="contest__short_title")
    def contest_name(self, row: ResultsOrder) -> str:
        """Title and year."""
        return str(row.contest)

    @admin.display(description="опубликовано", ordering="published_at")
    def published(self, row: ResultsOrder) -> str:
        """When the results went to the site."""
        return clock.format_short(row.published_at, row.tz) if row.published_at else "–"
