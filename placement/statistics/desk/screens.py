"""The desk of employment figures: enter, approve, publish, correct (P-2.4d)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from core import clock
from core.back_office import ChoiceFilter, DeskAdmin
from placement.statistics import services
from placement.statistics.lifecycle import SnapshotState
from placement.statistics.models import Snapshot
from placement.statistics.reminders import statistics_warnings

from . import views
from .table_import import FiguresImportView

VIEW = "placement.view_snapshot"


class StateFilter(ChoiceFilter):
    """By state."""

    name = "state"
    label = "Состояние"


class SnapshotDesk(DeskAdmin):
    """Figures by year; a correction stands above what it corrects."""

    model = Snapshot
    base_url_path = "placement/statistics"
    menu_label = "Трудоустройство выпускников"
    menu_icon = "table"
    menu_order = 800
    index_template_name = "placement/statistics/desk/list.html"
    rights = {
        "view": VIEW,
        "enter": services.ENTER,
        "approve": services.APPROVE,
        "publish": services.PUBLISH,
    }
    inspect_view_enabled = True
    list_display = ("name", "status", "graduates", "employed", "entered", "approved", "published")
    list_select_related = ("entered_by", "approved_by", "published_by")
    ordering = ("-year", "-version")
    filters = (StateFilter,)
    list_views = {"start": views.StartView}
    header_actions = (("enter", "start", "Новый год", "plus"),)
    object_views = {
        "inspect": views.SnapshotView,
        "table": views.TableView,
        "frame": views.FrameView,
        "import": FiguresImportView,
        "approve": views.ApproveView,
        "reopen": views.ReopenView,
        "publish": views.PublishView,
        "correct": views.CorrectView,
        "discard": views.DiscardView,
    }
    part_views = {"row": views.RowView}
    state_labels = dict(SnapshotState.choices)
    action_labels = {
        "start": "Начат ввод",
        "start-correction": "Начато исправление",
        "enter-row": "Внесены числа программы",
        "remove-row": "Программа убрана",
        "import-rows": "Внесено из таблицы",
        "approve": "Утверждение",
        "reopen": "Возврат на исправление",
        "publish": "Публикация",
        "supersede": "Замена исправлением",
        "discard": "Черновик удалён",
    }
    # Action → state in which it is open, right, label, icon.
    _ACTIONS = (
        ("import", SnapshotState.DRAFT, "enter", "Внести из таблицы", "upload"),
        ("frame", SnapshotState.DRAFT, "enter", "Источник и правило", "cog"),
        ("approve", SnapshotState.DRAFT, "approve", "Утвердить", "check"),
        ("discard", SnapshotState.DRAFT, "enter", "Удалить черновик", "bin"),
        ("publish", SnapshotState.APPROVED, "publish", "Опубликовать", "view"),
        ("reopen", SnapshotState.APPROVED, "approve", "Вернуть", "undo"),
        ("correct", SnapshotState.PUBLISHED, "enter", "Внести исправление", "edit"),
    )

    def actions(self, request: HttpRequest, snapshot: Snapshot) -> list[dict[str, str]]:
        """Buttons of what this person may do to it now."""
        open_now = [
            {"url": self.url(action, snapshot), "label": label, "icon": icon}
            for action, state, right, label, icon in self._ACTIONS
            if snapshot.state == state and self.may(request, right)
        ]
        always = [("table", "Таблица XLSX", "table"), ("history", "История", "history")]
        return [
            *open_now,
            *({"url": self.url(a, snapshot), "label": lab, "icon": i} for a, lab, i in always),
        ]

    def warnings(self) -> list[str]:
        """What waits, in words."""
        return statistics_warnings(clock.now())

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

    @admin.display(description="состояние", ordering="state")
    def status(self, row: Snapshot) -> str:
        """The state as a tag."""
        return views.state_of(row)

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


class StatisticsPanel(Component):
    """Reminders on Wagtail's home page, for who works on the figures."""

    order = 60
    template_name = "placement/statistics/desk/panel.html"

    def __init__(self, desk: SnapshotDesk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """What waits, and where to do it."""
        return {"warnings": self.desk.warnings(), "url": self.desk.url("index")}
