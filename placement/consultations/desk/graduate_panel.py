"""The consultations of a graduate, on the card and on the page of the case."""

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
RECORD = "Записать консультацию"
_DESK = "placement_consultations_modeladmin"


def record_url(request: HttpRequest, **known: object) -> str:
    """The form of a new entry, with what is ``known`` filled in; it leads back to this page."""
    query = urlencode({**known, "back": request.get_full_path()})
    return f"{reverse(f'{_DESK}_create')}?{query}"


def case_panel(case: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """The same on the page of the graduate's case."""
    return consultations_panel(case.graduate.in_use, request, desk)


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
        links.append((RECORD, record_url(request, graduate=graduate.pk)))
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
