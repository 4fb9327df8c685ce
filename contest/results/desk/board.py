"""What the board says of the results: an order to prepare, to sign, to confirm (X-4)."""

from django.http import HttpRequest

from contest.results.agreement import CORRECTED, disagreement_of
from contest.results.facts import decided
from contest.results.lifecycle import RESULTS_ORDER, OrderState
from contest.results.models import ResultsOrder
from contest.setup.models import Contest
from core.back_office import BoardLine, BoardPanel, first_rows
from core.templatetags.desk_tags import state_tag

from . import scope
from .screens import ResultsDesk


class ResultsBoard:
    """The panel of the orders that a person sees."""

    def __init__(self, desk: ResultsDesk) -> None:
        self.desk = desk

    def waiting(self, request: HttpRequest) -> BoardPanel | None:
        """Contests whose results are decided and not published; the way to what is to be done."""
        visible = self.desk.rows_for(request, "view")
        orders = visible.filter(pk__in=ResultsOrder.objects.open()).select_related("contest")
        total, shown = first_rows(orders)
        lines = [self._order(row) for row in shown]
        missing = [*self._disagreeing(request), *self._without_order(request)]
        lines += missing
        if not lines:
            return None
        return BoardPanel(
            code="results",
            title="Итоги конкурса",
            headings=("Что", "Конкурс", "Состояние"),
            lines=lines,
            total=total + len(missing),
            url=self.desk.url("index"),
        )

    def _order(self, row: ResultsOrder) -> BoardLine:
        return BoardLine(
            cells=(
                "Приказ об итогах",
                str(row.contest),
                state_tag(RESULTS_ORDER.tones[row.state], row.get_state_display()),
            ),
            url=self.desk.url("inspect", row),
        )

    def _disagreeing(self, request: HttpRequest) -> list[BoardLine]:
        """For who prepares or confirms orders: the points no longer give the published places."""
        rows = self.desk.rows_for(request, "confirm") | self.desk.rows_for(request, "work")
        published = rows.filter(pk__in=ResultsOrder.objects.published())
        contests = Contest.objects.filter(pk__in=published.values("contest"))
        disagreements = (disagreement_of(contest) for contest in contests)
        return [
            BoardLine(
                cells=(
                    one.subject,
                    str(one.order.contest),
                    state_tag("warning", CORRECTED),
                ),
                url=self.desk.url("inspect", one.order),
            )
            for one in disagreements
            if one is not None
        ]

    def _without_order(self, request: HttpRequest) -> list[BoardLine]:
        """For who prepares orders: the protocol is signed, and there is none yet."""
        if not self.desk.may(request, "work"):
            return []
        begun = ResultsOrder.objects.exclude(state=OrderState.DISCARDED)
        contests = (
            scope.contests_for(request, "work")
            .filter(pk__in=decided())
            .exclude(pk__in=begun.values("contest"))
        )
        return [
            BoardLine(
                cells=(
                    "Приказ об итогах",
                    str(contest),
                    state_tag("warning", "протокол подписан, подготовьте приказ"),
                ),
                url=self.desk.url("prepare"),
            )
            for contest in contests
        ]
