"""What the board shows of requests for assistance (X-4)."""

from django.http import HttpRequest

from core.back_office import BoardPanel
from placement.centre import desk as centre

from .screens import AssistanceDesk


def received(desk: AssistanceDesk, request: HttpRequest) -> BoardPanel | None:
    """New requests to the person's own organisation, the oldest first."""
    return centre.received(
        desk,
        request,
        code="assistance",
        title="Новые заявления о содействии",
        headings=("Кто", "Номер", "Поступило"),
    )
