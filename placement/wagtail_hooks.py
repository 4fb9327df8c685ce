"""The placement centre's screens in Wagtail's admin."""

from typing import Any, cast

from django.http import HttpRequest
from wagtail import hooks

from core.models import User
from placement.back_office.menu import PlacementGroup
from placement.back_office.statistics import VIEW, SnapshotDesk, StatisticsPanel

group = PlacementGroup()
group.register_with_wagtail()


@hooks.register("construct_homepage_panels")
def add_statistics(request: HttpRequest, panels: list[Any]) -> None:
    """Who works on the figures is reminded of what waits."""
    if cast(User, request.user).has_perm(VIEW):
        desk = next(d for d in group.modeladmin_instances if isinstance(d, SnapshotDesk))
        panels.append(StatisticsPanel(desk))
