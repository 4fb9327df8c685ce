"""Who comes before whom, who is admitted, who wins; equal is equal (C-15, C-17).

A tie across the cut or at a prize place is never broken here: it is returned and blocks until a
decision picks exactly as many as fit.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Level:
    """Entries with the same mark and the places that they share."""

    mark: Fraction
    entries: frozenset[int]
    first: int

    @property
    def last(self) -> int:
        """The last place of those that they share."""
        return self.first + len(self.entries) - 1


@dataclass(frozen=True)
class Tie:
    """Entries with the same mark that cannot all have the ``seats`` that are left for them."""

    entries: frozenset[int]
    seats: tuple[int, ...]

    @property
    def places_left(self) -> int:
        """How many of the entries fit."""
        return len(self.seats)


@dataclass(frozen=True)
class Decision:
    """What the commission decided on a tie ``among`` these entries.

    ``chosen`` is in the order of the seats. ``admits_all`` departs from clause 15 and is possible
    only where places have no order among themselves.
    """

    among: frozenset[int]
    chosen: tuple[int, ...] = ()
    admits_all: bool = False

    def settles(self, tie: Tie, *, may_exceed: bool) -> bool:
        """Whether it decides this very tie: other entries or other seats make it void."""
        if self.among != tie.entries:
            return False
        if self.admits_all:
            return may_exceed and not self.chosen
        chosen = frozenset(self.chosen)
        is_exact = len(self.chosen) == len(chosen) == tie.places_left
        return is_exact and chosen <= tie.entries


@dataclass(frozen=True)
class Allotment:
    """The seat of each entry that has one, and the ties that still wait for a decision."""

    seats: Mapping[int, int]
    ties: tuple[Tie, ...] = ()
    exceeds: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits for a decision."""
        return not self.ties


def levels(marks: Mapping[int, Fraction]) -> list[Level]:
    """The entries by their marks, the best first."""
    by_mark: dict[Fraction, set[int]] = defaultdict(set)
    for entry, mark in marks.items():
        by_mark[mark].add(entry)
    ranked, first = [], 1
    for mark in sorted(by_mark, reverse=True):
        level = Level(mark, frozenset(by_mark[mark]), first)
        ranked.append(level)
        first = level.last + 1
    return ranked


def admitted(
    marks: Mapping[int, Fraction], quota: int, decisions: Iterable[Decision] = ()
) -> Allotment:
    """Who of one group goes on to stage II: the ``quota`` best, all where there are fewer."""
    return _allot(marks, (1,) * quota, decisions, may_exceed=True)


def prizes(
    totals: Mapping[int, Fraction],
    *,
    winners: int,
    prize_winners: int,
    decisions: Iterable[Decision] = (),
) -> Allotment:
    """Places I, II, III of the overall ranking: one entry for each but the first, as data say."""
    seats = (*(1,) * winners, *range(2, 2 + prize_winners))
    return _allot(totals, seats, decisions, may_exceed=False)


def _allot(
    marks: Mapping[int, Fraction],
    seats: Sequence[int],
    decisions: Iterable[Decision],
    *,
    may_exceed: bool,
) -> Allotment:
    settled = list(decisions)
    place_of: dict[int, int] = {}
    ties: list[Tie] = []
    exceeds = False
    for level in levels(marks):
        left = tuple(seats[level.first - 1 : level.last])
        if not left:
            break
        tie = Tie(level.entries, left)
        if len(left) == len(level.entries) and len(set(left)) == 1:
            place_of |= dict.fromkeys(level.entries, left[0])
            continue
        decision = next((d for d in settled if d.settles(tie, may_exceed=may_exceed)), None)
        if decision is None:
            ties.append(tie)
        elif decision.admits_all:
            place_of |= dict.fromkeys(level.entries, left[0])
            exceeds = True
        else:
            place_of |= dict(zip(decision.chosen, left, strict=True))
    return Allotment(place_of, tuple(ties), exceeds)
