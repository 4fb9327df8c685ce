"""Boxes of a graduate's page: who allows what and signs, and who received what (P-F4, P-F5)."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from core import clock
from core.back_office import DeskAdmin, Line, Panel
from core.models import User
from placement.graduates.desk.cards import noted
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.grants.models import Grant, Representative
from placement.grants.received import received_of

from .screens import state_of


def consents(graduate: Any, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Each consent with its state, then the representatives."""
    user = cast(User, request.user)
    cards = Graduate.objects.of_person(graduate)
    rows = Grant.objects.filter(graduate__in=cards).seen_by(user).order_by("pk")
    lines = [
        Line(
            text=str(row),
            url=_url("grants", "inspect", row.pk),
            tag=state_of(row),
            note=noted(graduate, row),
        )
        for row in rows.select_related("employer", "graduate__merged_into")
    ]
    theirs = Representative.objects.filter(graduate__in=cards)
    lines += [
        Line(
            text=f"Представитель: {row}",
            url=_url("representatives", "inspect", row.pk),
            note=noted(
                graduate,
                row,
                f"до {row.ended_on:%d.%m.%Y}" if row.ended_on else row.get_kind_display(),
            ),
        )
        for row in theirs
    ]
    links = []
    if user.has_perm(WORK) and graduate.is_current:
        query = f"?graduate={graduate.pk}"
        links = [
            ("Запросить согласие", _url("grants", "ask") + query),
            ("Добавить представителя", _url("representatives", "create") + query),
        ]
    return Panel(code="consents", title="Согласия", lines=lines, links=links, empty="Согласий нет.")


def received(graduate: Any, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """To whom of the graduate's data what was passed on, when, on which consent."""
    tz = desk.zone(request)
    rows = [
        (f"{clock.in_zone(row.at, tz):%d.%m.%Y}", row.whom, row.what, row.ground)
        for row in received_of(graduate)
    ]
    return Panel(
        code="received",
        title="Кто что получил",
        headings=("Когда", "Кто", "Что", "По согласию"),
        rows=rows,
        empty="Данные никому не передавали.",
    )


def _url(desk: str, page: str, key: int | None = None) -> str:
    args = [key] if key is not None else []
    return reverse(f"placement_{desk}_modeladmin_{page}", args=args)
