"""The desk of letters about decisions: prepared, looked through, released by a second person (C-15)."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from contest.meetings.models import AgendaItem
from contest.meetings.services.guards import RUN, VIEW
from contest.notices import admission, services
from contest.notices.conflicts import readable
from contest.notices.lifecycle import RELEASE, ReleaseState
from contest.notices.models import Release
from contest.notices.record import RELEASES
from core import clock
from core.back_office import DeskFilter, Panel, RegisterDesk, StateFilter
from core.models import HistoryRecord, User

from . import panels, scope
from .acts import ACTS, LIST_ACTS
from .views import LettersView


class ReleaseDesk(RegisterDesk):
    """Letters about the decisions of the commissions that the person heads or works for."""

    record = RELEASES
    lifecycle = RELEASE
    acts = ACTS
    list_acts = LIST_ACTS
    base_url_path = "contest/letters"
    menu_label = "Письма о решениях"
    menu_icon = "mail"
    menu_order = 280
    rights = {"view": VIEW, "work": RUN, "release": VIEW}
    object_views = {"letters": LettersView}
    list_display = ("title", "contest_name", "protocol_number", "state", "prepared")
    list_select_related = (
        "contest__operator",
        "decision__item__meeting__number",
        "decision__item__meeting__contest",
        "prepared_by",
        "released_by",
    )
    filters: Sequence[type[DeskFilter]] = (StateFilter,)
    event_words = {"replace": "Заменены письмами о более позднем решении"}
    intro = (
        "О решениях комиссии участникам сообщают все письма сразу. Готовит их один человек, отправляет"
        " другой."
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        if not self.may(request, right):
            return Release.objects.none()
        return Release.objects.filter(contest__in=scope.contests_for(request, right))

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        assert isinstance(row, Release)
        return self.may(request, right) and scope.holds(request, right, row.contest_id)

    def notices(self, row: Release, request: HttpRequest) -> list[str]:
        """What keeps the letters from going out; after the release, what has changed since."""
        lines: list[str] = []
        if row.state == ReleaseState.PREPARED:
            lines = services.why_not(row)
        elif (
            row.state == ReleaseState.RELEASED
            and row.decision.item.kind == AgendaItem.Kind.ADMISSION
        ):
            lines = admission.changes_since(row.contest)
        return readable(lines, contest=row.contest, user=cast(User, request.user))

    def brief(self, row: Release, request: HttpRequest) -> Sequence[tuple[str, Any]]:
        return [("Конкурс", str(row.contest))]

    def panels(self, row: Release, request: HttpRequest) -> Iterable[Panel]:
        notices = list(services.notices_of(row))
        return [panels.counts(row, notices), panels.recipients(row, notices, request, self)]

    def history_details(self, record: HistoryRecord) -> list[str]:
        letters = record.details.get("letters")
        return [*super().history_details(record), *([f"писем: {letters}"] if letters else [])]

    @admin.display(description="о чём", ordering="prepared_at")
    def title(self, row: Release) -> str:
        """The kind of the decision."""
        return row.decision.item.get_kind_display()

    @admin.display(description="конкурс", ordering="contest__short_title")
    def contest_name(self, row: Release) -> str:
        """Title and year."""
        return str(row.contest)

    @admin.display(description="протокол №")
    def protocol_number(self, row: Release) -> str:
        """The number of the protocol that holds the decision."""
        number = row.decision.item.meeting.number
        return number.label if number else "–"

    @admin.display(description="подготовлены", ordering="prepared_at")
    def prepared(self, row: Release) -> str:
        """When, on the contest's clock."""
        return clock.format_short(row.prepared_at, row.tz)
