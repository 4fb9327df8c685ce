"""The register of agreements and the templates of their drafts (P-3.6, P-5.4)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from core import clock
from core.back_office import (
    LETTER_ACTS,
    ChoiceFilter,
    DeskFilter,
    ExportColumn,
    KeySearch,
    Panel,
    RegisterDesk,
    StateFilter,
    in_list,
)
from core.models import HistoryRecord
from core.text import plural
from placement.agreements import setting_up
from placement.agreements.acts import ACTS, EVENTS, LIST_ACTS
from placement.agreements.lifecycle import AGREEMENT
from placement.agreements.models import Agreement
from placement.agreements.record import AGREEMENTS
from placement.agreements.rights import APPROVE, READ_PEOPLE, VIEW, WORK
from placement.agreements.rules import REMIND_DAYS
from placement.common.links import employer_url

from . import panels, views
from .forms import specialists

# The kinds as a narrow column has room for them.
SHORT_KINDS = {
    Agreement.Kind.PARTNERSHIP: "Сотрудничество",
    Agreement.Kind.TARGETED: "Целевая подготовка",
    Agreement.Kind.FREE_TRAINING: "Безвозмездное обучение",
    Agreement.Kind.PRACTICE: "Практика",
}


class EndingFilter(ChoiceFilter):
    """By how soon the term ends."""

    name = "ending"
    label = "Срок заканчивается"

    def choices(self) -> list[tuple[object, str]]:
        """The days of the reminders."""
        return [
            (days, f"в ближайшие {plural(days, 'день', 'дня', 'дней')}") for days in REMIND_DAYS
        ]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        until = clock.local_day(clock.now()) + dt.timedelta(days=int(value))
        return rows.ending_by(until)  # type: ignore[attr-defined, no-any-return]


class ResponsibleFilter(ChoiceFilter):
    """By who is responsible."""

    name = "responsible"
    label = "Ответственный"

    def choices(self) -> list[tuple[object, str]]:
        """Whoever works on agreements."""
        return [(user.pk, user.full_name) for user in specialists()]


class AgreementDesk(RegisterDesk):
    """«Реестр договоров»: from draft to the end of each, with who did what."""

    record = AGREEMENTS
    lifecycle = AGREEMENT
    acts = (*ACTS, *LETTER_ACTS)
    list_acts = LIST_ACTS
    event_words = EVENTS
    base_url_path = "placement/agreements"
    menu_label = "Реестр договоров"
    menu_icon = "form"
    menu_order = 210
    rights = {"view": VIEW, "work": WORK, "approve": APPROVE, "identity": READ_PEOPLE}
    object_views = {
        "scan": views.ScanView,
        "draft": views.DraftView,
        "approval-sheet": views.ApprovalSheetView,
    }
    list_views = {"import": views.AgreementsImportView, "blank": views.AgreementsBlankView}
    part_views = {"addendum": views.AddendumScanView}
    list_display = ("title", "short_kind", "partner", "concerns", "term", "state", "specialist")
    list_select_related = ("employer", "number", "responsible", "scan__key", "key")
    ordering = ("-created_at", "-pk")
    search = KeySearch("search_key")
    search_hint = "Работодатель, номер, группа, предмет"
    filters: Sequence[type[DeskFilter]] = (StateFilter, EndingFilter, ResponsibleFilter)
    more_export_columns = (
        ExportColumn("Номер в журнале", lambda row: row.number_text),
        ExportColumn("ИНН", lambda row: row.employer.inn),
        ExportColumn("Подписан", lambda row: row.signed_on),
        ExportColumn("Состояние", lambda row: row.get_state_display()),
        ExportColumn("Прекращён", lambda row: row.ended_on),
    )

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        buttons = super().header_buttons(request)
        if self.may(request, "work"):
            table = {"url": self.url("import"), "label": "Внести из таблицы", "icon": "upload"}
            buttons.append(table)
        if setting_up.is_practice_on():
            address = self.url("practice-journal")
            buttons = [button for button in buttons if button["url"] != address]
        return buttons

    def panels(self, row: Agreement, request: HttpRequest) -> Iterable[Panel]:
        own = (panels.papers(row, request, self), panels.addenda(row, request, self))
        return [panel for panel in own if panel is not None]

    def status_line(self, row: Agreement, request: HttpRequest) -> Sequence[Any]:
        url = employer_url(request, row.employer)
        partner = format_html('<a href="{}">{}</a>', url, row.employer) if url else row.employer
        return [*super().status_line(row, request), partner]

    def history_details(self, record: HistoryRecord) -> list[str]:
        words, details = super().history_details(record), record.details
        if number := details.get("number"):
            words.append(f"номер {number}")
        if ordinal := details.get("addendum"):
            words.append(f"дополнительное соглашение № {ordinal}")
        if days := details.get("days"):
            words.append(f"за {plural(days, 'день', 'дня', 'дней')}")
        if details.get("no_address"):
            words.append("у ответственного нет адреса, письмо не отправлено")
        return words

    @admin.display(description="договор", ordering="number__label")
    def title(self, row: Agreement) -> str:
        """The number, or that it has none yet; an invented one says so."""
        return in_list(row)

    @admin.display(description="вид", ordering="kind")
    def short_kind(self, row: Agreement) -> str:
        """The kind in a word or two."""
        return SHORT_KINDS[Agreement.Kind(row.kind)]

    @admin.display(description="сторона", ordering="employer__sort_key")
    def partner(self, row: Agreement) -> str:
        """The employer's short name."""
        return str(row.employer)

    @admin.display(description="кого касается")
    def concerns(self, row: Agreement) -> str:
        """Group and number of people; names stay out of lists."""
        return row.concerns_text

    @admin.display(description="срок", ordering="ends_on")
    def term(self, row: Agreement) -> str:
        """First and last day."""
        return row.term_text

    @admin.display(description="ответственный", ordering="responsible__last_name")
    def specialist(self, row: Agreement) -> str:
        """Who is reminded."""
        return row.responsible.short_name
