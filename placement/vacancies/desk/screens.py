"""The register of vacancies (P-2.4b, P-3.3)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from core import clock
from core.back_office import (
    DeskAdmin,
    ExportColumn,
    KeySearch,
)
from core.lifecycle import STAFF
from core.models import HistoryRecord
from placement.common import districts
from placement.employers.desk.filters import DistrictFilter
from placement.vacancies.lifecycle import VACANCY, VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.services.asks import is_long_unpublished
from placement.vacancies.services.guards import WORK
from placement.vacancies.services.request_ends import undone

from . import views
from .filters import AttentionFilter, ConditionFilter, ProfessionFilter, ScheduleFilter, StateFilter


class VacancyDesk(DeskAdmin):
    """«Реестр вакансий»: from request to the end of each, with who did what."""

    model = Vacancy
    base_url_path = "placement/vacancies"
    menu_label = "Реестр вакансий"
    menu_icon = "doc-full"
    menu_order = 120
    rights = {"view": "placement.view_vacancy", "work": WORK}
    inspect_view_enabled = True
    list_display = (
        "title",
        "employer_name",
        "profession_name",
        "place",
        "places",
        "status",
        "confirmed",
        "flags",
    )
    list_select_related = ("employer", "profession", "request__submission", "request__contact")
    ordering = ("-created_at", "-pk")
    search = KeySearch("search_key")
    search_hint = "Должность, работодатель, профессия, адрес"
    filters = (
        StateFilter,
        ProfessionFilter,
        DistrictFilter,
        ScheduleFilter,
        ConditionFilter,
        AttentionFilter,
    )
    list_views = {"create": views.CreateView}
    header_actions = (("work", "create", "Внести вакансию", "plus"),)
    object_views = {
        "inspect": views.VacancyView,
        "edit": views.EditView,
        "publish": views.PublishView,
        "pause": views.PauseView,
        "resume": views.ResumeView,
        "fill": views.FillView,
        "withdraw": views.WithdrawView,
        "expire": views.ExpireView,
        "reopen": views.ReopenView,
        "confirm": views.ConfirmView,
        "ask": views.AskView,
    }
    state_labels = dict(VacancyState.choices)
    action_labels = {
        "create": "Внесена",
        "publish": "Публикация",
        "pause": "Показ приостановлен",
        "resume": "Показ возобновлён",
        "fill": "Закрыта: работник найден",
        "withdraw": "Отозвана",
        "expire": "Закрыта: срок прошёл",
        "reopen": "Открыта заново",
        "confirm": "Подтверждена: актуальна",
        "ask": "Работодателя спросили, актуальна ли",
        "mark-stale": "Работодатель не ответил в срок",
        "hide": "Снята с сайта без ответа",
        "forget-persons": "Данные заявки уничтожены",
    }
    # Age, sex and persons stay out of every file (FACTS § 3).
    export_columns = (
        ExportColumn("№", lambda row: row.pk),
        ExportColumn("Внесена", lambda row: row.shown_created),
        ExportColumn("Должность", lambda row: row.title),
        ExportColumn("Работодатель", lambda row: str(row.employer)),
        ExportColumn("ИНН", lambda row: row.employer.inn),
        ExportColumn("Профессия", lambda row: row.shown_profession),
        ExportColumn("Мест", lambda row: row.places),
        ExportColumn("Район", lambda row: row.get_district_display()),
        ExportColumn("Адрес", lambda row: row.address),
        ExportColumn("График", lambda row: row.get_schedule_display()),
        ExportColumn("Оклад, руб.", lambda row: row.pay),
        ExportColumn("Оклад на испытательный срок, руб.", lambda row: row.pay_probation),
        ExportColumn("Образование", lambda row: row.get_education_display()),
        ExportColumn("Условия", lambda row: ", ".join(row.condition_labels)),
        ExportColumn("Состояние", lambda row: row.get_state_display()),
        ExportColumn("Подтверждена", lambda row: row.shown_confirmed),
        ExportColumn("Занято мест", lambda row: row.filled_places),
    )
    # Action → label, look of its button, in their order on the page.
    _BUTTONS = (
        ("publish", "Опубликовать", ""),
        ("resume", "Возобновить показ", ""),
        ("confirm", "Подтвердить по телефону", "button-secondary"),
        ("ask", "Спросить сейчас", "button-secondary"),
        ("edit", "Изменить", "button-secondary"),
        ("pause", "Приостановить", "button-secondary"),
        ("fill", "Работник найден", "button-secondary"),
        ("reopen", "Открыть заново", "button-secondary"),
        ("expire", "Срок прошёл", "button-secondary no"),
        ("withdraw", "Отозвать", "button-secondary no"),
    )

    def actions(self, request: HttpRequest, vacancy: Vacancy) -> list[dict[str, str]]:
        """Buttons of what this person may do to it now."""
        if not self.may(request, "work"):
            return []
        allowed = set(VACANCY.actions(source=vacancy.state, who=STAFF))
        allowed |= {"edit"} if vacancy.is_live else set()
        allowed |= {"confirm", "ask"} if vacancy.is_open else set()
        allowed -= {"publish", "reopen"} if undone(vacancy) else set()
        return [
            {"url": self.url(action, vacancy), "label": label, "classname": look}
            for action, label, look in self._BUTTONS
            if action in allowed
        ]

    def history_details(self, record: HistoryRecord) -> list[str]:
        details = record.details
        found = super().history_details(record)
        if "places" in details and details["places"][0] != details["places"][1]:
            found.append("мест: было {}, стало {}".format(*details["places"]))
        if "filled_places" in details:
            found.append(
                "занято мест: {} из {}".format(details["filled_places"], details["places"][0])
            )
        if "no_address" in details:
            found.append("адреса электронной почты нет, письмо не отправлено")
        return found

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

    @admin.display(description="состояние", ordering="state")
    def status(self, row: Vacancy) -> SafeString:
        """The state as a tag."""
        return views.state_of(row)

    @admin.display(description="подтверждена", ordering="confirmed_at")
    def confirmed(self, row: Any) -> Any:
        """The day of the last «актуальна»."""
        return row.shown_confirmed

    @admin.display(description="внимание")
    def flags(self, row: Vacancy) -> str:
        """What the specialist has to look at."""
        found = []
        if row.is_live:
            if row.hidden_at:
                found.append("снята с сайта")
            elif row.stale_at:
                found.append("не подтверждена")
            if row.has_unexplained_wording:
                found.append("формулировки")
            if row.profession_id is None:
                found.append("профессия не из перечня")
            if is_long_unpublished(row, clock.now()):
                found.append("давно не опубликована")
        return ", ".join(found)
