"""What the board shows of employers' requests (X-4, P-6.4)."""

from django.http import HttpRequest

from core.back_office import BoardPanel, Figure
from forms_app.lifecycle import State
from placement.centre import desk as centre

from .screens import RequestDesk


def received(desk: RequestDesk, request: HttpRequest) -> BoardPanel | None:
    """New requests to the person's own organisation, the oldest first."""
    return centre.received(
        desk,
        request,
        code="requests",
        title="Новые заявки",
        headings=("Работодатель", "Номер", "Поступила"),
    )


def waiting(desk: RequestDesk, request: HttpRequest) -> Figure:
    """How many requests nobody has looked at yet."""
    rows = desk.rows_for(request, "view").filter(state=State.RECEIVED)
    return Figure("новые заявки работодателей", rows.count(), centre.newly_received(desk))
