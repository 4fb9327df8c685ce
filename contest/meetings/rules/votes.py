"""What a vote comes to (C-K7).

The regulation says neither what majority decides nor what equal votes mean: both are rules of the
contest, and both are printed in the protocol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from contest.meetings.rules.room import Room
from contest.setup.rules.choices import Majority, TiedVote


class Choice(StrEnum):
    """How a member votes."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


class Outcome(StrEnum):
    """What became of a question."""

    NO_QUORUM = "no-quorum"
    NOBODY_PRESIDES = "nobody-presides"
    UNFINISHED = "unfinished"
    ADOPTED = "adopted"
    ADOPTED_BY_CHAIR = "adopted-by-chair"
    REJECTED = "rejected"


# Outcomes that a decision can record; the others say why there is none.
DECIDED = frozenset({Outcome.ADOPTED, Outcome.ADOPTED_BY_CHAIR, Outcome.REJECTED})


@dataclass(frozen=True)
class Rule:
    """Of whom more than half decide, and what equal votes mean."""

    majority: Majority = Majority.PRESENT
    tied_vote: TiedVote = TiedVote.CHAIR

    def base(self, room: Room) -> int:
        """Of how many a majority is needed."""
        return room.total if self.majority == Majority.ALL else len(room.present)

    def needed(self, room: Room) -> int:
        """How many votes «for» adopt a decision: more than half."""
        return self.base(room) // 2 + 1


@dataclass(frozen=True)
class Result:
    """The votes of those in the room, counted."""

    outcome: Outcome
    in_favour: int
    against: int
    abstained: int
    needed: int
    awaited: frozenset[int]

    @property
    def is_adopted(self) -> bool:
        """Whether the decision was taken."""
        return self.outcome in (Outcome.ADOPTED, Outcome.ADOPTED_BY_CHAIR)

    @property
    def lacking(self) -> int:
        """How many votes «for» are still needed."""
        return max(self.needed - self.in_favour, 0)


def count(room: Room, ballots: Mapping[int, Choice], rule: Rule) -> Result:
    """Count the ballots of those in the room; whoever has left does not vote.

    At equal votes the casting vote counts the presiding person's «for» once more, and with it there
    must be a majority: so one more vote «for» never undoes a decision, however many abstain.
    """
    votes = {member: ballots[member] for member in room.present if member in ballots}
    numbers = [sum(vote == choice for vote in votes.values()) for choice in Choice]
    in_favour, against, abstained = numbers
    awaited = room.present.difference(votes)
    needed = rule.needed(room)
    is_tied = in_favour == against
    chair_is_for = room.presiding is not None and votes.get(room.presiding) == Choice.FOR
    has_casting_vote = rule.tied_vote == TiedVote.CHAIR and is_tied and chair_is_for
    if not room.is_quorate:
        outcome = Outcome.NO_QUORUM
    elif room.presiding is None:
        outcome = Outcome.NOBODY_PRESIDES
    elif awaited:
        outcome = Outcome.UNFINISHED
    elif in_favour >= needed:
        outcome = Outcome.ADOPTED
    elif has_casting_vote and in_favour + 1 >= needed:
        outcome = Outcome.ADOPTED_BY_CHAIR
    else:
        outcome = Outcome.REJECTED
    return Result(outcome, in_favour, against, abstained, needed, awaited)
