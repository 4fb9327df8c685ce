"""What the board says of referrals: employers who do not answer (P-2.2b)."""

from typing import Any

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, row_acts, waiting_panel
from placement.referrals.desk.addresses import list_url, referral_url
from placement.referrals.desk.screens import Attention, ReferralDesk
from placement.referrals.services import reminders


def silent(desk: ReferralDesk, request: HttpRequest) -> BoardPanel | None:
    """«Работодатель не ответил»: whom to call, the longest silence first."""
    if not desk.may(request, "work"):
        return None
    rows = reminders.silent(clock.now()).select_related(
        "case__graduate", "case__specialist", "vacancy__employer"
    )

    def line(row: Any) -> BoardLine:
        return BoardLine(
            cells=(
                str(row.graduate),
                str(row.employer),
                row.vacancy.title,
                f"{clock.in_zone(row.waits_since, desk.zone(request)):%d.%m.%Y}",
                row.case.specialist.short_name,
            ),
            url=referral_url(request, row),
            phone=row.employer.phone,
            acts=row_acts(desk, request, row, "answer", "call-off"),
        )

    return waiting_panel(
        rows,
        line,
        code="silent-employers",
        title=Attention.SILENT.label,
        headings=("Выпускник", "Работодатель", "Вакансия", "Ждём с", "Кто ведёт"),
        url=list_url(attention=Attention.SILENT.value),
    )
