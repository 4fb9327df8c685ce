"""How much of its time a role play has used; pauses do not count (C-16)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

NOTHING = dt.timedelta()


@dataclass(frozen=True)
class Span:
    """From one instant to another; without an end it still goes on."""

    starts_at: dt.datetime
    ends_at: dt.datetime | None = None

    def length(self, now: dt.datetime) -> dt.timedelta:
        """How long it lasted, or has lasted until ``now``."""
        return (self.ends_at or now) - self.starts_at


def used(run: Span, pauses: Iterable[Span], now: dt.datetime) -> dt.timedelta:
    """The time that was played; ``pauses`` lie within the run and do not overlap."""
    return run.length(now) - _paused(pauses, now)


def up_at(
    run: Span, pauses: Iterable[Span], *, limit: dt.timedelta, now: dt.datetime
) -> dt.datetime | None:
    """When the time is up, or was; None while a pause goes on."""
    spans = list(pauses)
    if any(pause.ends_at is None for pause in spans):
        return None
    return run.starts_at + limit + _paused(spans, now)


def _paused(pauses: Iterable[Span], now: dt.datetime) -> dt.timedelta:
    return sum((pause.length(now) for pause in pauses), NOTHING)
