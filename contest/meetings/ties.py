"""Decisions of signed protocols on ties, as the rankings take them (C-15, C-17)."""

from collections.abc import Iterator

from contest.meetings.models import AgendaItem, Decision
from contest.scoring.rules import places
from contest.setup.models import Contest


def at_the_cut(contest: Contest) -> Iterator[places.Decision]:
    """Who of the tied goes on to stage II."""
    return _decided(contest, AgendaItem.Kind.TIE_STAGE_TWO)


def at_the_prizes(contest: Contest) -> Iterator[places.Decision]:
    """Who of the tied has which of the places I, II, III."""
    return _decided(contest, AgendaItem.Kind.TIE_PRIZE)


def _decided(contest: Contest, kind: str) -> Iterator[places.Decision]:
    """The newest first: a later meeting may decide the same tie anew."""
    for row in Decision.objects.in_force(contest, kind).prefetch_related("entries"):
        named = row.entries.all()
        yield places.Decision(
            among=frozenset(one.entry_id for one in named),
            chosen=tuple(one.entry_id for one in named if one.place is not None),
            admits_all=row.admits_all,
        )
