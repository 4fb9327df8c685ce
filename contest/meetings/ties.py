"""Decisions of signed protocols on ties at the cut of stage II, as the ranking takes them (C-15)."""

from collections.abc import Iterator

from contest.meetings.models import AgendaItem, Decision
from contest.scoring.rules import places
from contest.setup.models import Contest


def at_the_cut(contest: Contest) -> Iterator[places.Decision]:
    """The newest first: a later meeting may decide the same tie anew."""
    rows = Decision.objects.adopted().signed().prefetch_related("entries")
    kind = AgendaItem.Kind.TIE_STAGE_TWO
    of_contest = rows.filter(item__kind=kind, item__meeting__contest=contest)
    for row in of_contest.order_by("-recorded_at", "-pk"):
        named = row.entries.all()
        yield places.Decision(
            among=frozenset(one.entry_id for one in named),
            chosen=tuple(one.entry_id for one in named if one.place is not None),
            admits_all=row.admits_all,
        )
