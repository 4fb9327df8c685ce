"""In which contests a person sees the orders on the results, prepares and confirms them (X-7)."""

from typing import cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from contest.meetings.desk import scope as meetings
from contest.results.services import OVERSEE
from contest.setup.models import Contest
from core.models import User


def contests_for(request: HttpRequest, right: str) -> QuerySet[Contest]:
    """The published contests in which this person holds ``right``.

    As of the meetings: the commission sees, who runs its meetings works, its heads and they confirm.
    Who oversees the operator's contests sees and confirms too.
    """
    user = cast(User, request.user)
    held = Q(pk__in=meetings.contests_for(request, right).values("pk"))
    if right in ("view", "confirm") and user.organisation_id and user.has_perm(OVERSEE):
        held |= Q(operator=user.organisation_id)
    return Contest.objects.published().filter(held)


def holds(request: HttpRequest, right: str, contest_pk: int) -> bool:
    """Whether this person holds ``right`` in the contest."""
    return contests_for(request, right).filter(pk=contest_pk).exists()
