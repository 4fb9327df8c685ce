"""What the board shows of requests for assistance (X-4)."""

from django.http import HttpRequest

from core import clock
from core.back_office import BoardLine, BoardPanel, waiting_panel
from forms_app.models import Submission
from placement.assistance.models import DECIDED_ON, Refusal
from placement.centre import desk as centre

from .attention import Attention, rows_of
from .screens import AssistanceDesk


def received(desk: AssistanceDesk, request: HttpRequest) -> BoardPanel | None:
    """New requests to the person's own organisation, the oldest first."""
    return centre.received(
        desk,
        request,
        code="assistance",
        title="Новые заявления о содействии",
        headings=("Кто", "Номер", "Поступило"),
    )


def to_sign(desk: AssistanceDesk, request: HttpRequest) -> BoardPanel | None:
    """Refusals that wait for the deputy director's signature, and since when (P-3.6)."""
    if not desk.may(request, "work"):
        return None
    # The few that are decided on, by index: the database would go through all requests.
    own = desk.rows_for(request, "work").filter(state__in=DECIDED_ON)
    rows = Refusal.objects.awaited().filter(request__submission__in=own)
    rows = rows.select_related("request__graduate", "request__submission", "prepared_by")
    zone = desk.zone(request)

    def line(row: Refusal) -> BoardLine:
        return BoardLine(
            cells=(
                str(row.request.graduate),
                f"{clock.in_zone(row.prepared_at, zone):%d.%m.%Y}",
                row.prepared_by.short_name,
            ),
            url=desk.url("inspect", row.request.submission),
        )

    return waiting_panel(
        rows.order_by("prepared_at", "pk"),
        line,
        code="refusals-to-sign",
        title=Attention.TO_SIGN.label,
        headings=("Кто", "Подготовлен", "Кем"),
        url=_list(desk, Attention.TO_SIGN),
    )


def undecided(desk: AssistanceDesk, request: HttpRequest) -> BoardPanel | None:
    """Requests that nobody has accepted, returned or refused in time, the oldest first."""
    if not desk.may(request, "work"):
        return None
    rows = rows_of(desk.rows_for(request, "work"), Attention.UNDECIDED)
    zone = desk.zone(request)

    def line(row: Submission) -> BoardLine:
        received_on = f"{clock.in_zone(row.received_at, zone):%d.%m.%Y}"
        return BoardLine(
            cells=(row.title, row.reference, received_on), url=desk.url("inspect", row)
        )

    return waiting_panel(
        rows.order_by("received_at", "pk"),
        line,
        code="assistance-undecided",
        title=Attention.UNDECIDED.label,
        headings=("Кто", "Номер", "Поступило"),
        url=_list(desk, Attention.UNDECIDED),
    )


def _list(desk: AssistanceDesk, what: Attention) -> str:
    return f"{desk.url('index')}?attention={what.value}"
