"""Whether published results still agree with the standing: orders are a noun above, and say it here."""

from collections.abc import Callable, Collection

from contest.setup.models import Contest
from contest.stage_two.overall import Overall

# The standing as it is computed now; entries whose points and places the reader may not see.
Source = Callable[[Contest, Overall, Collection[int]], str]

_sources: list[Source] = []


def compare_by(source: Source) -> None:
    """Ask ``source`` for Russian words where published places differ; called once at start."""
    if source not in _sources:
        _sources.append(source)


def disagreement(contest: Contest, standing: Overall, unseen: Collection[int]) -> str:
    """How the standing differs from what is published; empty while it does not."""
    return next(filter(None, (source(contest, standing, unseen) for source in _sources)), "")
