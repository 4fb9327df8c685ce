"""What the desks of contests share whose rights are held contest by contest (see ``scope``)."""

import zoneinfo
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from contest.setup.models import Contest
from core.back_office import DeskAdmin

from . import scope


class HeldContestDesk(DeskAdmin):
    """Contests in which a person marks, or whose scoring they run or oversee."""

    model = Contest
    rights = {"view": scope.SCORE, "mark": scope.SCORE, "oversee": scope.SCORE, "work": scope.RUN}
    ordering = ("-year", "-pk")
    inspect_view_enabled = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        if not self.may(request, right):
            return Contest.objects.none()
        return scope.contests_for(request, right).order_by(*self.ordering)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        assert isinstance(row, Contest)
        return self.may(request, right) and scope.holds(request, right, row)

    def zone_of(self, row: Any, request: HttpRequest) -> zoneinfo.ZoneInfo:
        zone: zoneinfo.ZoneInfo = row.tz
        return zone
