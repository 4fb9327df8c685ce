"""What the board says of resumes: those that wait for the person's word too long (P-F3)."""

from typing import Any

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, row_acts, waiting_panel

from .attention import Attention, awaited_from, waiting_too_long
from .screens import ResumeDesk


def unanswered(desk: ResumeDesk, request: HttpRequest) -> BoardPanel | None:
    """Versions that nobody has approved or sent back, the longest silence first."""
    if not desk.may(request, "work"):
        return None
    rows = waiting_too_long(clock.now()).select_related(
        "graduate__responsible", "graduate__merged_into__responsible"
    )

    def line(row: Any) -> BoardLine:
        person = row.graduate.in_use
        leader = person.responsible
        return BoardLine(
            cells=(
                str(person),
                str(row),
                awaited_from(row),
                f"{clock.in_zone(row.offered_at, desk.zone(request)):%d.%m.%Y}",
                leader.short_name if leader else "",
            ),
            url=desk.url("inspect", row),
            acts=row_acts(desk, request, row, "approve", "send-back"),
        )

    return waiting_panel(
        rows.order_by("offered_at", "pk"),
        line,
        code="resumes-unanswered",
        title=Attention.UNANSWERED.label,
        headings=("Выпускник", "Резюме", "Кто не ответил", "Ждём с", "Кто ведёт"),
        url=f"{desk.url('index')}?attention={Attention.UNANSWERED.value}",
    )
