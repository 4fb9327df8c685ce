"""What the board shows of the register of graduates (X-4)."""

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, first_rows
from core.back_office.board import SHOWN
from placement.graduates.lifecycle import GraduateState
from placement.graduates.likeness import later_doubles
from placement.graduates.models import Graduate

from .screens import GraduateDesk


def alike(desk: GraduateDesk, request: HttpRequest) -> BoardPanel | None:
    """Cards that may be of one person; somebody has to look."""
    if not desk.may(request, "work"):
        return None
    keys = later_doubles()
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


def unconfirmed(desk: GraduateDesk, request: HttpRequest) -> BoardPanel | None:
    """Cards of which nobody has said yet that the person studies or studied here."""
    if not desk.may(request, "work"):
        return None
    waiting = Graduate.objects.filter(state=GraduateState.CLAIMED).order_by("created_at", "pk")
    total, shown = first_rows(waiting)
    return BoardPanel(
        code="unconfirmed-graduates",
        title="Подтвердить: учится или учился у нас",
        headings=("Человек", "Группа", "С какого дня ждёт"),
        lines=[
            BoardLine(
                cells=(str(row), row.group, f"{clock.local_day(row.created_at):%d.%m.%Y}"),
                url=desk.url("inspect", row),
            )
            for row in shown
        ],
        total=total,
        url=f"{desk.url('index')}?state={GraduateState.CLAIMED}",
    )
