"""Who sees the letters about decisions, prepares them, and releases them (X-7)."""

from django.db.models import QuerySet
from django.http import HttpRequest

from contest.meetings.desk import scope as meetings
from contest.meetings.models import Decision
from contest.notices.kinds import KINDS, in_force
from contest.notices.models import Release
from contest.setup.models import Contest

# By the rights over the meetings of the same contest: who confirms a protocol also releases.
_AS_MEETINGS = {"view": "confirm", "release": "confirm", "work": "work"}


def contests_for(request: HttpRequest, right: str) -> QuerySet[Contest]:
    """The contests in which this person holds ``right``.

    ``work`` prepares: who runs the meetings. ``view`` and ``release``: chair and deputy as well.
    """
    return meetings.contests_for(request, _AS_MEETINGS[right])


def holds(request: HttpRequest, right: str, contest_pk: int) -> bool:
    """Whether this person holds ``right`` in the contest."""
    return meetings.holds(request, _AS_MEETINGS[right], contest_pk)


def untold(request: HttpRequest) -> list[Decision]:
    """The newest signed decisions of which somebody is still to be told, for who prepares letters."""
    told = set(
        Release.objects.filter(state__in=("prepared", "released")).values_list(
            "decision", flat=True
        )
    )
    newest = (
        in_force(contest, kind) for contest in contests_for(request, "work") for kind in KINDS
    )
    waiting = [one for one in newest if one is not None and one.pk not in told]
    return [one for one in waiting if KINDS[one.item.kind].verdicts(one)]
