"""The desk of the scoring: contests in which the person marks, or whose scoring they oversee (C-14)."""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest

from contest.commission.models import CommissionMember
from contest.setup.models import Contest
from core.models import User

from . import outcome, overview, own_sheet, practice, recusals, role_plays, sheet, summary
from .acts import ACTS
from .held import HeldContestDesk
from .words import part_of_today, window_words


class ScoringDesk(HeldContestDesk):
    """Contests; each with the person's own entries, the progress, and the outcome after closing.

    Rights are held contest by contest, see ``scope``: ``mark`` by a seat, ``work`` by whoever runs the
    scoring for the operator, ``oversee`` by these and by chair, deputy and secretary.
    """

    base_url_path = "contest/scoring"
    menu_label = "Оценка"
    menu_icon = "check"
    menu_order = 250
    list_display = ("name", "window", "seat")
    intro = "Конкурсы, в комиссию которых вы входите."
    acts = ACTS
    object_views = {
        "inspect": overview.ContestView,
        "table": outcome.TableView,
        "role-play-inspect": role_plays.RolePlaysView,
        "role-play-table": role_plays.RolePlayTableView,
    }
    part_views = {
        "score": sheet.ScoreView,
        "mark": sheet.MarkView,
        "why": outcome.WhyView,
        "role-play-score": role_plays.RolePlayScoreView,
        "role-play-mark": role_plays.RolePlayMarkView,
        "role-play-why": role_plays.RolePlayWhyView,
        "recusal": recusals.RecusalView,
        # Of a part of the contest: …/<contest>/<part>/.
        "own-sheet": own_sheet.OwnSheetView,
        "own-table": own_sheet.OwnTableView,
        "own-paper": own_sheet.OwnPaperView,
        "practice": practice.PracticeView,
        "summary": summary.SummaryView,
    }

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        seats = CommissionMember.objects.serving().filter(
            contest__in=rows, user=cast(User, request.user)
        )
        held = {member.contest_id: member.get_seat_display() for member in seats}
        for row in rows:
            row.own_seat = held.get(row.pk, "–")

    @admin.display(description="конкурс", ordering="short_title")
    def name(self, row: Contest) -> str:
        """Title and year."""
        return str(row)

    @admin.display(description="оценка")
    def window(self, row: Contest) -> str:
        """Where the scoring is now."""
        return window_words(row, part_of_today(row))

    @admin.display(description="вы")
    def seat(self, row: Any) -> str:
        """The person's own seat."""
        seat: str = row.own_seat
        return seat
