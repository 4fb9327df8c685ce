"""How the centre stands, for whoever reads and does not work: the director's part of the board (X-4)."""

from django.conf import settings
from django.http import HttpRequest

from core.back_office import BoardPanel
from placement.employers.desk import board as employers
from placement.menu import PlacementGroup
from placement.requests.desk import board as requests
from placement.statistics.desk import board as statistics
from placement.vacancies.desk import board as vacancies


def overview(group: PlacementGroup, request: HttpRequest) -> BoardPanel | None:
    """Vacancies, requests, employers and the employment of the last year's graduates in numbers."""
    desk = group.vacancies
    if not desk.may(request, "view") or desk.may(request, "work"):
        return None
    figures = [
        requests.waiting(group.requests, request),
        vacancies.published(desk, request),
        employers.in_bank(group.employers, request),
        *statistics.last_year(group.statistics, request),
    ]
    return BoardPanel(code="centre", title=f"{settings.CENTRE_NAME} сегодня", figures=figures)
