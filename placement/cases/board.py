"""What the board says of cases: what is overdue, what is next, what stands still, who has how many."""

import datetime as dt
from typing import cast

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, Figure, first_rows
from core.models import User
from placement.cases import step_kinds
from placement.cases.desk.panels import case_url
from placement.cases.desk.screens import CaseDesk, without_next_step
from placement.cases.models import Case, Step
from placement.cases.workload import with_led
from placement.graduates.rights import APPROVE

_AHEAD = dt.timedelta(days=7)


def _mine(request: HttpRequest) -> Q:
    """The person's own cases; who leads the centre looks at all."""
    user = cast(User, request.user)
    return Q() if user.has_perm(APPROVE) else Q(case__specialist=user)


def steps(desk: CaseDesk, request: HttpRequest) -> BoardPanel | None:
    """Steps that are overdue or due within a week, the oldest first."""
    if not desk.may(request, "work"):
        return None
    today = clock.local_day(clock.now())
    waiting = Step.objects.waiting().filter(_mine(request)).exclude(kind__code=step_kinds.MESSAGE)
    overdue = waiting.filter(due_on__lt=today).count()
    rows = waiting.filter(due_on__lte=today + _AHEAD).select_related("kind", "case__graduate")
    total, shown = first_rows(rows.order_by("due_on", "pk"))
    if not total:
        return None
    lines = [
        BoardLine(
            cells=(
                str(row.case.graduate),
                str(row.kind),
                f"{row.due_on:%d.%m.%Y}" + (" – просрочено" if row.is_overdue(today) else ""),
            ),
            url=case_url(row.case),
        )
        for row in shown
    ]
    url = f"{desk.url('index')}?attention=overdue"
    return BoardPanel(
        code="case-steps",
        title="Шаги сопровождения",
        figures=[Figure("просрочено", overdue, url)] if overdue else [],
        headings=("Выпускник", "Шаг", "Когда"),
        lines=lines,
        total=total,
        url=desk.url("index"),
    )


def messages(desk: CaseDesk, request: HttpRequest) -> BoardPanel | None:
    """What graduates and representatives have written by their links, and nobody has heard yet."""
    if not desk.may(request, "work"):
        return None
    rows = Step.objects.waiting().filter(_mine(request), kind__code=step_kinds.MESSAGE)
    total, shown = first_rows(rows.select_related("case__graduate").order_by("due_on", "pk"))
    if not total:
        return None
    lines = [
        BoardLine(cells=(str(row.case.graduate), f"{row.due_on:%d.%m.%Y}"), url=case_url(row.case))
        for row in shown
    ]
    return BoardPanel(
        code="case-messages",
        title="Сообщения выпускников",
        headings=("Выпускник", "Когда написал"),
        lines=lines,
        total=total,
    )


def idle(desk: CaseDesk, request: HttpRequest) -> BoardPanel | None:
    """Open cases in which nothing is planned."""
    if not desk.may(request, "work"):
        return None
    own = Q() if cast(User, request.user).has_perm(APPROVE) else Q(specialist=request.user)
    rows = without_next_step(Case.objects.filter(own).select_related("graduate", "specialist"))
    total, shown = first_rows(rows.order_by("opened_on", "pk"))
    if not total:
        return None
    lines = [
        BoardLine(cells=(str(row.graduate), row.specialist.short_name), url=case_url(row))
        for row in shown
    ]
    return BoardPanel(
        code="case-idle",
        title="Сопровождение без следующего шага",
        headings=("Выпускник", "Специалист"),
        lines=lines,
        total=total,
        url=f"{desk.url('index')}?attention=idle",
    )


def workload(desk: CaseDesk, request: HttpRequest) -> BoardPanel | None:
    """How many graduates each specialist leads; too many are said in words. For who leads them."""
    if not desk.may(request, "approve"):
        return None
    most = settings.CASES_PER_SPECIALIST
    rows = with_led(User.objects.all()).filter(led__gt=0).order_by("-led", "last_name", "pk")
    lines = [
        BoardLine(
            cells=(user.full_name, f"{user.led}" + (" – больше нормы" if user.led > most else "")),
            url=f"{desk.url('index')}?specialist={user.pk}",
        )
        for user in rows[:20]
    ]
    if not lines:
        return None
    return BoardPanel(
        code="case-load",
        title=f"Нагрузка специалистов (норма – {most})",
        headings=("Специалист", "Ведёт выпускников"),
        lines=lines,
        total=len(lines),
    )
