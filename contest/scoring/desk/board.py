"""«Ждёт меня»: what a member still has to mark, how far they are, until when (X-4)."""

from typing import cast

from django.http import HttpRequest

from contest.commission.models import CommissionMember
from contest.scoring.entries import by_keys, criteria_of, in_marking_order, states_of, to_mark
from contest.scoring.rules.progress import Progress
from contest.setup.models import Contest, Part
from contest.setup.models.judging import OF_PART
from contest.setup.rules.deadlines import Window
from core import clock
from core.back_office import BoardLine, BoardPanel, Figure
from core.back_office.board import SHOWN
from core.models import User

from .scope import SCORE, address
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
        seats = CommissionMember.objects.serving().filter(user=user, contest__is_published=True)
        for member in seats.select_related("contest").order_by("-contest__year", "-contest"):
            for part in Part.values:
                if member.contest.scoring_window(part) is Window.OPEN:
                    return self._panel(member.contest, member, part)
        return None

    def _panel(self, contest: Contest, member: CommissionMember, part: str) -> BoardPanel:
        rows = to_mark(contest, part)
        entries = in_marking_order(member, rows, part)
        criteria = len(criteria_of(contest, part))
        states = states_of(member, entries, criteria=criteria, part=part)
        awaited = [entry for entry in entries if states[entry].is_awaited]
        done = sum(state is Progress.COMPLETE for state in states.values())
        dates = contest.scoring_dates(part)
        assert dates is not None  # the window is open
        until = clock.format_deadline(dates.closes_at, contest.tz)
        page = self.desk.url(address("inspect", part), contest)
        return BoardPanel(
            code="scoring",
            title="Ждёт вашей оценки",
            figures=[Figure("осталось", len(awaited), page), Figure("оценено", done, page)],
            notices=[f"{contest}: оценка {OF_PART[part]} идёт {until}."],
            headings=("Участник", "Роль", "Состояние"),
            lines=[
                BoardLine(
                    cells=(entry.full_name, entry.role.title, PROGRESS[states[entry.pk]]),
                    url=self.desk.url(address("score", part), contest, entry.pk),
                )
                for entry in by_keys(rows.select_related("role"), awaited[:SHOWN])
            ],
            total=len(awaited),
            url=page,
            empty="Вы оценили всё.",
        )
