"""The desk of employment figures: enter, approve, publish, correct (P-2.4d)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest

from core import clock
from core.back_office import Panel, RegisterDesk, StateFilter
from core.models import HistoryRecord
from placement.statistics import services
from placement.statistics.acts import ACTS, EVENTS, LIST_ACTS
from placement.statistics.lifecycle import SNAPSHOT
from placement.statistics.models import Snapshot
from placement.statistics.record import SNAPSHOTS
from placement.statistics.reminders import statistics_warnings

from . import panels, views


class SnapshotDesk(RegisterDesk):
    """Figures by year; a correction stands above what it corrects."""

    record = SNAPSHOTS
    lifecycle = SNAPSHOT
    acts = ACTS
    list_acts = LIST_ACTS
    event_words = EVENTS
    base_url_path = "placement/statistics"
    menu_label = "Трудоустройство выпускников"
    menu_icon = "table"
    menu_order = 800
    rights = {
        "view": "placement.view_snapshot",
        "enter": services.ENTER,
        "approve": services.APPROVE,
        "publish": services.PUBLISH,
    }
    list_display = ("name", "state", "graduates", "employed", "entered", "approved", "published")
    list_select_related = (
        "entered_by",
        "approved_by",
        "published_by",
        "superseded_by",
        "withdrawn_by",
    )
    ordering = ("-year", "-version")
    filters = (StateFilter,)
    object_views = {"table": views.TableView}
    part_views = {"row": views.RowView}

    def warnings(self) -> Sequence[str]:
        return statistics_warnings(clock.now())

    def panels(self, row: Snapshot, request: HttpRequest) -> Iterable[Panel]:
        may_enter = row.is_draft and self.may(request, "enter")
        boxes = (
            panels.unentered(row, self, may_enter=may_enter),
            panels.figures(row, self, may_enter=may_enter),
            panels.signatures(row, request, self),
        )
        return [box for box in boxes if box is not None]

    def history_details(self, record: HistoryRecord) -> list[str]:
        programme = record.details.get("programme")
        return [*super().history_details(record), *([programme] if programme else [])]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(v1=Sum("rows__graduates"), t1=Sum("rows__t1"))

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        zone = self.zone(request)
        for row in rows:
            row.shown_in = zone

    @admin.display(description="учебный год", ordering="year")
    def name(self, row: Snapshot) -> str:
        """The academic year."""
        return str(row)

    @admin.display(description="выпускников")
    def graduates(self, row: Any) -> str:
        """All graduates."""
        return str(row.v1 or 0)

    @admin.display(description="трудоустроены")
    def employed(self, row: Any) -> str:
        """All employed."""
        return str(row.t1 or 0)

    @admin.display(description="внёс")
    def entered(self, row: Any) -> str:
        """Who entered, and when."""
        return _who(row, "entered")

    @admin.display(description="утвердил")
    def approved(self, row: Any) -> str:
        """Who approved, and when."""
        return _who(row, "approved")

    @admin.display(description="опубликовал")
    def published(self, row: Any) -> str:
        """Who published, and when."""
        return _who(row, "published")


def _who(row: Any, name: str) -> str:
    person, at = getattr(row, f"{name}_by"), getattr(row, f"{name}_at")
    return f"{person.short_name}, {clock.in_zone(at, row.shown_in):%d.%m.%Y}" if person else ""
