"""Who received what of a graduate's data and when: each noun that passes data on tells it (P-F4, X-5)."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from placement.consents import PURPOSES
from placement.graduates.models import Graduate


@dataclass(frozen=True)
class Received:
    """One passing on; ``purpose`` is the consent on which it rested."""

    at: dt.datetime
    whom: str
    what: str
    purpose: str

    @property
    def ground(self) -> str:
        """The consent in words."""
        return PURPOSES[self.purpose]


Maker = Callable[[Graduate], Iterable[Received]]
_makers: list[Maker] = []


def on_received(maker: Maker) -> None:
    """List what ``maker`` knows to have left the centre, by one query however much it is."""
    if maker not in _makers:
        _makers.append(maker)


def received_of(graduate: Graduate) -> list[Received]:
    """All that was passed on, the newest first."""
    rows = [row for maker in _makers for row in maker(graduate)]
    return sorted(rows, key=lambda row: row.at, reverse=True)
