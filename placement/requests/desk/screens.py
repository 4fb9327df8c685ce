"""«Заявки работодателей»: from arrival to the register of vacancies (P-F2, X-4)."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from core import back_office
from core.back_office import ExportColumn, reworded
from forms_app.back_office.filters import AssignedFilter, ReceivedFilter, StateFilter
from forms_app.models import Submission
from placement.centre.desk import CentreDesk
from placement.requests.journey.request import VacancyRequestJourney
from placement.requests.services import WORK
from placement.vacancies.lifecycle import VacancyState

from . import views
from .form_print import FormPrintView
from .publishing import PUBLISH_VACANCIES
from .take_over import TAKE_OVER, TAKE_OVER_CONTACT

SEE = "placement.view_vacancy"


class Attention(models.TextChoices):
    """Why a row needs a look: new data of a known employer, vacancies that wait, doubtful wordings."""

    CHANGES = "changes", "работодатель сообщил новые сведения"
    WAITING = "waiting", "есть неопубликованные вакансии"
    WORDING = "wording", "есть спорные формулировки"


class AttentionFilter(back_office.AttentionFilter):
    """By what staff still have to look at."""

    label = "Что посмотреть"
    kinds = Attention

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Rows with something of the kind."""
        if value == Attention.CHANGES:
            return rows.filter(
                Q(vacancy_request__changes_employer=True) | Q(vacancy_request__changes_contact=True)
            )
        waiting = Q(vacancy_request__vacancies__state=VacancyState.NEW)
        if value == Attention.WORDING:
            waiting &= ~Q(vacancy_request__vacancies__wording_flags=[])
        return rows.filter(waiting).distinct()


class RequestDesk(CentreDesk):
    """Requests to the person's own organisation; the director sees them and changes nothing."""

    journey = VacancyRequestJourney.code
    base_url_path = "placement/requests"
    menu_label = "Заявки работодателей"
    menu_icon = "mail"
    menu_order = 110
    rights = {
        "view": SEE,
        "work": WORK,
        "identity": WORK,
        "destroy": "forms_app.add_destructionact",
    }
    list_display = (
        "who",
        "status",
        "number",
        "inn",
        "wanted",
        "news",
        "received",
        "responsible",
    )
    list_select_related = ("registration", "assigned_to", "vacancy_request__employer")
    search_hint = "Работодатель, ИНН, должность, номер заявки или регистрационный номер"
    filters = (StateFilter, AttentionFilter, AssignedFilter, ReceivedFilter)
    state_labels = VacancyRequestJourney.state_labels()
    acts = (
        *reworded(
            CentreDesk.acts,
            {
                "accept": {"button": "Принять в реестр", "past": "Заявка принята в реестр"},
                "register-and-accept": {
                    "button": "Зарегистрировать и принять в реестр",
                    "title": "Регистрация и приём в реестр",
                    "help": "Заявка получит следующий номер журнала и будет принята в реестр."
                    " Её вакансии публикуют отдельно, на странице заявки.",
                },
            },
        ),
        PUBLISH_VACANCIES,
        TAKE_OVER,
        TAKE_OVER_CONTACT,
    )
    identity_words = "личные данные"
    contact_codes = ("phone", "email", "name")
    object_views = {
        **CentreDesk.object_views,
        "inspect": views.RequestView,
        "identity": views.RequestIdentityView,
        "form": FormPrintView,
    }
    part_views = {**CentreDesk.part_views, "version": views.RequestVersionView}
    export_columns = (
        *CentreDesk.export_columns,
        ExportColumn("ИНН", lambda row: row.vacancy_request.employer.inn),
        ExportColumn("Вакансий", lambda row: row.wanted_count),
    )

    def notices(self, submission: Submission, request: HttpRequest) -> list[str]:
        return views.notices(submission)

    # --- rows ------------------------------------------------------------------------------------

    def display_rows(self, rows: QuerySet) -> QuerySet:
        count = Count("vacancy_request__vacancies", distinct=True)
        return super().display_rows(rows).annotate(wanted_count=count)

    @admin.display(description="работодатель", ordering="sort_key")
    def who(self, row: Any) -> str:
        """The employer."""
        return super().who(row)

    @admin.display(description="ИНН")
    def inn(self, row: Any) -> str:
        """The employer's ИНН."""
        return str(row.vacancy_request.employer.inn)

    @admin.display(description="вакансий")
    def wanted(self, row: Any) -> str:
        """How many vacancies the request holds."""
        return str(row.wanted_count)

    @admin.display(description="новые сведения")
    def news(self, row: Any) -> str:
        """Whether the employer says that the bank's data are out of date."""
        request = row.vacancy_request
        return "есть" if request.changes_employer or request.changes_contact else ""
