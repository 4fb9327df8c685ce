"""The placement centre's screens in Wagtail's admin."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from core.back_office import add_to_board
from core.models import User
from placement import board
from placement.agreements import board as agreements
from placement.menu import PlacementGroup
from placement.requests.desk import reports as employer_reports
from placement.statistics.desk.screens import VIEW, SnapshotDesk, StatisticsPanel

group = PlacementGroup()
group.register_with_wagtail()
add_to_board(agreements.ending, order=40)


@hooks.register("register_admin_urls")
def employer_urls() -> list[URLPattern]:
    """The addresses of «Рабочий стол» and of the reports about employers' requests."""
    reports = "placement/reports"
    return [
        path(
            "placement/desk/",
            board.desk_view(group.vacancies, group.requests),
            name="placement_desk",
        ),
        path(f"{reports}/register/", employer_reports.register, name="placement_register"),
        path(f"{reports}/demand/", employer_reports.demand, name="placement_demand"),
        path(
            f"{reports}/demand/<slug:kind>.svg",
            employer_reports.demand_chart,
            name="placement_demand_chart",
        ),
    ]


@hooks.register("construct_homepage_panels")
def add_employers(request: HttpRequest, panels: list[Any]) -> None:
    """Who works with employers sees what waits first."""
    if board.is_shown(request):
        panels.append(board.EmployerPanel(request, group.vacancies, group.requests))


@hooks.register("construct_homepage_panels")
def add_statistics(request: HttpRequest, panels: list[Any]) -> None:
    """Who works on the figures is reminded of what waits."""
    if cast(User, request.user).has_perm(VIEW):
        desk = next(d for d in group.modeladmin_instances if isinstance(d, SnapshotDesk))
        panels.append(StatisticsPanel(desk))
