"""Filters that every desk of submissions has."""

from typing import TYPE_CHECKING, Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest

from core.back_office import ChoiceFilter, DateRangeFilter
from core.models import User
from forms_app.lifecycle import State

if TYPE_CHECKING:
    from .desk import SubmissionDesk

NOBODY = "none"


class StateFilter(ChoiceFilter):
    """By status."""

    name = "state"
    label = "Статус"

    def choices(self) -> list[tuple[object, str]]:
        """All statuses, in the desk's words."""
        return [(state.value, self.desk.state_labels[state.value]) for state in State]


class AssignedFilter(ChoiceFilter):
    """By the member of staff responsible; also «nobody»."""

    name = "assigned"
    label = "Ответственный"

    def choices(self) -> list[tuple[object, str]]:
        """Those who may be responsible."""
        staff = [(user.pk, user.short_name) for user in self.desk.assignees(self.request)]
        return [(NOBODY, "не назначен"), *staff]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Rows of one person, or of nobody."""
        if value == NOBODY:
            return rows.filter(assigned_to=None)
        return rows.filter(assigned_to=User(pk=int(value)))


class ReceivedFilter(DateRangeFilter):
    """By day of arrival, in the desk's zone."""

    name = "received"
    field = "received_at"

    def __init__(self, desk: Any, request: HttpRequest) -> None:
        super().__init__(desk, request)
        self.label = f"Поступил{cast('SubmissionDesk', desk).noun:|а|о}"
