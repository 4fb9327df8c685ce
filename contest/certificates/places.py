"""Who has which place, as certificates take it: from the results that a signed protocol holds (C-17)."""

from dataclasses import dataclass

from contest.applications.models import Entry
from contest.meetings.models import AgendaItem, Decision
from contest.setup.models import Contest


@dataclass(frozen=True)
class Placed:
    """A participant with the place that the contest gave, counted from 1."""

    entry: Entry
    place: int


def places_of(contest: Contest) -> list[Placed]:
    """The places in their order; none while no signed protocol holds a decision on the results."""
    rows = (
        Decision.objects.adopted()
        .signed()
        .filter(item__meeting__contest=contest, item__kind=AgendaItem.Kind.RESULTS)
    )
    newest = rows.order_by("-item__meeting__starts_at", "-pk").first()
    if newest is None:
        return []
    named = newest.entries.filter(place__isnull=False).select_related("entry").order_by("place")
    return [Placed(row.entry, row.place or 0) for row in named]
