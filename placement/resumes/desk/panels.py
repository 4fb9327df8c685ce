"""«Резюме» on the page of a graduate."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from core.back_office import DeskAdmin, Line, Panel
from core.models import User
from placement.graduates.desk.cards import noted
from placement.graduates.models import Graduate
from placement.graduates.rights import VIEW, WORK
from placement.resumes.models import Resume


def of_graduate(graduate: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """The versions with their states; what they say stands on a page of its own."""
    assert isinstance(graduate, Graduate)
    user = cast(User, request.user)
    if not user.has_perm(VIEW):
        return None
    base = "placement_resumes_modeladmin"
    rows = Resume.objects.filter(graduate__in=Graduate.objects.of_person(graduate))
    lines = [
        Line(
            text=str(row),
            url=reverse(f"{base}_inspect", args=[row.pk]),
            note=noted(graduate, row, f"для вакансии «{row.vacancy}»" if row.vacancy else ""),
            tag=f"– {row.get_state_display().lower()}",
        )
        for row in rows.select_related("vacancy")
    ]
    links = []
    if user.has_perm(WORK) and graduate.is_current:
        address = reverse(f"{base}_create", query={"graduate": graduate.pk})
        links.append(("Составить резюме", address))
    return Panel(code="resumes", title="Резюме", lines=lines, links=links, empty="Резюме пока нет.")
