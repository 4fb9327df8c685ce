"""The desk «Сопровождение» and the list of kinds of steps (P-2.2b)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import clock
from core.back_office import (
    DeskFilter,
    ExportColumn,
    KeySearch,
    Panel,
    PlainRegister,
    StateFilter,
    in_list,
)
from core.models import HistoryRecord
from core.templatetags.desk_tags import state_tag
from placement.cases.acts import ACTS, EVENTS, LIST_ACTS, outcome_words
from placement.cases.lifecycle import CASE
from placement.cases.models import Case, Step
from placement.cases.record import CASES, STEP_KINDS
from placement.graduates.desk.cards import card_link
from placement.graduates.desk.screens import ResponsibleFilter
from placement.graduates.rights import APPROVE, HEALTH, IDENTITY, VIEW, WORK

from . import consilia, panels
from .attention import AttentionFilter
from .leading import LedDesk


class SpecialistFilter(ResponsibleFilter):
    """By who leads the case."""

    name = "specialist"


class CaseDesk(LedDesk):
    """Who leads whom, what is next, what is overdue."""

    record = CASES
    lifecycle = CASE
    acts = ACTS
    list_acts = LIST_ACTS
    event_words = EVENTS
    base_url_path = "placement/cases"
    menu_label = "Сопровождение"
    reasons_right = "work"
    menu_icon = "clipboard-list"
    menu_order = 105
    rights = {
        "view": VIEW,
        "work": WORK,
        "approve": APPROVE,
        "identity": IDENTITY,
        "health": HEALTH,
    }
    part_views = {
        "invitation": consilia.InvitationView,
        "blank-protocol": consilia.BlankProtocolView,
        "protocol-scan": consilia.ScanView,
    }
    list_display = ("who", "state", "next_step", "specialist_name", "since")
    list_select_related = ("graduate", "specialist")
    ordering = ("-opened_on", "-pk")
    search = KeySearch("graduate__search_key")
    search_hint = "Фамилия, группа"
    filters: Sequence[type[DeskFilter]] = (StateFilter, SpecialistFilter, AttentionFilter)
    more_export_columns = (
        ExportColumn("Состояние", lambda row: row.get_state_display()),
        ExportColumn("Завершено", lambda row: row.ended_on),
        ExportColumn("Чем закончилось", lambda row: row.get_outcome_display()),
    )

    def display_rows(self, rows: QuerySet) -> QuerySet:
        ahead = Step.objects.waiting().filter(case=OuterRef("pk")).order_by("due_on", "pk")
        return (
            super()
            .display_rows(rows)
            .annotate(
                next_on=Subquery(ahead.values("due_on")[:1]),
                next_kind=Subquery(ahead.annotate(n=F("kind__name")).values("n")[:1]),
            )
        )

    def panels(self, row: Case, request: HttpRequest) -> Iterable[Panel]:
        own = (
            panels.steps(row, request, self),
            consilia.panel(row, request, self),
            panels.jobs(row),
            panels.handovers(row, request, self),
        )
        return [panel for panel in own if panel is not None]

    def status_line(self, row: Case, request: HttpRequest) -> Sequence[Any]:
        outcome = []
        if row.ended_on is not None:
            outcome = [f"{row.get_outcome_display()}, {row.ended_on:%d.%m.%Y}."]
        card = card_link(row.graduate_id, "Карточка выпускника")
        return [*super().status_line(row, request), *outcome, card]

    def history_details(self, record: HistoryRecord) -> list[str]:
        words, details = super().history_details(record), record.details
        words += [
            str(details[name]) for name in ("specialist", "step", "employer") if name in details
        ]
        if outcome := details.get("outcome"):
            words.append(outcome_words(outcome))
        return words

    @admin.display(description="выпускник", ordering="graduate__sort_key")
    def who(self, row: Case) -> str:
        """The graduate; an invented one says so."""
        return in_list(row, row.graduate)

    @admin.display(description="следующий шаг")
    def next_step(self, row: Any) -> SafeString | str:
        """The nearest step that waits; overdue says so in a word."""
        if row.next_on is None:
            return state_tag("warning", "не запланирован") if row.is_open else ""
        text = f"{row.next_on:%d.%m.%Y} – {row.next_kind}"
        if row.next_on >= clock.local_day(clock.now()):
            return text
        return format_html("{} {}", text, state_tag(*panels.LATE))

    @admin.display(description="специалист", ordering="specialist__last_name")
    def specialist_name(self, row: Case) -> str:
        """Who leads."""
        return row.specialist.short_name

    @admin.display(description="с какого дня", ordering="opened_on")
    def since(self, row: Case) -> str:
        """The first day."""
        return f"{row.opened_on:%d.%m.%Y}"


class StepKindDesk(PlainRegister):
    """The kinds of steps that the centre chooses from."""

    record = STEP_KINDS
    base_url_path = "placement/step-kinds"
    menu_label = "Виды шагов"
    menu_icon = "list-ul"
    menu_order = 830
    rights = {
        "view": WORK,
        "add": "placement.add_stepkind",
        "change": "placement.change_stepkind",
    }
    ordering = ("order", "name")
    search_hint = "Название"
