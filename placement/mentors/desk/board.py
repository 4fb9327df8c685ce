"""What the board says of recommendations: sheets that wait for this person's part (P-F7)."""

from typing import cast

from django.http import HttpRequest

from core.back_office import BoardLine, BoardPanel, DeskAdmin, first_rows
from core.models import User
from placement.mentors import rights
from placement.mentors.lifecycle import SheetState
from placement.mentors.models import Part, Recommendations


def awaited(desk: DeskAdmin, request: HttpRequest) -> BoardPanel | None:
    """The sheets in which a part of this person is not signed yet."""
    user = cast(User, request.user)
    kinds = [kind for kind in Part.Kind if _is_due(user, kind)]
    if not kinds:
        return None
    waiting = Part.objects.filter(kind__in=kinds, signed_at=None).values("sheet")
    rows = Recommendations.objects.filter(state=SheetState.FILLING, pk__in=waiting)
    total, shown = first_rows(rows.select_related("graduate").order_by("created_at", "pk"))
    return BoardPanel(
        code="recommendations",
        title="Рекомендации наставникам: ждут вашего раздела",
        total=total,
        headings=("Выпускник", "Группа и программа"),
        lines=[
            BoardLine(cells=(row.graduate.short_name, row.heading), url=desk.url("inspect", row))
            for row in shown
        ],
        url=desk.url("index"),
        empty="Сейчас ничего не ждёт.",
    )


def _is_due(user: User, kind: str) -> bool:
    """Whether a missing signature under such a part is this person's to see to."""
    is_signed = kind != Part.Kind.GENERAL
    return is_signed and (rights.may_fill(user, kind) or rights.may_sign(user, kind))
