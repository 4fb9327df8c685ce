"""«Направления»: who was sent where, and what employers answer (P-2.2b)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from core import back_office, clock
from core.back_office import (
    LETTER_ACTS,
    ChoiceFilter,
    DeskFilter,
    ExportColumn,
    KeySearch,
    Panel,
    StateFilter,
    in_list,
)
from core.models import HistoryRecord, User
from core.templatetags.desk_tags import phone_anchor
from placement.cases.desk.leading import LedDesk
from placement.cases.desk.panels import case_url
from placement.common.links import employer_url, vacancy_url
from placement.graduates.rights import VIEW, WORK
from placement.referrals.acts import ACTS, EVENTS, LIST_ACTS
from placement.referrals.lifecycle import REFERRAL, ReferralState
from placement.referrals.models import Referral
from placement.referrals.record import REFERRALS
from placement.referrals.services import obstacles_of, reminders, warnings_of

from . import panels, views


class Attention(models.TextChoices):
    """Why a row needs a look."""

    SILENT = "silent", "Работодатель не ответил"


class AttentionFilter(back_office.AttentionFilter):
    """By what the specialist has to do."""

    kinds = Attention

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(pk__in=reminders.silent(clock.now()).values("pk"))


class SpecialistFilter(ChoiceFilter):
    """By who leads the person."""

    name = "specialist"
    label = "Кто ведёт"

    def choices(self) -> list[tuple[object, str]]:
        """Whoever leads somebody."""
        rows = User.objects.filter(cases__isnull=False).distinct()
        return [(user.pk, user.short_name) for user in rows.order_by("last_name", "first_name")]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(case__specialist=value)


class ReferralDesk(LedDesk):
    """The register of referrals, from the first word to the employer's answer."""

    case_path = "case"
    record = REFERRALS
    lifecycle = REFERRAL
    acts = (*ACTS, *LETTER_ACTS)
    list_acts = LIST_ACTS
    event_words = EVENTS
    base_url_path = "placement/referrals"
    menu_label = "Направления"
    reasons_right = "work"
    menu_icon = "mail"
    menu_order = 60
    rights = {"view": VIEW, "work": WORK}
    object_views = {"paper": views.PaperView}
    list_display = ("title", "person", "vacancy_title", "employer_name", "state", "sent")
    list_select_related = (
        "case__graduate__key",
        "case__graduate__profession",
        "case__graduate__programme",
        "case__specialist",
        "vacancy__employer",
        "vacancy__request__submission",
        "vacancy__request__contact",
        "resume",
        "number",
    )
    ordering = ("-created_at", "-pk")
    search = KeySearch("case__graduate__search_key", "vacancy__search_key")
    search_hint = "Фамилия, вакансия, работодатель"
    filters: Sequence[type[DeskFilter]] = (StateFilter, AttentionFilter, SpecialistFilter)
    more_export_columns = (
        ExportColumn("Номер", lambda row: str(row.number or "")),
        ExportColumn("Работодатель", lambda row: str(row.vacancy.employer)),
        ExportColumn("Передано", lambda row: row.shown_sent),
        ExportColumn("Состояние", lambda row: row.get_state_display()),
    )

    def notices(self, row: Referral, request: HttpRequest) -> list[str]:
        if row.state != ReferralState.PREPARED:
            return []
        return [*obstacles_of(row), *warnings_of(row)]

    def panels(self, row: Referral, request: HttpRequest) -> Iterable[Panel]:
        return [panels.course(row, request, self)]

    def brief(self, row: Referral, request: HttpRequest) -> Sequence[tuple[str, Any]]:
        return [
            ("Сопровождение", _linked(case_url(row.case), row.graduate)),
            ("Вакансия", _linked(vacancy_url(request, row.vacancy), row.vacancy.title)),
            ("Работодатель", _linked(employer_url(request, row.employer), row.employer)),
            ("Телефон", phone_anchor(row.employer.phone) or "не указан"),
            ("Кто ведёт", row.case.specialist.short_name),
        ]

    def status_line(self, row: Referral, request: HttpRequest) -> Sequence[Any]:
        return [*super().status_line(row, request), row.title]

    def history_details(self, record: HistoryRecord) -> list[str]:
        words, details = super().history_details(record), record.details
        if number := details.get("number"):
            words.append(f"номер {number}")
        if way := details.get("way"):
            words.append(Referral.Way(way).label)
        if reason := details.get("reason"):
            words.append(Referral.DeclineReason(reason).label)
        if details.get("no_address"):
            words.append("адреса электронной почты нет, письмо не отправлено")
        return words

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        zone = self.zone(request)
        for row in rows:
            row.shown_sent = clock.in_zone(row.sent_at, zone).date() if row.sent_at else None

    @admin.display(description="номер", ordering="number__number")
    def title(self, row: Referral) -> str:
        """The number, or that it has none yet."""
        return str(row.number or "без номера")

    @admin.display(description="выпускник", ordering="case__graduate__sort_key")
    def person(self, row: Referral) -> str:
        """Who is sent; an invented one says so."""
        return in_list(row, row.graduate)

    @admin.display(description="вакансия", ordering="vacancy__title")
    def vacancy_title(self, row: Referral) -> str:
        """What for."""
        return row.vacancy.title

    @admin.display(description="работодатель", ordering="vacancy__employer__sort_key")
    def employer_name(self, row: Referral) -> str:
        """To whom."""
        return str(row.employer)

    @admin.display(description="передано", ordering="sent_at")
    def sent(self, row: Any) -> Any:
        """The day on which the employer learned of it."""
        return row.shown_sent


def _linked(url: str, text: object) -> Any:
    return format_html('<a href="{}">{}</a>', url, text) if url else str(text)
