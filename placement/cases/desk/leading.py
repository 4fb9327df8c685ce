"""What belongs to whoever leads the case: a colleague looks on, the head of the centre may all."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest

from core.back_office import RegisterDesk
from core.models import User
from placement.cases.models import Case
from placement.cases.services.guards import may_lead
from placement.graduates.rights import APPROVE

# What narrows to one's own cases: acting, and what a consilium says of somebody's health.
_OWN = ("work", "health")


class LedDesk(RegisterDesk):
    """A desk of cases, or of what hangs on a case."""

    # The way from a row to its case, as queries take it; «» for the case itself.
    case_path = ""

    def case_of(self, row: Any) -> Case:
        """The case of a row."""
        return cast(Case, getattr(row, self.case_path) if self.case_path else row)

    def allows(self, request: HttpRequest, right: str, row: Any) -> bool:
        is_held = super().allows(request, right, row)
        if not is_held or right not in _OWN:
            return is_held
        return may_lead(self.case_of(row), cast(User, request.user))

    def get_object(self, request: HttpRequest, key: str, right: str = "view") -> Any:
        """The object; of a form that was sent after the case had been handed over, too.

        The service then says who leads now, and what was typed stays on the page.
        """
        if request.method == "POST" and right in _OWN and self.may(request, right):
            right = "view"
        return super().get_object(request, key, right)

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        rows = super().rows_for(request, right)
        user = cast(User, request.user)
        if right not in _OWN or user.has_perm(APPROVE):
            return rows
        path = f"{self.case_path}__" if self.case_path else ""
        return rows.filter(**{f"{path}specialist": user})
