"""Windows of time: instants decide, not days (C-11, invariant 4)."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Window(StrEnum):
    """Where an instant lies relative to the time when applications are taken."""

    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Acceptance:
    """From ``opens_at`` on and before ``closes_at``: the closing instant itself is too late."""

    opens_at: dt.datetime
    closes_at: dt.datetime

    def at(self, instant: dt.datetime) -> Window:
        """Where ``instant`` lies."""
        if instant < self.opens_at:
            return Window.BEFORE
        return Window.OPEN if instant < self.closes_at else Window.CLOSED

    def is_late(self, instant: dt.datetime) -> bool:
        """Whether something that arrived at ``instant`` came after the closing."""
        return self.at(instant) is Window.CLOSED


class Days(Protocol):
    """A line of the timetable: its first and its last day."""

    starts_on: dt.date
    ends_on: dt.date


def stage_one(stages: Iterable[Days], tz: zoneinfo.ZoneInfo) -> Acceptance | None:
    """When videos are taken: on the days of the first stage, whole ones on the contest's clock (C-13).

    None while no stage has dates.
    """
    first = min(stages, key=lambda stage: (stage.starts_on, stage.ends_on), default=None)
    if first is None:
        return None
    midnight = dt.time()
    return Acceptance(
        dt.datetime.combine(first.starts_on, midnight, tz),
        dt.datetime.combine(first.ends_on + dt.timedelta(days=1), midnight, tz),
    )


def correction_is_late(
    *, instant: dt.datetime, due_at: dt.datetime | None, closes_at: dt.datetime
) -> bool:
    """Whether a correction is late: by its own due date, else by the general closing."""
    return instant >= (due_at or closes_at)
