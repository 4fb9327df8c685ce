"""What the board says of consents: what has to be signed, brought in, renewed, destroyed (P-F4, P-F5)."""

import datetime as dt
from collections.abc import Callable
from typing import Any, cast

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from core import clock
from core.back_office import BoardLine, BoardPanel, waiting_panel
from core.models import User
from placement.graduates.lifecycle import CURRENT
from placement.graduates.models import Graduate
from placement.graduates.services.addresses import WAITING
from placement.grants.models import Grant, Representative

from .attention import Attention, rows_of
from .screens import GrantDesk


def missing(desk: GrantDesk, request: HttpRequest) -> BoardPanel | None:
    """Consents that wait for a signature, the oldest first."""

    def asked(row: Grant) -> dt.date:
        return clock.in_zone(row.created_at, desk.zone(request)).date()

    return _panel(
        desk, request, Attention.MISSING, order="created_at", heading="Запрошено", day=asked
    )


def originals(desk: GrantDesk, request: HttpRequest) -> BoardPanel | None:
    """Consents signed by hand whose paper has not come in."""

    def since(row: Grant) -> dt.date:
        return clock.in_zone(row.complete_at or row.created_at, desk.zone(request)).date()

    return _panel(
        desk, request, Attention.ORIGINAL, order="created_at", heading="С какого дня", day=since
    )


def own_soon(desk: GrantDesk, request: HttpRequest) -> BoardPanel | None:
    """Consents that soon need another signature: the person comes of age, an authority ends."""
    return _panel(
        desk,
        request,
        Attention.OWN_SOON,
        order="own_signature_from",
        heading="Нужна с",
        day=lambda row: row.own_signature_from,
    )


def unverified(desk: GrantDesk, request: HttpRequest) -> BoardPanel | None:
    """People of whom an address waits to be verified, theirs or a representative's: no letters till then."""
    if not (desk.may(request, "work") and desk.may(request, "identity")):
        return None
    if cache.get_or_set(WAITING, lambda: _unverified().exists(), 60) is False:
        return None

    def line(row: Any) -> BoardLine:
        return BoardLine(
            cells=(str(row), "законного представителя" if row.of_other else "свой"),
            url=reverse("placement_graduates_modeladmin_inspect", args=[row.pk]),
        )

    return waiting_panel(
        _unverified().order_by("sort_key", "pk"),
        line,
        code="addresses",
        title="Проверьте новый адрес почты",
        headings=("Человек", "Чей адрес"),
    )


def _unverified() -> QuerySet[Graduate]:
    acting = Representative.objects.filter(email_unverified=True, ended_on=None)
    people = Graduate.objects.annotate(of_other=Exists(acting.filter(graduate=OuterRef("pk"))))
    return people.filter(Q(email_unverified=True, state__in=CURRENT) | Q(of_other=True))


def to_destroy(desk: GrantDesk, request: HttpRequest) -> BoardPanel | None:
    """People who took their consent back: the site destroys their data by this day."""
    return _panel(
        desk,
        request,
        Attention.DESTROY,
        order="destroy_by",
        heading="Уничтожить до",
        day=lambda row: row.destroy_by,
    )


def _panel(
    desk: GrantDesk,
    request: HttpRequest,
    what: Attention,
    *,
    order: str,
    heading: str,
    day: Callable[[Grant], dt.date | None],
) -> BoardPanel | None:
    if not desk.may(request, "work"):
        return None
    rows = rows_of(what).seen_by(cast(User, request.user))

    def line(row: Grant) -> BoardLine:
        on = day(row)
        cells = (str(row.graduate), str(row), f"{on:%d.%m.%Y}" if on else "")
        return BoardLine(cells=cells, url=desk.url("inspect", row))

    return waiting_panel(
        rows.select_related("graduate", "employer").order_by(order, "pk"),
        line,
        code=f"grants-{what.value}",
        title=what.label,
        headings=("Выпускник", "Согласие", heading),
        url=f"{desk.url('index')}?attention={what.value}",
    )
