"""What other nouns keep of a participant: named in the act of destruction, and destroyed with it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from contest.applications.models import Entry


@dataclass(frozen=True)
class Kept:
    """One kind of data: its words for the act (empty where there is none), and how it is destroyed.

    ``destroy`` runs inside the transaction that destroys the application. ``until`` says how long
    something of it is needed beyond the contest's own term; None where it is not.
    """

    words: Callable[[Entry], str]
    destroy: Callable[[Entry, dt.datetime], None]
    until: Callable[[Entry], dt.datetime | None] = lambda entry: None


_kinds: list[Kept] = []


def register(kind: Kept) -> None:
    """Say that a noun keeps something of a participant."""
    if kind not in _kinds:
        _kinds.append(kind)


def words(entry: Entry) -> list[str]:
    """What is kept of this participant, for the act."""
    return [text for kind in _kinds if (text := kind.words(entry))]


def until(entry: Entry) -> dt.datetime | None:
    """How long the data are needed beyond the contest's own term; None where they are not."""
    return max((at for kind in _kinds if (at := kind.until(entry))), default=None)


def destroy(entry: Entry, at: dt.datetime) -> None:
    """Destroy all of it."""
    for kind in _kinds:
        kind.destroy(entry, at)
