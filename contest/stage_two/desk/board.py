"""What of stage II waits for the person: on the board until the scoring of the role plays is over (X-4)."""

from typing import cast

from django.http import HttpRequest

from contest.scoring.desk import scope
from contest.setup.models import Contest
from contest.stage_two.overall import is_over
from core import clock
from core.back_office import BoardLine, BoardPanel
from core.back_office.board import SHOWN
from core.models import User

from .screens import StageTwoDesk
from .waiting import waiting


class StageTwoBoard:
    """The panel of the contests whose stage II has begun."""

    def __init__(self, desk: StageTwoDesk) -> None:
        self.desk = desk

    def __call__(self, request: HttpRequest) -> BoardPanel | None:
        """The panel; None for who neither runs nor oversees one, and where nothing waits."""
        if not self.desk.may(request, "oversee"):
            return None
        begun = scope.contests_for(request, "oversee").filter(stage_two_starts_at__lte=clock.now())
        lines = [
            line
            for contest in begun.order_by("-stage_two_starts_at", "pk")
            if not is_over(contest)
            for line in self._lines(request, contest)
        ]
        if not lines:
            return None
        return BoardPanel(
            code="stage-two",
            title="II этап: что ждёт",
            headings=("Что", "Конкурс"),
            lines=lines[:SHOWN],
            total=len(lines),
            url=self.desk.url("index"),
        )

    def _lines(self, request: HttpRequest, contest: Contest) -> list[BoardLine]:
        """Each leads to where it is done, or to the page of stage II."""
        may_act = {act["code"]: act["url"] for act in self.desk.open_acts(request, contest)}
        page = self.desk.url("inspect", contest)
        return [
            BoardLine(cells=(one.words, str(contest)), url=may_act.get(one.act, page))
            for one in waiting(contest, cast(User, request.user))
        ]
