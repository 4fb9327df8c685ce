"""The register of vacancies (P-2.4b, P-3.3)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from core import clock
from core.back_office import ExportColumn, KeySearch, Panel, RegisterDesk, StateFilter
from core.models import HistoryRecord
from core.templatetags.desk_tags import phone_anchor
from placement.common import districts
from placement.common.links import employer_url
from placement.vacancies.acts import ACTS, EVENTS, LIST_ACTS
from placement.vacancies.lifecycle import VACANCY
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules.grounds import LABELS
from placement.vacancies.services.asks import is_long_unpublished
from placement.vacancies.services.guards import WORK

from . import panels
from .filters import AttentionFilter, ConditionFilter
from .views import VacanciesPrintView


class VacancyDesk(RegisterDesk):
    """«Реестр вакансий»: from request to the end of each, with who did what."""

    record = VACANCIES
    lifecycle = VACANCY
    acts = ACTS
    list_acts = LIST_ACTS
    event_words = EVENTS
    base_url_path = "placement/vacancies"
    menu_label = "Реестр вакансий"
    menu_icon = "doc-full"
    menu_order = 120
    rights = {"view": "placement.view_vacancy", "work": WORK}
    list_display = (
        "title",
        "employer_name",
        "profession_name",
        "place",
        "wanted",
        "state",
        "confirmed",
        "flags",
    )
    list_select_related = ("employer", "profession", "request__submission", "request__contact")
    ordering = ("-created_at", "-pk")
    list_views = {"print": VacanciesPrintView}
    search = KeySearch("search_key")
    search_hint = "Должность, работодатель, профессия, адрес"
    filters = (StateFilter, ConditionFilter, AttentionFilter)
    # Age, sex and persons stay out of every file (FACTS § 3): the record does not export them.
    more_export_columns = (
        ExportColumn("№", lambda row: row.pk),
        ExportColumn("Внесена", lambda row: row.shown_created),
        ExportColumn("Работодатель", lambda row: str(row.employer)),
        ExportColumn("ИНН", lambda row: row.employer.inn),
        ExportColumn("Условия", lambda row: ", ".join(row.condition_labels)),
        ExportColumn("Состояние", lambda row: row.get_state_display()),
        ExportColumn("Подтверждена", lambda row: row.shown_confirmed),
        ExportColumn("Занято мест", lambda row: row.filled_places),
    )

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        address = f"{self.url('print')}?{request.GET.urlencode()}"
        printed = {"url": address, "label": "Напечатать список", "icon": "doc-full"}
        return [*super().header_buttons(request), printed]

    def notices(self, row: Vacancy, request: HttpRequest) -> list[str]:
        return panels.notices(row, self.zone(request))

    def panels(self, row: Vacancy, request: HttpRequest) -> Iterable[Panel]:
        return [
            *panels.wording(row),
            panels.course(row, request, self),
            panels.letters(row, request, self),
        ]

    def brief(self, row: Vacancy, request: HttpRequest) -> Sequence[tuple[str, Any]]:
        url = employer_url(request, row.employer)
        employer = (
            format_html('<a href="{}">{}</a>', url, row.employer) if url else str(row.employer)
        )
        return [
            ("Работодатель", employer),
            ("Телефон", phone_anchor(row.employer.phone) or "не указан"),
            ("Мест", self.wanted(row)),
            ("Район", self.place(row) or "–"),
        ]

    def status_line(self, row: Vacancy, request: HttpRequest) -> Sequence[Any]:
        line = [*super().status_line(row, request)]
        if row.is_public:
            line.append(format_html('<a href="{}">страница на сайте</a>', row.get_absolute_url()))
        return line

    def history_details(self, record: HistoryRecord) -> list[str]:
        details = record.details
        words = super().history_details(record)
        if "places" in details and details["places"][0] != details["places"][1]:
            words.append("мест: было {}, стало {}".format(*details["places"]))
        if "filled_places" in details:
            words.append(
                "занято мест: {} из {}".format(details["filled_places"], details["places"][0])
            )
        if ground := LABELS.get(details.get("ground", "")):
            words.append(f"спорные слова оставлены на основании: {ground}")
        if "no_address" in details:
            words.append("адреса электронной почты нет, письмо не отправлено")
        return words

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        zone = self.zone(request)
        for row in rows:
            row.shown_created = clock.in_zone(row.created_at, zone).date()
            row.shown_confirmed = (
                clock.in_zone(row.confirmed_at, zone).date() if row.confirmed_at else None
            )
            row.shown_profession = row.profession.name if row.profession else row.profession_other

    @admin.display(description="работодатель", ordering="employer__sort_key")
    def employer_name(self, row: Vacancy) -> str:
        """The employer's short name."""
        return str(row.employer)

    @admin.display(description="профессия", ordering="profession__sort_key")
    def profession_name(self, row: Any) -> str:
        """The profession; another one as the employer named it."""
        return row.shown_profession

    @admin.display(description="район", ordering="district")
    def place(self, row: Vacancy) -> str:
        """The district without its region: the name alone is clear."""
        return districts.BY_CODE[row.district].name if row.district in districts.BY_CODE else ""

    @admin.display(description="мест", ordering="places")
    def wanted(self, row: Vacancy) -> str:
        """How many places there are, and how many of them are free where some are filled."""
        return f"{row.places}, свободно {row.free_places}" if row.filled_places else str(row.places)

    @admin.display(description="подтверждена", ordering="confirmed_at")
    def confirmed(self, row: Any) -> Any:
        """The day of the last «актуальна»."""
        return row.shown_confirmed

    @admin.display(description="внимание")
    def flags(self, row: Vacancy) -> str:
        """What the specialist has to look at."""
        flags = []
        if row.is_live:
            if row.hidden_at:
                flags.append("снята с сайта")
            elif row.stale_at:
                flags.append("не подтверждена")
            if row.has_unexplained_wording:
                flags.append("формулировки")
            if row.profession_id is None:
                flags.append("профессия не из перечня")
            if is_long_unpublished(row, clock.now()):
                flags.append("давно не опубликована")
        return ", ".join(flags)
