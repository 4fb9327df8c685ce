"""What the board shows of the employment figures: what waits and until when (P-2.4d, P-6.4, X-4)."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, Figure, RowAct, first_rows, row_acts
from core.calendar import overrides
from core.rules.working_days import Overrides
from placement.programmes.models import Programme
from placement.statistics.lifecycle import SnapshotState
from placement.statistics.models import Snapshot, SnapshotRow
from placement.statistics.reminders import due, unpublished
from placement.statistics.rules.dates import next_due, publish_by

from .screens import SnapshotDesk


def in_work(desk: SnapshotDesk, request: HttpRequest) -> BoardPanel | None:
    """Figures that are being entered or wait for approval or publication, and what is late."""
    if not desk.may(request, "view"):
        return None
    rows = _with_unentered(Snapshot.objects.in_work()).select_related("entered_by")
    # What is approved comes first: it has a day by which it must be published.
    total, shown = first_rows(rows.order_by("state", "year"))
    approved = [row for row in shown if row.state == SnapshotState.APPROVED]
    days, today = overrides() if approved else {}, clock.local_day(clock.now())
    warnings = [*unpublished(approved, today, days), *due(today)]
    if not (total or warnings or desk.may(request, "approve")):
        return None
    return BoardPanel(
        code="statistics",
        title="Трудоустройство выпускников",
        warnings=warnings,
        headings=("Учебный год", "Состояние", "Что дальше", "Внёс"),
        lines=[
            BoardLine(
                cells=(str(row), desk.state(row), _next(row, days), row.entered_by.short_name),
                url=desk.url("inspect", row),
                acts=_acts(desk, request, row),
            )
            for row in shown
        ],
        total=total,
        empty="Ничего не ждёт утверждения и публикации. Сведения следующего года нужны к"
        f" {clock.format_date(next_due(today))}.",
        links=[("Все сведения", desk.url("index"))],
    )


def last_year(desk: SnapshotDesk, request: HttpRequest) -> list[Figure]:
    """How many graduates of the newest published year are employed."""
    if not desk.may(request, "view"):
        return []
    published = desk.get_queryset(request).filter(state=SnapshotState.PUBLISHED)
    return [
        Figure(
            f"выпускников {row.year} года трудоустроены",
            f"{row.t1 or 0} из {row.v1 or 0}",
            desk.url("inspect", row),
        )
        for row in published.order_by("-year")[:1]
    ]


def _with_unentered(rows: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    """With the number of programmes that have no figures yet, and whether any has."""
    entered = SnapshotRow.objects.filter(
        snapshot=OuterRef(OuterRef("pk")), programme=OuterRef("pk")
    )
    programmes = Programme.objects.taught_in(OuterRef("year")).filter(~Exists(entered)).order_by()
    counted = programmes.annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return rows.annotate(
        unentered=Coalesce(Subquery(counted.values("n")), 0),
        is_begun=Exists(SnapshotRow.objects.filter(snapshot=OuterRef("pk"))),
    )


def _acts(desk: SnapshotDesk, request: HttpRequest, row: Any) -> list[RowAct]:
    """The decision that the figures wait for, once they are whole."""
    is_whole = row.is_begun and not row.unentered
    return row_acts(desk, request, row, "publish", *(["approve"] if is_whole else []))


def _next(row: Any, days: Overrides) -> str:
    """What has to be done about figures that are not published yet."""
    if row.state == SnapshotState.APPROVED:
        last = publish_by(clock.local_day(row.approved_at), days)
        return f"опубликовать не позднее {clock.format_date(last)}"
    if row.unentered or not row.is_begun:
        return f"внести числа, осталось программ: {row.unentered}"
    return "утвердить"
