"""The desk of sheets from paper: typed by one, checked beside the scan by another (C-14)."""

import zoneinfo
from collections.abc import Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from contest.scoring.lifecycle import PAPER, PaperState
from contest.scoring.paper import handling
from contest.scoring.paper.models import PaperSheet
from contest.scoring.services import paper as services
from core import clock
from core.back_office import Act, DeskAdmin, Look
from core.models import User
from core.templatetags.desk_tags import state_tag

from . import forms, paper_forms, paper_views

LIST_ACTS = (
    Act(
        code="enter-paper",
        button="Внести бумажный лист",
        past="Начато внесение бумажного листа",
        service=services.begin,
        submit="Дальше: оценки",
        help="Приложите скан: оценки вы впишете рядом с ним на следующей странице. Они начнут"
        " учитываться, когда лист подтвердит другой человек.",
        form=paper_forms.BeginForm,
        view=paper_views.BeginView,
    ),
)
ACTS = (
    Act(
        code="confirm-paper",
        button="Подтвердить",
        past="Лист подтверждён: оценки учтены",
        service=services.confirm,
        title="Проверить и подтвердить",
        submit="Всё сошлось, подтвердить",
        help="Сверьте каждую оценку со сканом. Подтверждённые оценки становятся оценками члена"
        " комиссии; отменить это нельзя.",
        success="Подтверждено: оценки учтены.",
        left_to_another=lambda sheet, user: not handling.may_check(user, sheet),
        view=paper_views.CheckView,
    ),
    Act(
        code="send-back-paper",
        button="Вернуть: не сошлось",
        past="Лист возвращён тому, кто его внёс",
        service=services.send_back,
        submit="Вернуть",
        success="Возвращено.",
        form=paper_forms.WhyForm,
        left_to_another=lambda sheet, user: not handling.may_check(user, sheet),
        view=paper_views.CheckView,
    ),
    Act(
        code="discard-paper",
        button="Убрать",
        past="Лист убран",
        service=services.discard,
        title="Убрать лист",
        help="Лист и его скан будут удалены. Так убирают внесённое по ошибке.",
        success="Лист убран.",
        form=forms.ReasonForm,
        look=Look.DANGER,
        offered=lambda sheet: sheet.state != PaperState.CONFIRMED,
        leads_to_list=True,
        view=paper_views.SheetActView,
    ),
)


class PaperDesk(DeskAdmin):
    """Sheets of the contests of the person's own organisation; marks are on none of its lists."""

    model = PaperSheet
    lifecycle = PAPER
    base_url_path = "contest/paper-sheets"
    menu_label = "Бумажные листы"
    menu_icon = "doc-full"
    menu_order = 255
    rights = {"view": handling.HANDLE, "work": handling.HANDLE}
    list_display = ("who", "contest_name", "part_name", "entries_count", "state_name", "hands")
    list_select_related = (
        "member__contest__operator",
        "entered_by",
        "checked_by",
        "scan__key",
        "key",
    )
    ordering = ("-entered_at", "-pk")
    inspect_view_enabled = True
    intro = (
        "Оценочные листы, которые члены комиссии заполнили на бумаге. Один человек вносит их рядом"
        " со сканом, другой сверяет и подтверждает."
    )
    list_acts = LIST_ACTS
    acts = ACTS
    list_views = {"print": paper_views.PrintListView, "blank": paper_views.BlankView}
    object_views = {
        "inspect": paper_views.PaperView,
        "marks": paper_views.TypeView,
        "scan": paper_views.ScanView,
    }
    event_words = {"hand-over-paper": "Передано на проверку"}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        if not self.may(request, right):
            return PaperSheet.objects.none()
        contests = handling.contests_of(cast(User, request.user))
        rows = PaperSheet.objects.filter(member__contest__in=contests)
        return rows.order_by(*self.ordering)

    def display_rows(self, rows: QuerySet) -> QuerySet:
        entries = Count("marks__entry", distinct=True)
        return super().display_rows(rows).annotate(entries=entries)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        assert isinstance(row, PaperSheet)
        user = cast(User, request.user)
        return self.may(request, right) and row.contest.operator_id == user.organisation_id

    def zone_of(self, row: Any, request: HttpRequest) -> zoneinfo.ZoneInfo:
        zone: zoneinfo.ZoneInfo = row.tz
        return zone

    def object_label(self, row: Any) -> str:
        return f"{row.member.full_name}: {row.get_part_display()}"

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        printed = {"url": self.url("print"), "label": "Напечатать листы", "icon": ""}
        return [*super().header_buttons(request), printed]

    def state(self, row: PaperSheet) -> SafeString:
        """The state as a tag."""
        return state_tag(PAPER.tones[row.state], row.get_state_display())

    @admin.display(description="член комиссии")
    def who(self, row: PaperSheet) -> str:
        """Whose sheets they are."""
        name: str = row.member.full_name
        return name

    @admin.display(description="конкурс")
    def contest_name(self, row: PaperSheet) -> str:
        """Title and year."""
        return str(row.contest)

    @admin.display(description="что оценивается")
    def part_name(self, row: PaperSheet) -> str:
        """The part of the contest."""
        return str(row.get_part_display())

    @admin.display(description="заявок")
    def entries_count(self, row: Any) -> int:
        """On how many entries something is typed."""
        count: int = row.entries
        return count

    @admin.display(description="состояние", ordering="state")
    def state_name(self, row: PaperSheet) -> SafeString:
        """The state as a tag."""
        return self.state(row)

    @admin.display(description="внёс, проверил")
    def hands(self, row: PaperSheet) -> str:
        """The two people."""
        checked = row.checked_by.full_name if row.checked_by else "–"
        return f"{row.entered_by.full_name}, {checked}"

    def facts(self, row: PaperSheet) -> Sequence[tuple[str, str]]:
        """What the page of a sheet says of it."""
        lines = [
            ("Член комиссии", f"{row.member.full_name}, {row.member.get_seat_display()}"),
            ("Конкурс", str(row.contest)),
            ("Что оценивается", str(row.get_part_display())),
            (
                "Внёс(ла)",
                f"{row.entered_by.full_name}, {clock.format_short(row.entered_at, row.tz)}",
            ),
        ]
        if row.checked_by is not None and row.checked_at is not None:
            checked = clock.format_short(row.checked_at, row.tz)
            lines.append(("Проверил(а)", f"{row.checked_by.full_name}, {checked}"))
        return lines
