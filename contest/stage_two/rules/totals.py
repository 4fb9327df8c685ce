"""The overall ranking across the roles: totals, places and prizes, from the marks of the parts (C-17)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from contest.scoring.rules.joining import total
from contest.scoring.rules.places import Allotment, Decision, Level, levels, prizes


@dataclass(frozen=True)
class Parts:
    """What one entry has for each part of the contest; None where that is missing."""

    video: Fraction | None = None
    test: Fraction | None = None
    role_play: Fraction | None = None


@dataclass(frozen=True)
class Prizes:
    """How many winners and prize-winners the contest has."""

    winners: int = 1
    prize_winners: int = 2


@dataclass(frozen=True)
class Ranking:
    """The total of each entry; places and prizes only where nobody's total is missing."""

    totals: Mapping[int, Fraction | None]
    level_of: Mapping[int, Level]
    prizes: Allotment | None


def ranking(
    parts: Mapping[int, Parts],
    *,
    joining: str,
    prizes_to_give: Prizes,
    decisions: Iterable[Decision] = (),
) -> Ranking:
    """Rank the entries; a tie at a prize place waits until one of ``decisions`` settles it."""
    totals = {
        entry: total(joining, video=one.video, test=one.test, role_play=one.role_play)
        for entry, one in parts.items()
    }
    whole = {entry: points for entry, points in totals.items() if points is not None}
    if len(whole) < len(totals):
        return Ranking(totals, {}, None)
    allotment = prizes(
        whole,
        winners=prizes_to_give.winners,
        prize_winners=prizes_to_give.prize_winners,
        decisions=decisions,
    )
    level_of = {entry: level for level in levels(whole) for entry in level.entries}
    return Ranking(totals, level_of, allotment)
