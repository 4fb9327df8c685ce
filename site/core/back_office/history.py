"""Every change of an object, with who and when (X-4)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from core.models import HistoryRecord

from .objects import DeskObjectView

STOCK_LABELS = {"create": "Создание", "edit": "Изменение", "delete": "Удаление"}


class HistoryView(DeskObjectView):
    """The object's history, oldest first; only what concerns an object this person may see."""

    template_name = "core/back_office/history.html"
    http_method_names = ["get"]

    def get_title(self) -> str:
        return "История изменений"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            records=history_of(self.object, self.desk, self.request),
            zone=self.desk.zone_of(self.object, self.request),
            **kwargs,
        )


def history_of(row: Model, desk: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Every change of a row that the person who asks may know of, in words, oldest first."""
    records = HistoryRecord.objects.about(row).select_related("actor")
    lines = history_lines([one for one in records if desk.may_know(one, request)], desk)
    if desk.may(request, desk.reasons_right):
        return lines
    return [{**line, "why": ""} for line in lines]


def history_lines(records: Iterable[HistoryRecord], desk: Any) -> list[dict[str, Any]]:
    """Records in words: instant, who, what, from, to, why, details."""
    labels, states = {**STOCK_LABELS, **desk.history_words}, desk.state_labels
    return [
        {
            "at": record.at,
            "who": record.actor.full_name if record.actor else record.actor_label,
            "action": labels.get(record.action, record.action),
            "from_state": states.get(record.from_state, record.from_state),
            "to_state": states.get(record.to_state, record.to_state),
            "why": record.why,
            "details": desk.history_details(record),
        }
        for record in records
    ]
