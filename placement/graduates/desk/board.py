"""What the board shows of the register of graduates (X-4)."""

from django.http import HttpRequest

from core.back_office import BoardLine, BoardPanel
from core.back_office.board import SHOWN
from placement.graduates.likeness import cached_doubles
from placement.graduates.models import Graduate

from .screens import GraduateDesk


def alike(desk: GraduateDesk, request: HttpRequest) -> BoardPanel | None:
    """Cards that may be of one person; somebody has to look."""
    if not desk.may(request, "work"):
        return None
    keys = cached_doubles()
    shown = Graduate.objects.filter(pk__in=keys[:SHOWN]).order_by("-pk")
    return BoardPanel(
        code="alike-graduates",
        title="Похожие карточки выпускников",
        headings=("Человек", "Группа", "Выпуск"),
        lines=[
            BoardLine(
                cells=(str(row), row.group, row.left_year or ""), url=desk.url("inspect", row)
            )
            for row in shown
        ],
        total=len(keys),
        url=f"{desk.url('index')}?alike=yes",
    )
