"""Who has which place, as certificates take it: from the order that approves the results (C-17, C-19)."""

import datetime as dt
from dataclasses import dataclass

from contest.applications.models import Entry
from contest.results.models import ResultsOrder
from contest.setup.models import Contest


@dataclass(frozen=True)
class Placed:
    """A participant with the place that the contest gave, counted from 1."""

    entry: Entry
    place: int


def places_of(contest: Contest) -> list[Placed]:
    """The places in their order; none while no order on the results is published.

    They are those of the decision that the order in force approves.
    """
    order = ResultsOrder.objects.select_related("decision").in_force(contest)
    if order is None:
        return []
    named = order.decision.entries.filter(place__isnull=False)
    rows = named.select_related("entry").order_by("place")
    return [Placed(row.entry, row.place or 0) for row in rows]


def approved_on(contest: Contest) -> dt.date | None:
    """The day of the published order that gives the places; None before."""
    order = ResultsOrder.objects.in_force(contest)
    return order.signed_on if order else None
