"""Where a person's photographs stand: on the page of the card and of the consent (P-F4)."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from core.back_office import DeskAdmin, Line, Panel
from core.models import User
from placement.consents import PHOTO
from placement.graduates.desk.cards import noted
from placement.graduates.models import Graduate
from placement.graduates.rights import VIEW, WORK
from placement.photos.models import GraduatePhoto

BASE = "placement_photos_modeladmin"


def of_graduate(graduate: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """All of the person, with the way to publish another."""
    links = []
    if cast(User, request.user).has_perm(WORK) and graduate.is_current:
        address = reverse(f"{BASE}_publish", query={"graduate": graduate.pk})
        links.append(("Опубликовать фото", address))
    cards = Graduate.objects.of_person(graduate)
    return _panel(request, graduate, GraduatePhoto.objects.filter(graduate__in=cards), links)


def of_grant(grant: Any, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Those that rest on this consent."""
    if grant.purpose != PHOTO:
        return None
    cards = Graduate.objects.of_person(grant.graduate)
    rows = GraduatePhoto.objects.filter(graduate__in=cards, place=grant.place)
    return _panel(request, grant.graduate, rows, [])


def _panel(
    request: HttpRequest,
    graduate: Graduate,
    rows: QuerySet[GraduatePhoto],
    links: list[tuple[str, str]],
) -> Panel | None:
    if not cast(User, request.user).has_perm(VIEW):
        return None
    return Panel(
        code="photos",
        title="Опубликованные фото",
        lines=[
            Line(
                text=str(row),
                url=reverse(f"{BASE}_inspect", args=[row.pk]),
                note=noted(graduate, row, row.page.title if row.page else row.address),
                tag=f"– {row.get_state_display().lower()}",
            )
            for row in rows.select_related("page")
        ],
        links=links,
        empty="Фото не публиковали.",
    )
