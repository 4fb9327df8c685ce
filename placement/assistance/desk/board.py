"""What the board shows of requests for assistance (X-4)."""

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, first_rows, row_acts
from forms_app.lifecycle import State

from .screens import AssistanceDesk


def received(desk: AssistanceDesk, request: HttpRequest) -> BoardPanel | None:
    """New requests to the person's own organisation, the oldest first."""
    if not desk.may(request, "work"):
        return None
    rows = desk.rows_for(request, "work").filter(state=State.RECEIVED)
    total, shown = first_rows(rows.order_by("received_at", "pk"))
    zone = desk.zone(request)
    return BoardPanel(
        code="assistance",
        title="Новые заявления о содействии",
        headings=("Кто", "Номер", "Поступило"),
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
        url=f"{desk.url('index')}?state={State.RECEIVED}",
    )
