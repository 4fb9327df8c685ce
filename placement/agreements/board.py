"""What the board says of agreements: drafts that wait for signature, terms that end (P-5.4)."""

import datetime as dt
from typing import cast

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, Figure, first_rows, row_acts
from core.models import User
from placement.agreements.desk.screens import AgreementDesk
from placement.agreements.lifecycle import AgreementState
from placement.agreements.models import Agreement
from placement.agreements.rights import VIEW
from placement.agreements.rules import REMIND_DAYS
from placement.common.links import agreement_url, agreements_url


def ending(desk: AgreementDesk, request: HttpRequest) -> BoardPanel | None:
    """The agreements whose term ends within the days of the first reminder."""
    if not cast(User, request.user).has_perm(VIEW):
        return None
    days = max(REMIND_DAYS)
    rows = Agreement.objects.ending_by(clock.local_day(clock.now()) + dt.timedelta(days=days))
    total, shown = first_rows(
        rows.select_related("employer", "number", "responsible").order_by("ends_on", "pk")
    )
    drafts = Agreement.objects.filter(state=AgreementState.DRAFT).count()
    if not (total or drafts):
        return None
    return BoardPanel(
        code="agreements",
        title="Договоры: срок подходит к концу",
        total=total,
        headings=("Договор", "Сторона", "Действует по", "Ответственный"),
        lines=[
            BoardLine(
                cells=(
                    str(row),
                    str(row.employer),
                    f"{row.ends_on:%d.%m.%Y}",
                    row.responsible.short_name,
                ),
                url=agreement_url(request, row),
                acts=row_acts(desk, request, row, "prolong"),
            )
            for row in shown
        ],
        figures=[Figure("Неподписанные проекты", drafts, agreements_url(state="draft"))]
        if drafts
        else [],
        url=agreements_url(ending=str(days)),
        empty=f"В ближайшие {days} дней сроки не заканчиваются.",
    )
