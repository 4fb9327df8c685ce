"""What kinds of decision a question may ask for, and what each has to name (C-15, C-17, C-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

# Of fewer there is nothing to choose among.
LEAST_TIED = 2


class Kind(StrEnum):
    """What a question asks the commission to decide."""

    ADMISSION = "admission"
    TIE_STAGE_TWO = "tie-stage-two"
    TIE_PRIZE = "tie-prize"
    RESULTS = "results"
    NOMINEE = "nominee"
    ABSENCE = "absence"
    NO_SHOW = "no-show"
    OTHER = "other"


TIES = frozenset({Kind.TIE_STAGE_TWO, Kind.TIE_PRIZE})
# What is decided of some participants alone: who has a conflict of interest with one of them does not
# vote. Admission and results approve what follows from the marks.
PICKING = TIES | {Kind.NOMINEE, Kind.NO_SHOW}
# What is decided of those alone who came to stage II and take part in it.
OF_STAGE_TWO = frozenset({Kind.RESULTS, Kind.NOMINEE, Kind.TIE_PRIZE})
# What names participants, in the order of their places where places differ.
OF_ENTRIES = TIES | {Kind.ADMISSION, Kind.NO_SHOW, Kind.RESULTS, Kind.NOMINEE}


class Fault(StrEnum):
    """Why what was named is no decision of its kind."""

    NOBODY = "nobody"
    TWICE = "twice"
    TOO_MANY = "too-many"
    NOT_ONE = "not-one"
    TOO_FEW_TIED = "too-few-tied"
    NOT_AMONG = "not-among"
    ALL_CHOSEN = "all-chosen"
    CHOSEN_AND_ALL = "chosen-and-all"
    ALL_AT_PRIZE = "all-at-prize"
    NO_MEMBER = "no-member"


@dataclass(frozen=True)
class Named:
    """What a decision names: entries and a member by their keys.

    ``chosen`` is in the order of the places; ``among`` is who was tied. ``admits_all`` departs from
    clause 15 and is possible only at the cut of stage II, where places have no order.
    """

    chosen: Sequence[int] = ()
    among: Sequence[int] = ()
    admits_all: bool = False
    member: int | None = None


def fault(kind: Kind, named: Named, *, places: int) -> Fault | None:
    """Why ``named`` is no decision of this kind; ``places`` is how many prizes the contest has."""
    if len(set(named.chosen)) < len(named.chosen):
        return Fault.TWICE
    if kind in TIES:
        return _tie_fault(kind, named)
    if kind == Kind.ABSENCE:
        return Fault.NO_MEMBER if named.member is None else None
    if kind == Kind.OTHER:
        return None
    if not named.chosen:
        return Fault.NOBODY
    if kind == Kind.NOMINEE and len(named.chosen) > 1:
        return Fault.NOT_ONE
    return Fault.TOO_MANY if kind == Kind.RESULTS and len(named.chosen) > places else None


def _tie_fault(kind: Kind, named: Named) -> Fault | None:
    among = set(named.among)
    if len(among) < LEAST_TIED:
        return Fault.TOO_FEW_TIED
    if not among.issuperset(named.chosen):
        return Fault.NOT_AMONG
    if named.admits_all and kind == Kind.TIE_PRIZE:
        return Fault.ALL_AT_PRIZE
    if named.admits_all:
        return Fault.CHOSEN_AND_ALL if named.chosen else None
    if not named.chosen:
        return Fault.NOBODY
    # At a prize place the order of all may be what is decided; at the cut somebody has to stay out.
    if kind == Kind.TIE_STAGE_TWO and len(named.chosen) == len(among):
        return Fault.ALL_CHOSEN
    return None
