"""What the board says of resumes: those that wait for the person's word too long (P-F3)."""

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, first_rows, row_acts

from .attention import Attention, awaited_from, waiting_too_long
from .screens import ResumeDesk


def unanswered(desk: ResumeDesk, request: HttpRequest) -> BoardPanel | None:
    """Versions that nobody has approved or sent back, the longest silence first."""
    if not desk.may(request, "work"):
        return None
    rows = waiting_too_long(clock.now()).select_related(
        "graduate__responsible", "graduate__merged_into__responsible"
    )
    total, shown = first_rows(rows.order_by("offered_at", "pk"))
    if not total:
        return None
    lines = []
    for row in shown:
        person = row.graduate.in_use
        leader = person.responsible
        lines.append(
            BoardLine(
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
        )
    return BoardPanel(
        code="resumes-unanswered",
        title=Attention.UNANSWERED.label,
        total=total,
        headings=("Выпускник", "Резюме", "Кто не ответил", "Ждём с", "Кто ведёт"),
        lines=lines,
        url=f"{desk.url('index')}?attention={Attention.UNANSWERED.value}",
    )
