"""What the board shows of vacancies (X-4, P-6.4)."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from core import clock
from core.back_office import BoardLine, BoardPanel, Figure, first_rows, row_acts
from placement.common.links import employer_url
from placement.vacancies.letters import without_address
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy

from .filters import Attention
from .screens import VacancyDesk


def unpublished(desk: VacancyDesk, request: HttpRequest) -> BoardPanel | None:
    """Vacancies that wait for their publication, the oldest first."""
    return _panel(
        desk,
        request,
        Vacancy.objects.filter(state=VacancyState.NEW).order_by("created_at", "pk"),
        _vacancy_line,
        code="new",
        title="Вакансии ждут публикации",
        headings=("Должность", "Работодатель", "Внесена"),
        instant="created_at",
        query=f"?state={VacancyState.NEW}",
    )


def stale(desk: VacancyDesk, request: HttpRequest) -> BoardPanel | None:
    """Vacancies whose employers did not answer in time."""
    return _panel(
        desk,
        request,
        Vacancy.objects.stale().order_by("stale_at", "pk"),
        _employer_line,
        code="stale",
        title="Не подтверждены в срок",
        headings=("Работодатель", "Должность", "Без ответа с"),
        instant="stale_at",
        query=f"?attention={Attention.STALE.value}",
    )


def unreachable(desk: VacancyDesk, request: HttpRequest) -> BoardPanel | None:
    """Vacancies about which there is nobody to write to: their employers are called."""
    return _panel(
        desk,
        request,
        without_address().order_by("asked_at", "pk"),
        _employer_line,
        code="no-address",
        title="Позвоните: нет электронной почты",
        headings=("Работодатель", "Должность", "Пора подтвердить с"),
        instant="asked_at",
    )


def published(desk: VacancyDesk, request: HttpRequest) -> Figure:
    """How many vacancies are published."""
    state = VacancyState.PUBLISHED
    rows = desk.rows_for(request, "view").filter(state=state)
    return Figure("опубликованные вакансии", rows.count(), f"{desk.url('index')}?state={state}")


def _panel(
    desk: VacancyDesk,
    request: HttpRequest,
    rows: QuerySet[Vacancy],
    line: Callable[[VacancyDesk, HttpRequest, Vacancy, str], BoardLine],
    *,
    instant: str,
    query: str = "",
    **words: Any,
) -> BoardPanel | None:
    if not desk.may(request, "work"):
        return None
    total, shown = first_rows(rows.select_related("employer", "profession", "request__submission"))
    zone = desk.zone(request)
    days = [f"{clock.in_zone(getattr(row, instant), zone):%d.%m.%Y}" for row in shown]
    return BoardPanel(
        lines=[line(desk, request, row, day) for row, day in zip(shown, days, strict=True)],
        total=total,
        url=desk.url("index") + query if query else "",
        **words,
    )


def _vacancy_line(desk: VacancyDesk, request: HttpRequest, row: Vacancy, day: str) -> BoardLine:
    # What cannot be published yet has to be changed first.
    acts = row_acts(desk, request, row, "publish") or row_acts(desk, request, row, "edit")
    return BoardLine(
        cells=(row.title, str(row.employer), day), url=desk.url("inspect", row), acts=acts
    )


def _employer_line(desk: VacancyDesk, request: HttpRequest, row: Vacancy, day: str) -> BoardLine:
    """The employer first, with the telephone: to be called, not written to."""
    vacancy = format_html('<a href="{}">{}</a>', desk.url("inspect", row), row.title)
    return BoardLine(
        cells=(str(row.employer), vacancy, day),
        url=employer_url(request, row.employer),
        phone=row.employer.phone,
        acts=row_acts(desk, request, row, "confirm"),
    )
