"""Regular work: idempotent functions that ``manage.py tick`` runs when they are due."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from core import clock
from core.models import RegularWork

logger = logging.getLogger(__name__)

Work = Callable[[dt.datetime], object]
Piece = TypeVar("Piece")


@dataclass(frozen=True)
class Regular:
    """A piece of regular work and how often it runs."""

    name: str
    minutes: int
    work: Work


class PiecesFailed(Exception):
    """Some pieces of a run failed and the others are done; the text says which and of what kind."""


class Pieces:
    """The pieces of one run, each done by itself: one that fails is logged and stops no other.

    Each piece is a transaction of its own. ``finish`` comes last, so that the run's error is kept.
    """

    def __init__(self) -> None:
        self.failed: list[str] = []

    def count(self, pieces: Iterable[Piece], work: Callable[[Piece], int]) -> int:
        """Do ``work`` with each of ``pieces``; return the sum of what it returned."""
        done = 0
        for piece in pieces:
            try:
                done += work(piece)
            except Exception as error:
                logger.exception("regular work failed with %s", piece)
                # Only the kind of error: its text may repeat somebody's data.
                self.failed.append(f"{piece} ({type(error).__name__})")
        return done

    def finish(self) -> None:
        """Raise PiecesFailed if any piece has failed."""
        if self.failed:
            raise PiecesFailed(f"{len(self.failed)} failed: {', '.join(self.failed)}")


_registered: dict[str, Regular] = {}


def every(*, minutes: int, name: str) -> Callable[[Work], Work]:
    """Register the decorated ``function(now)`` to run every ``minutes``; it must be idempotent."""

    def register(work: Work) -> Work:
        registered = _registered.get(name)
        if registered and registered.work.__module__ != work.__module__:
            raise ValueError(f"two pieces of regular work are called {name}")
        _registered[name] = Regular(name, minutes, work)
        return work

    return register


def names() -> list[str]:
    """The regular work of this installation; rows of switched-off domains are not among it."""
    return list(_registered)


def run_due(now: dt.datetime | None = None) -> dict[str, str]:
    """Run what is due; return what each run said, or its error. One failure stops no other."""
    now = now or clock.now()
    return {
        regular.name: _run(regular, now) for regular in _registered.values() if _claim(regular, now)
    }


def _claim(regular: Regular, now: dt.datetime) -> bool:
    row, created = RegularWork.objects.get_or_create(
        name=regular.name, defaults={"due_at": now + dt.timedelta(minutes=regular.minutes)}
    )
    if created:
        return True
    # The conditional update lets exactly one of two simultaneous ticks through.
    return bool(
        RegularWork.objects.filter(pk=row.pk, due_at__lte=now).update(
            # A little early, so that a tick each minute does not skip every other one.
            due_at=now + dt.timedelta(minutes=regular.minutes, seconds=-20)
        )
    )


def _run(regular: Regular, now: dt.datetime) -> str:
    try:
        outcome = regular.work(now)
    except Exception as error:
        logger.exception("regular work %s failed", regular.name)
        message = f"{type(error).__name__}: {error}"[:500]
        RegularWork.objects.filter(name=regular.name).update(last_error=message)
        return message
    RegularWork.objects.filter(name=regular.name).update(finished_at=clock.now(), last_error="")
    return "" if outcome is None else str(outcome)
