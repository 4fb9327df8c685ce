"""«Рабочий стол» of the specialist: what waits, on one page and on Wagtail's home (P-6.4, X-4)."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet, Subquery, Value
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin.ui.components import Component

from core import clock
from core.back_office import guarded
from core.models import User
from forms_app.lifecycle import State
from placement.common import links
from placement.employers.models import ContactRecord
from placement.requests.desk.screens import RequestDesk
from placement.vacancies.desk.screens import VacancyDesk
from placement.vacancies.letters import without_address
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.services.guards import WORK

SHOWN = 10


class Line(NamedTuple):
    """One thing that waits: where it leads, what it is, whose it is, and what to do when."""

    url: str
    title: str
    whose: str
    note: str


class Section(NamedTuple):
    """Things of one kind: how many there are, the first of them, and where all stand."""

    code: str
    title: str
    total: int
    lines: list[Line]
    url: str
    headings: tuple[str, str, str]


class EmployerQueue:
    """What waits for the specialist now; of requests, those to the person's own organisation."""

    def __init__(self, request: HttpRequest, desk: VacancyDesk, requests: RequestDesk) -> None:
        self.request = request
        self.desk = desk
        self.requests = requests.rows_for(request, "work")
        self.today = clock.local_day(clock.now())

    def sections(self) -> list[Section]:
        """Everything, the most urgent first."""
        return [
            self._requests(),
            self._vacancies(
                "new",
                "Вакансии ждут публикации",
                Vacancy.objects.filter(state=VacancyState.NEW).order_by("created_at", "pk"),
                "?state=new",
                ("Внесена", lambda row: row.created_at),
            ),
            self._contacts(),
            self._vacancies(
                "stale",
                "Не подтверждены в срок",
                Vacancy.objects.stale().order_by("stale_at", "pk"),
                "?attention=stale",
                ("Без ответа с", lambda row: row.stale_at),
            ),
            self._vacancies(
                "no-address",
                "Позвоните: нет электронной почты",
                without_address().order_by("asked_at", "pk"),
                "",
                ("Пора подтвердить с", lambda row: row.asked_at),
            ),
        ]

    def _requests(self) -> Section:
        rows = self.requests.filter(state=State.RECEIVED)
        count, first = _first(rows.order_by("received_at", "pk"))
        lines = [
            Line(
                links.submission_url(self.request, row.pk),
                row.title,
                row.reference,
                f"{clock.local_day(row.received_at):%d.%m.%Y}",
            )
            for row in first
        ]
        return Section(
            "requests",
            "Новые заявки",
            count,
            lines,
            links.requests_url("?state=received"),
            ("Работодатель", "Номер", "Поступила"),
        )

    def _vacancies(
        self,
        code: str,
        title: str,
        rows: QuerySet[Vacancy],
        query: str,
        when: tuple[str, Callable[[Vacancy], Any]],
    ) -> Section:
        heading, instant = when
        count, first = _first(rows.select_related("employer"))
        lines = [
            Line(
                self.desk.url("inspect", row),
                row.title,
                _with_phone(row) if code == "no-address" else str(row.employer),
                f"{clock.local_day(cast(dt.datetime, instant(row))):%d.%m.%Y}",
            )
            for row in first
        ]
        url = self.desk.url("index") + query if query else ""
        return Section(code, title, count, lines, url, ("Должность", "Работодатель", heading))

    def _contacts(self) -> Section:
        rows = ContactRecord.objects.promised_by(self.today)
        ordered = rows.select_related("employer").order_by("promised_on", "pk")
        count, first = _first(ordered)
        lines = [
            Line(
                links.employer_url(self.request, row.employer),
                str(row.employer),
                row.summary,
                _promised(cast(dt.date, row.promised_on), self.today),
            )
            for row in first
        ]
        return Section(
            "contacts",
            "Обещали связаться",
            count,
            lines,
            "",
            ("Работодатель", "О чём", "Когда"),
        )


def _first(rows: QuerySet) -> tuple[int, list[Any]]:
    """How many there are, and the first of them; one query."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    found = list(rows.annotate(in_all=Subquery(counted.values("n")))[:SHOWN])
    return (found[0].in_all if found else 0), found


def _with_phone(row: Vacancy) -> str:
    return ", ".join(filter(None, (str(row.employer), row.employer.phone)))


def _promised(day: dt.date, today: dt.date) -> str:
    return "сегодня" if day == today else f"{day:%d.%m.%Y} – срок прошёл"


def is_shown(request: HttpRequest) -> bool:
    """Whether this person works with employers and vacancies."""
    return cast(User, request.user).has_perm(WORK)


def desk_view(desk: VacancyDesk, requests: RequestDesk) -> Any:
    """The view of «Рабочий стол»."""

    @guarded
    def view(request: HttpRequest) -> HttpResponse:
        if not is_shown(request):
            raise PermissionDenied
        context = {
            "page_title": "Рабочий стол",
            "icon": "home",
            "sections": EmployerQueue(request, desk, requests).sections(),
            "buttons": desk.header_buttons(request),
        }
        return TemplateResponse(request, "placement/board.html", context)

    return view


class EmployerPanel(Component):
    """The counts on Wagtail's home page."""

    order = 55
    template_name = "placement/board_panel.html"

    def __init__(self, request: HttpRequest, desk: VacancyDesk, requests: RequestDesk) -> None:
        self.queue = EmployerQueue(request, desk, requests)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Counts, and where the desk is."""
        return {"sections": self.queue.sections(), "desk_url": reverse("placement_desk")}
