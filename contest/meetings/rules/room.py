"""Who is in the room for a question, whether they are enough, and who presides (C-K4, C-K7)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


def quorum(total: int) -> int:
    """The least that is at least half of ``total`` members: of 7, 4. ValueError for no members."""
    if total < 1:
        raise ValueError("a commission has members")
    return (total + 1) // 2


@dataclass(frozen=True)
class Room:
    """The members, by their keys, who are present, of a commission of ``total`` in all.

    ``chair`` and ``deputy`` are the keys of who holds these seats, present or not.
    """

    total: int
    present: frozenset[int]
    chair: int | None = None
    deputy: int | None = None

    def without(self, gone: Iterable[int]) -> "Room":
        """The room while some have left: they are not present, yet the commission stays as large."""
        return replace(self, present=self.present - frozenset(gone))

    @property
    def needed(self) -> int:
        """How many have to be present (clause 7 of the commission's regulation)."""
        return quorum(self.total)

    @property
    def is_quorate(self) -> bool:
        """Whether at least half of all members are present."""
        return self.total > 0 and len(self.present) >= self.needed

    @property
    def presiding(self) -> int | None:
        """The chair; the deputy while the chair is not there; nobody where neither is (clause 4)."""
        return next((one for one in (self.chair, self.deputy) if one in self.present), None)
