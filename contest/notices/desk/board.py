"""What the board says of letters about decisions: what waits, and what has changed since (X-4)."""

from typing import cast

from django.http import HttpRequest

from contest.notices import admission
from contest.notices.conflicts import readable
from contest.notices.lifecycle import RELEASE
from contest.notices.models import Release
from core.back_office import BoardLine, BoardPanel
from core.back_office.board import SHOWN
from core.models import User
from core.templatetags.desk_tags import state_tag

from . import scope
from .screens import ReleaseDesk


class ReleaseBoard:
    """The panel for who prepares letters or releases them."""

    def __init__(self, desk: ReleaseDesk) -> None:
        self.desk = desk

    def __call__(self, request: HttpRequest) -> BoardPanel | None:
        """None where nothing waits and nothing has changed."""
        if not self.desk.may(request, "view"):
            return None
        waiting = [self._prepared(row) for row in self._waiting(request)]
        lines = [*self._untold(request), *waiting]
        warnings = self._changes(request)
        if not (lines or warnings):
            return None
        return BoardPanel(
            code="letters-about-decisions",
            title="Письма о решениях комиссии",
            headings=("О чём", "Конкурс", "Состояние"),
            lines=lines[:SHOWN],
            total=len(lines),
            warnings=warnings,
            url=self.desk.url("index"),
        )

    def _waiting(self, request: HttpRequest) -> list[Release]:
        rows = self.desk.rows_for(request, "view").filter(state="prepared")
        return list(rows.select_related("contest", "decision__item").order_by("prepared_at"))

    def _prepared(self, row: Release) -> BoardLine:
        tag = state_tag(RELEASE.tones[row.state], row.get_state_display())
        return BoardLine(
            cells=(row.decision.item.get_kind_display(), str(row.contest), tag),
            url=self.desk.url("inspect", row),
        )

    def _untold(self, request: HttpRequest) -> list[BoardLine]:
        if not self.desk.may(request, "work"):
            return []
        tag = state_tag("warning", "Письма не подготовлены")
        return [
            BoardLine(
                cells=(one.item.get_kind_display(), str(one.item.meeting.contest), tag),
                url=self.desk.url("prepare"),
            )
            for one in scope.untold(request)
        ]

    def _changes(self, request: HttpRequest) -> list[str]:
        return [
            f"{contest}. {line}"
            for contest in scope.contests_for(request, "view")
            for line in readable(
                admission.changes_since(contest), contest=contest, user=cast(User, request.user)
            )
        ]
