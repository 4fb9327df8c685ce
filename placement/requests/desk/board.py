"""What the board shows of employers' requests (X-4, P-6.4)."""

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, Figure, first_rows, row_acts
from forms_app.lifecycle import State

from .screens import RequestDesk


def received(desk: RequestDesk, request: HttpRequest) -> BoardPanel | None:
    """New requests to the person's own organisation, the oldest first."""
    if not desk.may(request, "work"):
        return None
    rows = desk.rows_for(request, "work").filter(state=State.RECEIVED)
    total, shown = first_rows(rows.order_by("received_at", "pk"))
    zone = desk.zone(request)
    return BoardPanel(
        code="requests",
        title="Новые заявки",
        headings=("Работодатель", "Номер", "Поступила"),
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
        url=_url(desk),
    )


def waiting(desk: RequestDesk, request: HttpRequest) -> Figure:
    """How many requests nobody has looked at yet."""
    rows = desk.rows_for(request, "view").filter(state=State.RECEIVED)
    return Figure("новых заявок работодателей", rows.count(), _url(desk))


def _url(desk: RequestDesk) -> str:
    return f"{desk.url('index')}?state={State.RECEIVED}"
