"""A member's mark and an entry's mark, exactly (C-14, C-16).

Marks are whole steps of a criterion's scale; a sheet is summed in the scale's common unit, so that
integers are added and one fraction is made for each entry.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple


@dataclass(frozen=True)
class Scale:
    """The criteria of a part of the contest; ``steps`` says what one step of each is worth."""

    steps: Mapping[int, Fraction]

    @cached_property
    def unit(self) -> Fraction:
        """The largest value of which every criterion's step is a multiple."""
        denominator = math.lcm(*(step.denominator for step in self.steps.values()))
        whole = (int(step * denominator) for step in self.steps.values())
        return Fraction(math.gcd(*whole), denominator)

    @cached_property
    def weights(self) -> dict[int, int]:
        """How many units one step of each criterion makes."""
        return {criterion: int(step / self.unit) for criterion, step in self.steps.items()}

    def sheet(self, marks: Mapping[int, int]) -> "Sheet":
        """The sum of ``marks``: whole steps by criterion."""
        return Sheet(len(marks), sum(self.weights[c] * steps for c, steps in marks.items()))

    def member_mark(self, sheet: "Sheet") -> Fraction | None:
        """The mean over the criteria; None while one of them has no mark."""
        return self.mean(sheet.units) if self.is_complete(sheet) else None

    def mean(self, units: int, members: int = 1) -> Fraction:
        """The mean over the criteria, and over so many ``members``, of a sum in units of the scale."""
        if (mean := self._means.get((units, members))) is None:
            mean = self.unit * units / (len(self.steps) * members)
            self._means[units, members] = mean
        return mean

    @cached_property
    def _means(self) -> dict[tuple[int, int], Fraction]:
        """The means asked for so far: of ten thousand entries few differ, and fractions cost."""
        return {}

    def is_complete(self, sheet: "Sheet") -> bool:
        """Whether every criterion has its mark; 0 is a mark."""
        return bool(self.steps) and sheet.given == len(self.steps)


class Sheet(NamedTuple):
    """What one member gave to one entry: how many marks, and their sum in units of the scale."""

    given: int
    units: int


EMPTY = Sheet(0, 0)


@dataclass(frozen=True)
class EntryMark:
    """The mean over the members who count; None while a mark is missing or when nobody counts."""

    value: Fraction | None
    members: frozenset[int] = frozenset()
    missing: frozenset[int] = frozenset()

    @property
    def is_nobodys(self) -> bool:
        """Whether all members are recused or excused: the commission has to decide."""
        return self.value is None and not self.missing


def entry_mark(
    scale: Scale,
    sheets: Mapping[int, Sheet],
    *,
    members: Collection[int],
    recused: Collection[int] = (),
    excused: Collection[int] = (),
) -> EntryMark:
    """The mark of one entry; ``sheets`` by member.

    A recused member has no influence whatever they gave. An excused one counts where they had marked
    the entry in full before.
    """
    counted: set[int] = set()
    missing: set[int] = set()
    units = 0
    for member in members:
        if member in recused:
            continue
        sheet = sheets.get(member, EMPTY)
        if scale.is_complete(sheet):
            counted.add(member)
            units += sheet.units
        elif member not in excused:
            missing.add(member)
    if missing or not counted:
        return EntryMark(None, frozenset(counted), frozenset(missing))
    return EntryMark(scale.mean(units, len(counted)), frozenset(counted))
