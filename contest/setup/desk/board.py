"""What the board shows of contests to who sets them up and sees no application (X-4)."""

from typing import cast

from django.http import HttpRequest

from contest.setup.models import Contest
from core import clock
from core.back_office import BoardLine, BoardPanel, first_rows
from core.models import User

from .screens import ContestDesk


def dates(desk: ContestDesk, request: HttpRequest) -> BoardPanel | None:
    """Contests with the end of their windows, the newest first.

    Whoever works on applications reads the windows above them.
    """
    may_work = cast(User, request.user).has_perm("contest.work_entries")
    if not desk.may(request, "view") or may_work:
        return None
    total, shown = first_rows(desk.rows_for(request, "view").order_by("-year", "-pk"))
    now = clock.now()
    return BoardPanel(
        code="contests",
        title="Конкурсы и сроки",
        headings=("Конкурс", "Заявки принимаются", "На сайте"),
        lines=[
            BoardLine(
                cells=(str(row), _window(row, row.applications_close_at > now), _shown(row)),
                url=desk.primary_url(request, row),
            )
            for row in shown
        ],
        total=total,
        url=desk.url("index"),
        empty="Конкурсов ещё нет.",
    )


def _window(contest: Contest, is_ahead: bool) -> str:
    words = clock.format_deadline(contest.applications_close_at, contest.tz)
    return words if is_ahead else f"{words} – приём закончен"


def _shown(contest: Contest) -> str:
    return "опубликован" if contest.is_published else "не опубликован"
