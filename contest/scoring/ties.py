"""What the commission decided on ties at the cut of stage II (C-15).

Its meetings are a noun that scoring does not know: they tell it here.
"""

from collections.abc import Callable, Iterable

from contest.scoring.rules.places import Decision
from contest.setup.models import Contest

Source = Callable[[Contest], Iterable[Decision]]

_sources: list[Source] = []


def settle_by(source: Source) -> None:
    """Let the ranking ask ``source``, the newest decisions first; called once at start."""
    if source not in _sources:
        _sources.append(source)


def decided(contest: Contest) -> list[Decision]:
    """Every decision on a tie of this contest that is in force."""
    return [decision for source in _sources for decision in source(contest)]
