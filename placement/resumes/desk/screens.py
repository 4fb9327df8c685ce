"""The desk «Резюме»: versions with their states; what they say is read apart (P-F3, X-5)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.back_office import (
    LETTER_ACTS,
    DeskFilter,
    ExportColumn,
    KeySearch,
    Panel,
    RegisterDesk,
    StateFilter,
    in_list,
)
from core.templatetags.desk_tags import instant
from placement.graduates.desk.cards import card_link
from placement.graduates.rights import IDENTITY, VIEW, WORK
from placement.resumes.acts import ACTS, EVENTS, LIST_ACTS
from placement.resumes.lifecycle import RESUME, ResumeState
from placement.resumes.models import Resume
from placement.resumes.record import RESUMES
from placement.resumes.services import may_go_out, may_have_photo

from . import views
from .attention import AttentionFilter


class ResumeDesk(RegisterDesk):
    """All versions, flat: neither list nor export holds what a resume says of the person."""

    record = RESUMES
    lifecycle = RESUME
    acts = (*ACTS, *LETTER_ACTS)
    list_acts = LIST_ACTS
    event_words = EVENTS
    base_url_path = "placement/resumes"
    menu_label = "Резюме"
    reasons_right = "work"
    menu_icon = "doc-full"
    menu_order = 115
    rights = {"view": VIEW, "work": WORK, "identity": IDENTITY}
    object_views = {
        "read": views.ReadView,
        "picture": views.ResumePictureView,
        "own-paper": views.OwnPaperView,
        "employer-paper": views.EmployerPaperView,
    }
    list_display = ("title", "card", "for_vacancy", "state", "created")
    list_select_related = ("graduate", "graduate__key", "vacancy")
    ordering = ("-created_at", "-pk")
    search = KeySearch("graduate__search_key")
    search_hint = "Фамилия, группа"
    filters: Sequence[type[DeskFilter]] = (StateFilter, AttentionFilter)
    more_export_columns = (
        ExportColumn("Карточка", lambda row: row.graduate_id),
        ExportColumn("Версия", lambda row: row.number),
        ExportColumn("Состояние", lambda row: row.get_state_display()),
        ExportColumn("Согласована", lambda row: row.approved_at),
    )

    def status_line(self, row: Resume, request: HttpRequest) -> Sequence[Any]:
        person = card_link(row.graduate_id, row.graduate)
        return [*super().status_line(row, request), person]

    def panels(self, row: Resume, request: HttpRequest) -> Iterable[Panel]:
        zone = self.zone(request)
        facts = [("Составлена", instant(row.created_at, zone))]
        if row.state == ResumeState.OFFERED:
            facts.append(("На согласовании с", instant(row.offered_at, zone)))
        if row.approved_at:
            facts.append(("Согласована", instant(row.approved_at, zone)))
        goes = may_go_out(row)
        if row.photo_id:
            is_shown = may_have_photo(row.graduate)
            facts.append(("Фотография", "есть" if is_shown else "есть, согласие ждёт подписи"))
        facts.append(("Можно передавать работодателям", "да" if goes else "нет"))
        links = []
        if self.may(request, "identity"):
            links.append(("Прочитать", self.url("read", row)))
            links.append(("Распечатать для человека (PDF)", self.url("own-paper", row)))
        if goes and self.may(request, "identity"):
            links.append(("Распечатать для работодателя (PDF)", self.url("employer-paper", row)))
        return [Panel(code="papers", title="Сведения и бумаги", facts=facts, links=links)]

    @admin.display(description="резюме", ordering="position")
    def title(self, row: Resume) -> str:
        """Position and version; an invented one says so."""
        return in_list(row)

    @admin.display(description="карточка", ordering="graduate")
    def card(self, row: Resume) -> str:
        """Whose it is, by the number of the card."""
        return f"№ {row.graduate_id}"

    @admin.display(description="для вакансии", ordering="vacancy__title")
    def for_vacancy(self, row: Resume) -> str:
        """For one vacancy, or for any."""
        return row.vacancy.title if row.vacancy else ""

    @admin.display(description="составлено", ordering="created_at")
    def created(self, row: Resume) -> str:
        """The day."""
        return f"{row.created_at:%d.%m.%Y}"
