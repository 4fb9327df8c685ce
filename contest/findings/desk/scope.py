"""Whose findings a person reads: their own, and as whoever leads or keeps the minutes all (X-7)."""

from typing import cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from contest.commission.models import CommissionMember
from contest.findings.models import Finding
from contest.scoring.desk import scope
from core.models import User


def rows_for(request: HttpRequest, right: str) -> QuerySet[Finding]:
    """The findings over which this person holds ``right``.

    ``own``: written by them. ``work``: of the contests that their organisation runs. ``view``: both,
    and as chair, deputy or secretary all others but those about whom a conflict of interest of
    theirs is recorded.
    """
    user = cast(User, request.user)
    mine = Q(member__user=user)
    worked = Q(contest__in=scope.contests_for(request, "work"))
    if right == "own":
        return Finding.objects.filter(mine)
    if right == "work":
        return Finding.objects.filter(worked)
    overseen = Q(contest__in=scope.contests_for(request, "oversee"))
    recused = Q(entry__in=scope.recused_from(request))
    return Finding.objects.filter(mine | worked | (overseen & ~recused))


def seats(request: HttpRequest) -> QuerySet[CommissionMember]:
    """The person's own seats in commissions of published contests, the newest first."""
    contests = scope.contests_for(request, "mark")
    rows = CommissionMember.objects.serving().filter(
        contest__in=contests, user=cast(User, request.user)
    )
    return rows.select_related("contest").order_by("-contest__year", "-contest")
