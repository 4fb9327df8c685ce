"""What the board says of cases: what is overdue, what is next, what stands still, who has how many."""

from django.conf import settings
from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, Figure, first_rows, waiting_panel
from core.models import User
from placement.cases.desk.attention import Attention, cases_of, list_url, own, steps_of
from placement.cases.desk.panels import case_url
from placement.cases.desk.screens import CaseDesk
from placement.cases.models import Case, Step
from placement.cases.workload import with_led


def steps(desk: CaseDesk, request: HttpRequest) -> BoardPanel | None:
    """Steps that are overdue or due within a week, the oldest first."""
    if not desk.may(request, "work"):
        return None
    today = clock.local_day(clock.now())
    rows = steps_of(Attention.DUE).filter(own(request, "case__specialist"))
    rows = rows.select_related("kind", "case__graduate")
    total, shown = first_rows(rows.order_by("due_on", "pk"))
    if not total:
        return None
    overdue = cases_of(Case.objects.filter(own(request)), Attention.OVERDUE).count()
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
    url = list_url(desk, request, Attention.OVERDUE)
    return BoardPanel(
        code="case-steps",
        title=Attention.DUE.label,
        figures=[Figure(Attention.OVERDUE.label, overdue, url)] if overdue else [],
        headings=("Выпускник", "Шаг", "Когда"),
        lines=lines,
        total=total,
        url=list_url(desk, request, Attention.DUE),
    )


def messages(desk: CaseDesk, request: HttpRequest) -> BoardPanel | None:
    """What graduates and representatives have written by their links, and nobody has heard yet."""
    if not desk.may(request, "work"):
        return None
    rows = steps_of(Attention.MESSAGES).filter(own(request, "case__specialist"))

    def line(row: Step) -> BoardLine:
        cells = (str(row.case.graduate), f"{row.due_on:%d.%m.%Y}")
        return BoardLine(cells=cells, url=case_url(row.case))

    return waiting_panel(
        rows.select_related("case__graduate").order_by("due_on", "pk"),
        line,
        code="case-messages",
        title=Attention.MESSAGES.label,
        headings=("Выпускник", "Когда написал"),
        url=list_url(desk, request, Attention.MESSAGES),
    )


def idle(desk: CaseDesk, request: HttpRequest) -> BoardPanel | None:
    """Open cases in which nothing is planned."""
    if not desk.may(request, "work"):
        return None
    rows = cases_of(Case.objects.filter(own(request)), Attention.IDLE)

    def line(row: Case) -> BoardLine:
        return BoardLine(cells=(str(row.graduate), row.specialist.short_name), url=case_url(row))

    return waiting_panel(
        rows.select_related("graduate", "specialist").order_by("opened_on", "pk"),
        line,
        code="case-idle",
        title=Attention.IDLE.label,
        headings=("Выпускник", "Специалист"),
        url=list_url(desk, request, Attention.IDLE),
    )


def workload(desk: CaseDesk, request: HttpRequest) -> BoardPanel | None:
    """How many graduates each specialist leads; too many are said in words. For whoever leads them."""
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
