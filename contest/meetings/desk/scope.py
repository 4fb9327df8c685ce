"""In which contests a person sees meetings, prepares them, chairs them, confirms protocols (X-7)."""

from collections import defaultdict
from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest

from contest.commission.models import CommissionMember
from contest.meetings.services.guards import RUN, VIEW, is_chair_absent, today_of
from contest.setup.models import Contest
from core.models import User

Seat = CommissionMember.Seat


def contests_for(request: HttpRequest, right: str) -> QuerySet[Contest]:
    """The published contests in which this person holds ``right``.

    ``work``: runs the meetings of the own organisation's contests. ``chair``: the chair's seat, or
    the deputy's while the chair's absence is recorded. ``confirm``: either seat, or that work.
    ``view``: any seat, or that work.
    """
    return Contest.objects.filter(pk__in=_held(request)[right])


def holds(request: HttpRequest, right: str, contest_pk: int) -> bool:
    """Whether this person holds ``right`` in the contest."""
    return contest_pk in _held(request)[right]


def _held(request: HttpRequest) -> dict[str, set[int]]:
    """Keys of contests by right; asked for over and over, looked up once for a request."""
    held: dict[str, set[int]] | None = getattr(request, "meeting_rights", None)
    if held is None:
        held = _look_up(cast(User, request.user))
        request.meeting_rights = held  # type: ignore[attr-defined]
    return held


def _look_up(user: User) -> dict[str, set[int]]:
    seats = _seats(user)
    mine = {pk for held in seats.values() for pk in held}
    work: set[int] = set()
    if user.organisation_id is not None and user.has_perm(RUN):
        own = Contest.objects.published().filter(operator=user.organisation_id)
        work = set(own.values_list("pk", flat=True))
    standing_in = {
        contest.pk
        for contest in Contest.objects.filter(pk__in=seats[Seat.DEPUTY])
        if is_chair_absent(contest, today_of(contest))
    }
    heads = seats[Seat.CHAIR] | seats[Seat.DEPUTY]
    return {
        "view": mine | work,
        "work": work,
        "chair": seats[Seat.CHAIR] | standing_in,
        "confirm": heads | work,
    }


def _seats(user: User) -> dict[str, set[int]]:
    seats: dict[str, set[int]] = defaultdict(set)
    if user.has_perm(VIEW):
        rows = Contest.objects.published().filter(
            commission__user=user, commission__replaced_on=None
        )
        for pk, seat in rows.values_list("pk", "commission__seat"):
            seats[seat].add(pk)
    return seats
