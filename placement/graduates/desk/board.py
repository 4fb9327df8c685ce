"""What the board shows of the register of graduates (X-4)."""

from functools import partial

from django.core.cache import cache
from django.db.models import Count
from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, Figure
from core.back_office.board import SHOWN
from placement.graduates.likeness import cached_doubles
from placement.graduates.models import Graduate

from .screens import GraduateDesk

# Counted anew after some minutes: the board is opened often, and a year's intake changes seldom.
_COUNTED, _COUNTED_FOR = "placement.graduates.intakes", 300


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


def by_intake(desk: GraduateDesk, request: HttpRequest) -> BoardPanel | None:
    """How many of this year's leavers came on an employer's request, and without (P-2.1)."""
    if not desk.may(request, "view"):
        return None
    year = clock.local_day(clock.now()).year
    counts = cache.get_or_set(f"{_COUNTED}.{year}", partial(_intakes, year), _COUNTED_FOR)
    if not counts:
        return None
    index = f"{desk.url('index')}?left_year={year}"
    labels = {
        Graduate.Intake.ON_REQUEST: "по заявке работодателя",
        Graduate.Intake.WITHOUT_REQUEST: "без заявки",
    }
    figures = [
        Figure(label, counts.get(code.value, 0), f"{index}&intake={code.value}")
        for code, label in labels.items()
    ]
    figures.append(Figure("не указано", counts.get("", 0), index))
    return BoardPanel(code="intake", title=f"Выпускники {year} года: набор", figures=figures)


def _intakes(year: int) -> dict[str, int]:
    leavers = Graduate.objects.current().filter(left_year=year).order_by()
    return dict(leavers.values_list("intake").annotate(n=Count("pk")))
