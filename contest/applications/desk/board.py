"""What the contest shows on the board: applications that wait, deadlines (X-4)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contest.setup.models import Contest
from core import clock
from core.back_office import BoardLine, BoardPanel, Figure, RowAct, first_rows, row_acts
from core.templatetags.desk_tags import state_tag
from forms_app.lifecycle import State
from forms_app.services.planned_end import LEAD

from .scope import own_contests, seen_contests
from .screens import STATE_LABELS, ApplicationDesk

SOON = dt.timedelta(days=3)
_STATES = (State.RECEIVED, State.REGISTERED, State.RETURNED, State.ACCEPTED, State.REJECTED)


def is_shown(request: HttpRequest) -> bool:
    """Whether there is something to work on: the right, and an organisation."""
    user = request.user
    return user.has_perm(ApplicationDesk.rights["work"]) and user.organisation_id is not None  # type: ignore[union-attr]


class ContestBoard:
    """The panels about the contests of the person's own organisation."""

    def __init__(self, desk: ApplicationDesk) -> None:
        self.desk = desk

    def incoming(self, request: HttpRequest) -> BoardPanel | None:
        """How many applications there are in each state, and the new ones, the oldest first."""
        if not is_shown(request):
            return None
        contests, rows = own_contests(request), self._rows(request)
        total, shown = self._first(rows.filter(state=State.RECEIVED), "received_at")
        return BoardPanel(
            code="applications",
            title="Новые заявки на конкурс",
            figures=self._figures(rows),
            notices=_windows(contests),
            warnings=_endings(rows, contests),
            headings=("Участник", "Центр занятости", "Поступила", "Ответственный"),
            lines=[
                self._line(
                    row,
                    clock.format_instant(row.received_at, contests[row.scope].tz),
                    row_acts(self.desk, request, row, "register"),
                )
                for row in shown
            ],
            total=total,
            url=f"{self.desk.url('index')}?state={State.RECEIVED}",
            empty="Новых заявок нет.",
            links=[(b["label"], b["url"]) for b in self.desk.header_buttons(request)[:2]],
        )

    def returned(self, request: HttpRequest) -> BoardPanel | None:
        """Returned applications that are still awaited, the nearest date first."""
        if not is_shown(request):
            return None
        contests = own_contests(request)
        rows = self._rows(request).filter(state=State.RETURNED)
        total, shown = self._first(rows, "corrections_due_at")
        return BoardPanel(
            code="returned",
            title="Ждём исправления",
            headings=("Участник", "Центр занятости", "Исправить", "Ответственный"),
            lines=[self._line(row, _due(row, contests[row.scope].tz)) for row in shown],
            total=total,
            url=f"{self.desk.url('index')}?state={State.RETURNED}",
            empty="Возвращённых заявок нет.",
        )

    def overview(self, request: HttpRequest) -> BoardPanel | None:
        """How many applications there are in each state, for whoever reads them and does not work."""
        if not self.desk.may(request, "view") or is_shown(request):
            return None
        contests = seen_contests(request)
        if not contests:
            return None
        return BoardPanel(
            code="overview",
            title="Заявки на конкурс",
            figures=self._figures(self.desk.rows_for(request, "view")),
            notices=_windows(contests),
        )

    def _rows(self, request: HttpRequest) -> QuerySet:
        return self.desk.rows_for(request, "work")

    def _first(self, rows: QuerySet, order: str) -> tuple[int, list[Any]]:
        related = rows.select_related(*self.desk.list_select_related)
        return first_rows(related.order_by(order, "pk"))

    def _figures(self, rows: QuerySet) -> list[Figure]:
        by_state = rows.order_by().values("state").annotate(n=Count("pk"))
        counts = dict(by_state.values_list("state", "n"))
        base = self.desk.url("index")
        return [
            Figure(STATE_LABELS[state.value], counts.get(state.value, 0), f"{base}?state={state}")
            for state in _STATES
        ]

    def _line(self, row: Any, when: Any, acts: Sequence[RowAct] = ()) -> BoardLine:
        who = row.assigned_to.short_name if row.assigned_to else "–"
        return BoardLine(
            cells=(row.title or row.reference, row.entry.centre.name, when, who),
            url=self.desk.url("inspect", row),
            acts=acts,
        )


def _due(row: Any, zone: clock.TimeZone) -> SafeString | str:
    """Until when it may be corrected; what is near or over says so."""
    due, now = row.corrections_due_at, clock.now()
    if due is None:
        return "–"
    words = clock.format_deadline(due, zone)
    if due <= now:
        return format_html("{} {}", words, state_tag("rejected", "срок прошёл"))
    return (
        format_html("{} {}", words, state_tag("warning", "скоро")) if due <= now + SOON else words
    )


def _windows(contests: dict[str, Contest]) -> list[str]:
    """Contests that take applications now or soon, with their instants in words."""
    now = clock.now()
    return [
        f"{contest}: заявки принимаются"
        f" {clock.format_deadline(contest.applications_close_at, contest.tz)}"
        if contest.is_accepting(now)
        else f"{contest}: приём откроется"
        f" {clock.format_instant(contest.applications_open_at, contest.tz)}"
        for contest in contests.values()
        if contest.applications_close_at > now
    ]


def _endings(rows: QuerySet, contests: dict[str, Contest]) -> list[str]:
    """Contests whose applications are destroyed soon, so that a mistyped date is seen (C-A5)."""
    kept = rows.exclude(state=State.DESTROYED).order_by().values_list("scope", flat=True)
    dues = [(contests[slug], contests[slug].kept_until()) for slug in kept.distinct()]
    return [
        f"{contest}: срок хранения данных заявок заканчивается"
        f" {clock.format_date(due.astimezone(contest.tz).date())}. Он посчитан по датам конкурса:"
        " если в них ошибка, исправьте их до этого дня."
        for contest, due in dues
        if due is not None and due <= clock.now() + LEAD
    ]
