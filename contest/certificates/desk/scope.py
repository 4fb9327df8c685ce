"""Of which contests a person gives certificates out (X-7)."""

from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest

from contest.certificates.services import ISSUE
from contest.setup.models import Contest
from core.models import User


def contests_for(request: HttpRequest) -> QuerySet[Contest]:
    """The published contests of the own organisation, for who gives certificates out."""
    user = cast(User, request.user)
    if user.organisation_id is None or not user.has_perm(ISSUE):
        return Contest.objects.none()
    rows: QuerySet[Contest] = Contest.objects.published().filter(operator=user.organisation_id)
    return rows
