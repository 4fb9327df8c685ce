"""The contest's screens in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from contest.applications.desk.queue import QueuePanel, desk_view, is_shown
from contest.menu import ContestGroup

group = ContestGroup()
group.register_with_wagtail()


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """The address of «Рабочий стол»."""
    return [path("contest/desk/", desk_view(group.applications), name="contest_desk")]


@hooks.register("construct_homepage_panels")
def add_queue(request: HttpRequest, panels: list[Any]) -> None:
    """Who works on applications sees what waits first."""
    if is_shown(request):
        panels.append(QueuePanel(request, group.applications))
