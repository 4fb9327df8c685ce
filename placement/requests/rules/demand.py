"""What counts as demand of employers, and how much of it there is (P-2.2d)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from core.rules.likeness import representatives
from core.text import search_key
from forms_app.lifecycle import State
from placement.vacancies.lifecycle import VacancyState

# What was taken back was not wanted, and of a request that was refused nothing is.
VACANCIES_LEFT_OUT = frozenset({VacancyState.WITHDRAWN.value})
REQUESTS_LEFT_OUT = frozenset({State.REJECTED.value, State.WITHDRAWN.value})


@dataclass(frozen=True)
class Wish:
    """What is known of a vacancy that somebody asked for.

    ``profession`` and ``post`` are the keys by which two are the same; ``title`` is the post as it
    was written; ``request`` and ``request_state`` are None and «» for what staff entered.
    """

    key: int
    day: dt.date
    entered_at: dt.datetime
    ended_at: dt.datetime | None
    employer: int
    profession: str
    title: str
    district: str
    conditions: frozenset[str]
    places: int
    filled: int
    state: str
    request: int | None = None
    request_state: str = ""

    @cached_property
    def post(self) -> str:
        """The key of the title; made only for wishes that may be the same."""
        return search_key(self.title)

    @property
    def is_wanted(self) -> bool:
        """Whether it counts unless it is a repeat; where people were hired, somebody wanted them."""
        return bool(self.filled) or not (
            self.state in VACANCIES_LEFT_OUT or self.request_state in REQUESTS_LEFT_OUT
        )


def repeats(wishes: Iterable[Wish]) -> dict[int, int]:
    """Key of a wish → key of the one that it repeats.

    The same employer asks again for the same profession and post in the same district while what
    was asked for before is still open. What stands in one request, its writer has told apart; and
    where people were hired, they were wanted.
    """
    earlier: dict[tuple[int, str, str], list[Wish]] = defaultdict(list)
    first_of: dict[int, int] = {}
    for wish in sorted(wishes, key=lambda one: (one.entered_at, one.key)):
        if not wish.is_wanted:
            continue
        alike = earlier[wish.employer, wish.profession, wish.district]
        first = next((one for one in alike if _is_open_beside(one, wish)), None)
        if first is not None and not wish.filled:
            first_of[wish.key] = first_of.get(first.key, first.key)
        alike.append(wish)
    return first_of


def _is_open_beside(earlier: Wish, later: Wish) -> bool:
    is_apart = earlier.request is None or earlier.request != later.request
    return (
        is_apart
        and earlier.post == later.post
        and (earlier.ended_at is None or earlier.ended_at > later.entered_at)
    )


@dataclass
class Count:
    """How much was asked for: vacancies, places, employers, places that were filled."""

    vacancies: int = 0
    places: int = 0
    filled: int = 0
    employers: set[int] = field(default_factory=set)

    def add(self, wish: Wish) -> None:
        """Count one more."""
        self.vacancies += 1
        self.places += wish.places
        self.filled += wish.filled
        self.employers.add(wish.employer)


def count_by(wishes: Iterable[tuple[tuple[str, ...], Wish]]) -> dict[tuple[str, ...], Count]:
    """How much was asked for under each label."""
    counts: dict[tuple[str, ...], Count] = defaultdict(Count)
    for label, wish in wishes:
        counts[label].add(wish)
    return counts


def spellings(typed: Mapping[str, str], times: Mapping[str, int]) -> dict[str, str]:
    """Key of a profession → how it is named, one name for all that are alike.

    ``typed`` is how each key was written; the spelling that is met most often names the others.
    """
    by_use = sorted(typed, key=lambda key: (-times.get(key, 0), key))
    return {key: typed[chosen] for key, chosen in representatives(by_use).items()}
