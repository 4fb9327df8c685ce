"""The register of meetings: planned, convened, held, with their signed protocols (C-K4…8)."""

import zoneinfo
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from contest.meetings.lifecycle import MEETING, MeetingState
from contest.meetings.models import Meeting
from contest.meetings.record import MEETINGS
from contest.meetings.services.guards import RUN, VIEW, may_be_approved
from contest.meetings.sitting import sitting_of
from core import clock
from core.back_office import (
    LETTER_ACTS,
    DeskFilter,
    ExportColumn,
    Panel,
    RegisterDesk,
    StateFilter,
)
from core.models import HistoryRecord

from . import panels, scope, views
from .acts import ACTS, LIST_ACTS

_AT_WORK = (MeetingState.CONVENED, MeetingState.HELD, MeetingState.FILED, MeetingState.SIGNED)


class MeetingDesk(RegisterDesk):
    """Meetings of the commissions on which the person sits or for which they work; see ``scope``."""

    record = MEETINGS
    lifecycle = MEETING
    acts = (*ACTS, *LETTER_ACTS)
    list_acts = LIST_ACTS
    base_url_path = "contest/meetings"
    menu_label = "Заседания комиссии"
    menu_icon = "calendar-alt"
    menu_order = 270
    rights = {"view": VIEW, "work": RUN, "chair": VIEW, "confirm": VIEW}
    object_views = {
        "protocol": views.ProtocolView,
        "attendance-list": views.AttendanceListView,
        "scan": views.ScanView,
    }
    list_display = ("title", "contest_name", "place", "state", "protocol_number")
    list_select_related = (
        "contest__operator",
        "contest__founder",
        "number",
        "scan__key",
        "key",
        "approved_by",
        "filed_by",
        "confirmed_by",
    )
    ordering = ("-starts_at", "-pk")
    filters: Sequence[type[DeskFilter]] = (StateFilter,)
    more_export_columns = (
        ExportColumn("Дата и время", lambda row: clock.format_short(row.starts_at, row.tz)),
        ExportColumn("Состояние", lambda row: row.get_state_display()),
        ExportColumn("Протокол №", lambda row: row.number.label if row.number else ""),
        ExportColumn("Протокол подписан", lambda row: row.signed_on),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        if not self.may(request, right):
            return Meeting.objects.none()
        contests = scope.contests_for(request, right)
        return Meeting.objects.filter(contest__in=contests).order_by(*self.ordering)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        assert isinstance(row, Meeting)
        return self.may(request, right) and scope.holds(request, right, row.contest_id)

    def zone_of(self, row: Any, request: HttpRequest) -> zoneinfo.ZoneInfo:
        zone: zoneinfo.ZoneInfo = row.tz
        return zone

    def sections(self, row: Meeting, request: HttpRequest) -> list[Any]:
        """Nothing from the record: its instant is said with the contest's zone, at the head of the page."""
        return []

    def brief(self, row: Meeting, request: HttpRequest) -> Sequence[tuple[str, Any]]:
        return [("Когда", row.when_text), ("Где", row.place), ("Конкурс", str(row.contest))]

    def notices(self, row: Meeting, request: HttpRequest) -> list[str]:
        """Who is missing where the agenda waits for its approval."""
        if row.state != MeetingState.PLANNED or not self.allows(request, "work", row):
            return []
        if may_be_approved(row.contest):
            return []
        return [
            (
                "Утвердить повестку некому: у председателя нет учётной записи. Укажите её в составе"
                " комиссии или, если он отсутствует, запишите это – тогда утвердит заместитель."
            )
        ]

    def panels(self, row: Meeting, request: HttpRequest) -> Iterable[Panel]:
        sitting = sitting_of(row)
        own = (
            panels.quorum(sitting) if row.state in _AT_WORK else None,
            panels.agenda(row, sitting, request, self),
            panels.findings(row, request, self),
            panels.papers(row, sitting, request, self),
            panels.summonses(row, request, self),
            panels.absences(row, request, self),
            panels.deadlines(row),
        )
        return [panel for panel in own if panel is not None]

    def history_details(self, record: HistoryRecord) -> list[str]:
        said, details = super().history_details(record), record.details
        if item := details.get("item"):
            said.append(f"вопрос {item}")
        if number := details.get("number"):
            said.append(f"протокол № {number}")
        if seat := details.get("seat"):
            said.append(str(seat))
        if total := details.get("total"):
            said.append(f"присутствуют {details['present']} из {total}")
        if absences := details.get("absences"):
            said.append(f"записано отсутствий в оценке: {absences}")
        if letters := details.get("letters"):
            said.append(f"писем: {letters}")
        return said

    @admin.display(description="когда", ordering="starts_at")
    def title(self, row: Meeting) -> str:
        """Day, hour and zone."""
        return clock.format_short(row.starts_at, row.tz)

    @admin.display(description="конкурс", ordering="contest__short_title")
    def contest_name(self, row: Meeting) -> str:
        """Title and year."""
        return str(row.contest)

    @admin.display(description="протокол №", ordering="number__number")
    def protocol_number(self, row: Meeting) -> str:
        """The number, once the meeting is closed."""
        return row.number.label if row.number else "–"
