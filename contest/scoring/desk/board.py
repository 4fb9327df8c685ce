"""«Ждёт меня»: what a member still has to mark, how far they are, until when (X-4)."""

from typing import cast

from django.http import HttpRequest

from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, in_own_order, states_of, to_mark
from contest.scoring.rules.progress import Progress
from contest.setup.models import Contest
from contest.setup.rules.deadlines import Window
from core import clock
from core.back_office import BoardLine, BoardPanel, Figure
from core.back_office.board import SHOWN
from core.models import User

from .scope import SCORE
from .screens import ScoringDesk
from .words import PROGRESS


class ScoringBoard:
    """The panel of the newest contest whose scoring is open and in which the person has a seat."""

    def __init__(self, desk: ScoringDesk) -> None:
        self.desk = desk

    def waiting(self, request: HttpRequest) -> BoardPanel | None:
        """The entries that wait for this person's marks, in their own order."""
        user = cast(User, request.user)
        if not user.has_perm(SCORE):
            return None
        seats = CommissionMember.objects.filter(user=user, contest__is_published=True)
        for member in seats.select_related("contest").order_by("-contest__year", "-contest"):
            if member.contest.scoring_window() is Window.OPEN:
                return self._panel(member.contest, member)
        return None

    def _panel(self, contest: Contest, member: CommissionMember) -> BoardPanel:
        entries = in_own_order(member, to_mark(contest).select_related("role"))
        states = states_of(member, entries, criteria=len(criteria_of(contest)))
        awaited = [entry for entry in entries if states[entry.pk].is_awaited]
        done = sum(state is Progress.COMPLETE for state in states.values())
        assert contest.scoring_closes_at is not None
        page = self.desk.url("inspect", contest)
        until = clock.format_deadline(contest.scoring_closes_at, contest.tz)
        return BoardPanel(
            code="scoring",
            title="Ждёт вашей оценки",
            figures=[Figure("осталось", len(awaited), page), Figure("оценено", done, page)],
            notices=[f"{contest}: оценка видеообращений идёт {until}."],
            headings=("Участник", "Роль", "Состояние"),
            lines=[
                BoardLine(
                    cells=(entry.full_name, entry.role.title, PROGRESS[states[entry.pk]]),
                    url=self.desk.url("score", contest, entry.pk),
                )
                for entry in awaited[:SHOWN]
            ],
            total=len(awaited),
            url=page,
            empty="Вы оценили всё.",
        )
