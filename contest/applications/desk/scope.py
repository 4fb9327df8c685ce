"""Which contests a person may see on a desk, and over which they hold more (X-7)."""

from typing import cast

from django.db.models import Q
from django.http import HttpRequest

from contest.setup.models import Contest
from core.models import User

WORK = "contest.work_entries"
SEE = "contest.view_entry"


def seen_contests(request: HttpRequest) -> dict[str, Contest]:
    """Published contests by slug: the operator's own to its staff, others by a seat.

    One query per request: every part of a page asks for them.
    """
    contests: dict[str, Contest] | None = getattr(request, "desk_contests", None)
    if contests is None:
        contests = {contest.slug: contest for contest in _query(cast(User, request.user))}
        request.desk_contests = contests  # type: ignore[attr-defined]
    return contests


def own_contests(request: HttpRequest) -> dict[str, Contest]:
    """Of those, the contests of the person's own organisation, if they work on entries."""
    user = cast(User, request.user)
    if user.organisation_id is None or not user.has_perm(WORK):
        return {}
    return {
        slug: contest
        for slug, contest in seen_contests(request).items()
        if contest.operator_id == user.organisation_id
    }


def _query(user: User) -> list[Contest]:
    if not user.has_perm(SEE):
        return []
    mine = Q(commission__user=user, commission__replaced_on=None)
    if user.organisation_id is not None and user.has_perm(WORK):
        mine |= Q(operator=user.organisation_id)
    rows = Contest.objects.published().filter(mine).select_related("operator").distinct()
    return list(rows.order_by("-year", "-pk"))
