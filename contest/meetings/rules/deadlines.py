"""When protocol and order are due, and when to remind of it (C-K8)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from contest.setup.rules.conflicts import PROTOCOL_LEAD
from core.rules.working_days import (
    NO_OVERRIDES,
    Overrides,
    add_working_days,
    subtract_working_days,
)

# Clause 8 of the commission's regulation: the order is prepared within so many working days after
# the protocol is signed.
ORDER_TERM = 5
# So many working days before a deadline it is reminded of, the farthest first.
REMIND_AHEAD = (5, 2, 0)


class Step(StrEnum):
    """What is due."""

    PROTOCOL = "protocol"
    ORDER = "order"


class Standing(StrEnum):
    """How a step is doing."""

    UNKNOWN = "unknown"
    AHEAD = "ahead"
    SOON = "soon"
    OVERDUE = "overdue"
    IN_TIME = "in-time"
    LATE = "late"


@dataclass(frozen=True)
class Deadline:
    """A step with its last day; None while what it is counted from is not set."""

    step: Step
    due: dt.date | None
    standing: Standing


def timeline(
    *,
    ceremony_on: dt.date | None,
    signed_on: dt.date | None,
    today: dt.date,
    ordered_on: dt.date | None = None,
    overrides: Overrides = NO_OVERRIDES,
) -> tuple[Deadline, Deadline]:
    """The protocol counted back from the ceremony, the order counted on from the signing.

    ``ordered_on`` is the day of the order, once there is one.
    """
    protocol = ceremony_on and subtract_working_days(ceremony_on, PROTOCOL_LEAD, overrides)
    order = signed_on and add_working_days(signed_on, ORDER_TERM, overrides)
    standing = _standing(protocol, today, overrides)
    if protocol is not None and signed_on is not None:
        standing = _done(signed_on, protocol)
    ordering = _standing(order, today, overrides)
    if order is not None and ordered_on is not None:
        ordering = _done(ordered_on, order)
    return Deadline(Step.PROTOCOL, protocol, standing), Deadline(Step.ORDER, order, ordering)


def _done(day: dt.date, due: dt.date) -> Standing:
    return Standing.IN_TIME if day <= due else Standing.LATE


def reminder_due(
    due: dt.date,
    today: dt.date,
    reminded: Collection[int],
    overrides: Overrides = NO_OVERRIDES,
) -> int | None:
    """Of how many working days ahead a reminder is due; None for none.

    Of those that were missed only the nearest is written, and none once the day is over.
    """
    if today > due:
        return None
    reached = [n for n in REMIND_AHEAD if subtract_working_days(due, n, overrides) <= today]
    nearest = min(reached, default=None)
    is_new = nearest is not None and all(nearest < earlier for earlier in reminded)
    return nearest if is_new else None


def _standing(due: dt.date | None, today: dt.date, overrides: Overrides) -> Standing:
    if due is None:
        return Standing.UNKNOWN
    if today > due:
        return Standing.OVERDUE
    soon = subtract_working_days(due, max(REMIND_AHEAD), overrides)
    return Standing.SOON if today >= soon else Standing.AHEAD
