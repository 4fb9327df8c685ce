"""The consultations of a graduate, on the graduate's own page."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from core.back_office import DeskAdmin, Line, Panel
from placement.consultations.models import Consultation
from placement.graduates.desk.cards import noted
from placement.graduates.models import Graduate
from placement.graduates.rights import VIEW, WORK

# The newest are shown; the rest stand in the log.
SHOWN = 5
_DESK = "placement_consultations_modeladmin"


def consultations_panel(graduate: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """The last ones, and the way to log another."""
    if not request.user.has_perm(VIEW):  # type: ignore[union-attr]
        return None
    cards = Graduate.objects.of_person(graduate)
    rows = Consultation.objects.filter(graduate__in=cards).select_related("by")
    lines = [
        Line(
            text=str(row),
            url=reverse(f"{_DESK}_inspect", args=[row.pk]),
            note=noted(graduate, row, row.get_form_display(), row.by.short_name),
        )
        for row in rows[: SHOWN + 1]
    ]
    links = []
    if graduate.is_current and request.user.has_perm(WORK):  # type: ignore[union-attr]
        query = urlencode({"graduate": graduate.pk, "back": request.get_full_path()})
        links.append(("Записать консультацию", f"{reverse(f'{_DESK}_create')}?{query}"))
    if len(lines) > SHOWN:
        whole = f"{reverse(f'{_DESK}_index')}?{urlencode({'q': graduate.full_name})}"
        links.append(("Все консультации", whole))
    return Panel(
        code="consultations",
        title="Консультации",
        lines=lines[:SHOWN],
        links=links,
        empty="Консультаций не записано.",
    )
