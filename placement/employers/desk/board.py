"""What the board shows of employers (X-4, P-6.4)."""

import datetime as dt

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, Figure, first_rows, pressed_part_acts
from placement.employers.models import ContactRecord, Employer

from .filters import Attention
from .screens import EmployerDesk


def promised(desk: EmployerDesk, request: HttpRequest) -> BoardPanel | None:
    """Whom somebody has promised to contact by today."""
    if not desk.may(request, "work"):
        return None
    today = clock.local_day(clock.now())
    rows = ContactRecord.objects.promised_by(today).order_by("promised_on", "pk")
    total, shown = first_rows(rows.select_related("employer"))
    return BoardPanel(
        code="contacts",
        title=Attention.PROMISED.label,
        headings=("Работодатель", "О чём", "Когда"),
        lines=[
            BoardLine(
                cells=(str(row.employer), row.summary, _when(row.promised_on, today)),
                url=desk.url("inspect", row.employer),
                phone=row.employer.phone,
                acts=pressed_part_acts(desk, request, row.employer, row, "record"),
            )
            for row in shown
        ],
        total=total,
        url=f"{desk.url('index')}?attention={Attention.PROMISED.value}",
    )


def in_bank(desk: EmployerDesk, request: HttpRequest) -> Figure:
    """How many employers the data bank holds."""
    return Figure("работодатели в банке", Employer.objects.current().count(), desk.url("index"))


def _when(day: dt.date, today: dt.date) -> str:
    return "сегодня" if day == today else f"{day:%d.%m.%Y} – срок прошёл"
