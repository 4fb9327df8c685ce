"""What the board says of meetings: those ahead and at work, and the deadlines of C-K8 (X-4)."""

from django.http import HttpRequest

from contest.meetings.lifecycle import MEETING, MeetingState
from contest.meetings.models import Meeting
from contest.meetings.rules.deadlines import Standing
from contest.meetings.services.reminders import STEP_WORDS, deadlines_of
from contest.setup.models import Contest
from core import clock
from core.back_office import BoardLine, BoardPanel, first_rows
from core.templatetags.desk_tags import state_tag

from . import panels, scope
from .screens import MeetingDesk

_OVER = (MeetingState.SIGNED, MeetingState.CALLED_OFF)


class MeetingBoard:
    """The panels about the meetings that a person sees."""

    def __init__(self, desk: MeetingDesk) -> None:
        self.desk = desk

    def meetings(self, request: HttpRequest) -> BoardPanel | None:
        """Meetings that are not over, the nearest first."""
        rows = self.desk.rows_for(request, "view").exclude(state__in=_OVER)
        total, shown = first_rows(rows.select_related("contest").order_by("starts_at", "pk"))
        if not total:
            return None
        return BoardPanel(
            code="meetings",
            title="Заседания комиссии",
            total=total,
            headings=("Когда", "Место", "Состояние"),
            lines=[
                BoardLine(
                    cells=(
                        clock.format_instant(row.starts_at, row.tz),
                        row.place,
                        state_tag(MEETING.tones[row.state], _state(row)),
                    ),
                    url=self.desk.url("inspect", row),
                )
                for row in shown
            ],
            url=self.desk.url("index"),
        )

    def deadlines(self, request: HttpRequest) -> BoardPanel | None:
        """Until when protocol and order are due, for who prepares or chairs."""
        contests = scope.contests_for(request, "work") | scope.contests_for(request, "chair")
        dated = contests.exclude(ceremony_on=None).distinct().order_by("ceremony_on", "pk")
        lines = [line for contest in dated for line in self._lines(contest)]
        if not lines:
            return None
        return BoardPanel(
            code="meeting-deadlines",
            title="Сроки протокола и приказа",
            headings=("Что", "Срок", "Конкурс", "Состояние"),
            lines=lines,
            total=len(lines),
        )

    def _lines(self, contest: Contest) -> list[BoardLine]:
        """Of a contest whose ceremony is over, none."""
        now = clock.now()
        assert contest.ceremony_on is not None
        if contest.ceremony_on < clock.in_zone(now, contest.tz).date():
            return []
        return [
            BoardLine(
                cells=(
                    STEP_WORDS[row.step],
                    clock.format_date(row.due) if row.due else "–",
                    str(contest),
                    panels.standing_tag(row),
                ),
                url=self.desk.url("index"),
            )
            for row in deadlines_of(contest, now)
            if row.standing is not Standing.UNKNOWN
        ]


def _state(row: Meeting) -> str:
    return str(row.get_state_display())
