"""The desk of findings with what meetings add to it: one press puts a finding on the agenda (C-K5)."""

from typing import Any, cast

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from contest.findings.desk.screens import ACTS, FindingDesk
from contest.findings.models import Finding
from contest.meetings import services
from contest.meetings.models import Matter
from core.back_office import (
    Act,
    BoardLine,
    BoardPanel,
    ChoiceFilter,
    Look,
    first_rows,
    row_acts,
)
from core.models import User

ON_AGENDA, OPEN = "yes", "no"
TO_AGENDA = Act(
    code="to-agenda",
    button="В повестку",
    past="Внесено в повестку",
    service=services.take_up,
    help="Вопрос встанет в конец повестки ближайшего заседания, которая ещё не утверждена. Заключения о"
    " том же документе войдут в один вопрос. Имени участника в повестке не будет.",
    success="Внесено в повестку ближайшего заседания.",
    offered=lambda finding: not finding.is_withdrawn and not finding.matters.exists(),
    look=Look.MAIN,
    for_many=True,
    is_pressed=True,
)


class AgendaFilter(ChoiceFilter):
    """By whether an agenda carries it."""

    name = "agenda"
    label = "Повестка"

    def choices(self) -> list[tuple[object, str]]:
        """On one or on none."""
        return [(OPEN, "не внесено"), (ON_AGENDA, "внесено")]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Rows of one kind."""
        carried = Matter.objects.filter(finding=OuterRef("pk"))
        return rows.filter(Exists(carried) if value == ON_AGENDA else ~Exists(carried))


class AgendaFindingDesk(FindingDesk):
    """Findings and proposals, with the way to the agenda for who prepares it."""

    model = Finding
    acts = (TO_AGENDA, *ACTS)
    filters = (*FindingDesk.filters, AgendaFilter)


class FindingBoard:
    """The panel of what waits for an agenda."""

    def __init__(self, desk: AgendaFindingDesk) -> None:
        self.desk = desk

    def waiting(self, request: HttpRequest) -> BoardPanel | None:
        """What members found or propose and no agenda carries yet, for who prepares agendas."""
        if not cast(User, request.user).has_perm(self.desk.rights["work"]):
            return None
        rows: Any = self.desk.rows_for(request, "work")
        related = rows.counted().filter(matters=None).select_related(*self.desk.list_select_related)
        total, shown = first_rows(related.order_by("recorded_at", "pk"))
        if not total:
            return None
        return BoardPanel(
            code="findings",
            title="Заключения и предложения вне повестки",
            total=total,
            headings=("О ком", "Документ", "Член комиссии"),
            lines=[
                BoardLine(
                    cells=(
                        self.desk.about(row),
                        row.document or "предложение",
                        row.member.full_name,
                    ),
                    url=self.desk.url("inspect", row),
                    acts=row_acts(self.desk, request, row, TO_AGENDA.code),
                )
                for row in shown
            ],
            url=f"{self.desk.url('index')}?agenda={OPEN}",
        )
