"""The desk of stage II: who came, the draw, the test, the time of role plays, the ranking (C-16, C-17)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest

from contest.scoring.desk import scope
from contest.scoring.desk.held import HeldContestDesk
from contest.setup.models import Contest
from contest.setup.stage_two_history import CONTEST_WORDS, ENTRY_WORDS, WAYS
from core import clock
from core.models import HistoryRecord
from forms_app.lifecycle import State

from . import files, history, page, ranking, timer
from .acts import ACTS

_IN_CONTEST = Q(finalists__entry__submission__state=State.ACCEPTED)


class StageTwoDesk(HeldContestDesk):
    """Contests with their stage II.

    Every member sees who takes part and the timer; ``oversee`` checks results of the test and sees
    the ranking after the closings; ``work`` does the rest.
    """

    base_url_path = "contest/stage-two"
    menu_label = "II этап"
    menu_icon = "group"
    menu_order = 260
    rights = {"view": scope.SCORE, "oversee": scope.SCORE, "work": scope.RUN}
    list_display = ("name", "starts", "people")
    intro = "Конкурсы, в комиссию которых вы входите или которые проводит ваша организация."
    acts = ACTS
    event_words = {**ENTRY_WORDS, **CONTEST_WORDS}
    object_views = {
        "inspect": page.StageTwoView,
        "overall": ranking.OverallView,
        "history": history.StageTwoHistoryView,
        "import": files.TestsImportView,
        "blank": files.BlankView,
    }
    part_views = {"timer": timer.TimerView, "paper": files.PaperView}

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        counted = Contest.objects.filter(pk__in=[row.pk for row in rows])
        numbers = dict(
            counted.annotate(n=Count("finalists", filter=_IN_CONTEST)).values_list("pk", "n")
        )
        for row in rows:
            row.finalists_count = numbers[row.pk]

    def history_details(self, record: HistoryRecord) -> list[str]:
        way = record.details.get("way")
        return [WAYS[way]] if way else []

    @admin.display(description="конкурс", ordering="short_title")
    def name(self, row: Contest) -> str:
        """Title and year."""
        return str(row)

    @admin.display(description="начало", ordering="stage_two_starts_at")
    def starts(self, row: Contest) -> str:
        """When it begins."""
        starts_at = row.stage_two_starts_at
        return clock.format_short(starts_at, row.tz) if starts_at else "не указано"

    @admin.display(description="участников")
    def people(self, row: Any) -> int:
        """How many take part."""
        number: int = row.finalists_count
        return number
