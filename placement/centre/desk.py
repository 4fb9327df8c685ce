"""What the desks of the centre's forms share: each works on those to its own organisation (X-4)."""

import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, first_rows, row_acts
from core.models import User
from forms_app.back_office import SubmissionDesk
from forms_app.lifecycle import State
from placement.centre.operators import operators


class CentreDesk(SubmissionDesk):
    """Submissions to the person's own organisation, whose clock its instants are told by."""

    def scopes(self, request: HttpRequest, right: str = "view") -> Iterable[str]:
        organisation = cast(User, request.user).organisation_id
        return [o.code for o in self._operators(request) if o.pk == organisation]

    def scope_zones(self, request: HttpRequest) -> Mapping[str, zoneinfo.ZoneInfo]:
        own = set(self.scopes(request))
        return {o.code: o.tz for o in self._operators(request) if o.code in own}

    def zone(self, request: HttpRequest) -> zoneinfo.ZoneInfo:
        """The organisation's own: lists name instants in it."""
        zones = self.scope_zones(request)
        return next(iter(zones.values())) if zones else super().zone(request)

    @staticmethod
    def _operators(request: HttpRequest) -> Sequence[Any]:
        """One query per request: every part of a page asks for them."""
        if not hasattr(request, "placement_operators"):
            request.placement_operators = operators()  # type: ignore[attr-defined]
        return cast(Any, request).placement_operators


def newly_received(desk: CentreDesk) -> str:
    """The list of what nobody has looked at yet."""
    return f"{desk.url('index')}?state={State.RECEIVED}"


def received(
    desk: CentreDesk, request: HttpRequest, *, code: str, title: str, headings: tuple[str, str, str]
) -> BoardPanel | None:
    """New submissions to the person's own organisation, the oldest first."""
    if not desk.may(request, "work"):
        return None
    rows = desk.rows_for(request, "work").filter(state=State.RECEIVED)
    total, shown = first_rows(rows.order_by("received_at", "pk"))
    zone = desk.zone(request)
    return BoardPanel(
        code=code,
        title=title,
        headings=headings,
        lines=[
            BoardLine(
                cells=(
                    row.title,
                    row.reference,
                    f"{clock.in_zone(row.received_at, zone):%d.%m.%Y}",
                ),
                url=desk.url("inspect", row),
                acts=row_acts(desk, request, row, "register"),
            )
            for row in shown
        ],
        total=total,
        url=newly_received(desk),
    )
