"""What the board says of videos while stage I runs, and for some days after it (C-13, X-4)."""

import datetime as dt

from django.http import HttpRequest

from contest.applications.desk.board import is_shown
from contest.applications.desk.scope import own_contests
from contest.setup.models import Contest, Stage
from contest.setup.rules.deadlines import Acceptance, stage_one
from core import clock
from core.back_office import BoardLine, BoardPanel, Figure, first_rows

from .screens import NO_COPY, WITH, WITHOUT, VideoDesk

# What came in time by e-mail is still attached then, and who sent none is told.
AFTER = dt.timedelta(days=7)


class VideoBoard:
    """Who has sent a video to the contests of the person's own organisation, and who has not."""

    def __init__(self, desk: VideoDesk) -> None:
        self.desk = desk

    def __call__(self, request: HttpRequest) -> BoardPanel | None:
        """The panel; None for whoever does not work on applications, and outside stage I."""
        running = _running(list(own_contests(request).values())) if is_shown(request) else {}
        if not running:
            return None
        rows = self.desk.rows_for(request, "work").filter(contest__in=[one.pk for one in running])
        waiting = rows.filter(has_video=False).select_related("submission", "centre")
        total, shown = first_rows(waiting.order_by("submission__sort_key"))
        base = self.desk.url("index")
        lacking = rows.filter(lacks_copy=True).count()
        no_copy = Figure("Без копии для просмотра", lacking, f"{base}?video={NO_COPY}")
        return BoardPanel(
            code="videos",
            title="Видеообращения",
            figures=[
                *([no_copy] if no_copy.number else []),
                Figure("Поступили", rows.filter(has_video=True).count(), f"{base}?video={WITH}"),
                Figure("Без видео", total, f"{base}?video={WITHOUT}"),
            ],
            notices=[_window_words(contest, window) for contest, window in running.items()],
            headings=("Нет видео", "Центр занятости"),
            lines=[
                BoardLine(
                    cells=(self.desk.object_label(row), row.centre.name),
                    url=self.desk.url("inspect", row),
                )
                for row in shown
            ],
            total=total,
            url=f"{base}?video={WITHOUT}",
            empty="Видео прислали все допущенные.",
        )


def _running(contests: list[Contest]) -> dict[Contest, Acceptance]:
    """The contests whose stage I runs, or was over just now; one query for all."""
    stages: dict[int, list[Stage]] = {contest.pk: [] for contest in contests}
    for stage in Stage.objects.filter(contest__in=list(stages)):
        stages[stage.contest_id].append(stage)
    now = clock.now()
    windows = {one: stage_one(stages[one.pk], one.tz) for one in contests}
    return {
        contest: window
        for contest, window in windows.items()
        if window and window.opens_at <= now < window.closes_at + AFTER
    }


def _window_words(contest: Contest, window: Acceptance) -> str:
    until = clock.format_deadline(window.closes_at, contest.tz)
    verb = "принимались" if window.is_late(clock.now()) else "принимаются"
    return f"{contest}: видеообращения {verb} {until}"
