"""The log of consultations (P-2.2e)."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.back_office import (
    Act,
    DateRangeFilter,
    DeskFilter,
    EditRowView,
    ExportColumn,
    KeySearch,
    Look,
    RegisterDesk,
    record_form,
)
from core.back_office.filters import choice_filter
from core.forms import TidyForm
from core.models import User
from core.records import Audience
from placement.consultations import services
from placement.consultations.models import Consultation
from placement.consultations.record import CONSULTATIONS
from placement.graduates.rights import IDENTITY, VIEW, WORK

from . import views

FORM = record_form(CONSULTATIONS)


class HeldFilter(DateRangeFilter):
    """By the day of the consultation."""

    name = "held"
    label = "День"

    def apply(self, rows: QuerySet) -> QuerySet:
        if self.since:
            rows = rows.filter(held_on__gte=self.since)
        return rows.filter(held_on__lte=self.until) if self.until else rows


class WhyForm(TidyForm):
    """Why an entry goes."""

    why = forms.CharField(label="Почему", max_length=255)


class ConsultationDesk(RegisterDesk):
    """«Консультации»: who was helped with what, of persons and of groups."""

    record = CONSULTATIONS
    base_url_path = "placement/consultations"
    menu_label = "Консультации"
    reasons_right = "work"
    menu_icon = "comment"
    menu_order = 330
    rights = {"view": VIEW, "work": WORK}
    list_acts = (
        Act(
            code="create",
            button="Записать консультацию",
            past="Записана",
            service=services.record_consultation,
            submit="Записать",
            success="Консультация записана.",
            icon="plus",
            form=FORM,
            view=views.RecordView,
        ),
    )
    acts = (
        Act(
            code="edit",
            button="Исправить",
            past="Исправление",
            service=services.correct_consultation,
            title="Исправить запись",
            submit="Сохранить",
            success="Изменения сохранены.",
            form=FORM,
            left_to_another=lambda row, user: not services.may_correct(row, user),
            view=EditRowView,
        ),
        Act(
            code="remove",
            button="Удалить",
            past="Удалена",
            service=services.remove_consultation,
            title="Удалить ошибочную запись",
            submit="Удалить",
            success="Запись удалена.",
            look=Look.DANGER,
            form=WhyForm,
            left_to_another=lambda row, user: not services.may_correct(row, user),
            leads_to_list=True,
        ),
    )
    list_views = {"totals": views.TotalsView}
    object_views = {"inspect": views.EntryView}
    list_display = ("held_on", "with_whom", "topic", "form", "author")
    list_select_related = ("graduate", "by")
    ordering = ("-held_on", "-pk")
    search = KeySearch("search_key", "graduate__search_key")
    search_hint = "Фамилия или группа"
    filters: Sequence[type[DeskFilter]] = (HeldFilter, choice_filter(CONSULTATIONS, "by"))
    more_export_columns = (
        ExportColumn("С кем", lambda row: row.whom),
        ExportColumn("Кто провёл", lambda row: row.by.full_name),
    )

    def export_pages(self, request: HttpRequest) -> list[dict[str, str]]:
        return [{"url": self.url("totals"), "label": "итоги по темам"}]

    def status_line(self, row: Any, request: HttpRequest) -> Sequence[Any]:
        return [*super().status_line(row, request), row.whom, row.by.full_name]

    def audience(self, row: Consultation, request: HttpRequest) -> Audience:
        """The note was spoken with a person: it is for whoever leads people."""
        user = cast(User, request.user)
        return Audience.IDENTITY if user.has_perm(IDENTITY) else Audience.PRIVATE

    @admin.display(description="с кем")
    def with_whom(self, row: Consultation) -> str:
        """The person, or the group and how many."""
        return row.whom

    @admin.display(description="кто провёл", ordering="by__last_name")
    def author(self, row: Consultation) -> str:
        """Who held it."""
        return row.by.short_name
