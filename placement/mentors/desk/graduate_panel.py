"""The recommendations about a graduate, on the graduate's own page; no word of their parts."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core.back_office import DeskAdmin, Line, Panel
from core.templatetags.desk_tags import state_tag
from placement.graduates.desk.cards import noted
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.mentors import rights
from placement.mentors.lifecycle import SHEET
from placement.mentors.models import Recommendations

_DESK = "placement_recommendations_modeladmin"


def recommendations_panel(graduate: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Each sheet with its state, and the way to begin one."""
    user: Any = request.user
    if not user.has_perm(rights.VIEW):
        return None
    cards = Graduate.objects.of_person(graduate)
    rows = list(
        Recommendations.objects.filter(graduate__in=cards).select_related("graduate__merged_into")
    )
    lines = [
        Line(
            text=row.heading,
            # A colleague of whoever leads learns that there is one, and no more.
            url=reverse(f"{_DESK}_inspect", args=[row.pk]) if rights.sees_all(user, row) else "",
            tag=state_tag(SHEET.tones[row.state], row.get_state_display()),
            note=noted(graduate, row),
        )
        for row in rows
    ]
    links = []
    if graduate.is_current and user.has_perm(WORK) and not any(row.is_open for row in rows):
        address = reverse(f"{_DESK}_create", query={"graduate": graduate.pk})
        links.append(("Начать рекомендации", address))
    return Panel(
        code="recommendations",
        title="Рекомендации наставнику",
        lines=lines,
        links=links,
        empty="Рекомендаций пока нет.",
    )
