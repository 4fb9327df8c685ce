"""What the board says of recommendations: sheets that wait for this person's part (P-F7)."""

from typing import cast

from django.http import HttpRequest

from core.back_office import BoardLine, BoardPanel, DeskAdmin, first_rows
from core.models import User
from placement.mentors.models import Recommendations

from .attention import Attention, has_part, waiting_for


def awaited(desk: DeskAdmin, request: HttpRequest) -> BoardPanel | None:
    """The sheets in which a part of this person is not signed yet."""
    user = cast(User, request.user)
    if not has_part(user):
        return None
    rows = waiting_for(Recommendations.objects.all(), user)
    total, shown = first_rows(rows.select_related("graduate").order_by("created_at", "pk"))
    return BoardPanel(
        code="recommendations",
        title=f"Рекомендации наставникам: {Attention.MINE.label.lower()}",
        total=total,
        headings=("Выпускник", "Группа и программа"),
        lines=[
            BoardLine(cells=(row.graduate.short_name, row.heading), url=desk.url("inspect", row))
            for row in shown
        ],
        url=f"{desk.url('index')}?attention={Attention.MINE.value}",
        empty="Сейчас ничего не ждёт.",
    )
