"""What an order on the results is made of: decisions of signed protocols, and the list of stage II."""

import hashlib
import json
from dataclasses import dataclass

from contest.applications.models import Entry
from contest.finalists.models import Finalist
from contest.meetings.models import Decision, Meeting
from contest.meetings.rules.questions import Kind
from contest.results.models import ResultLine
from contest.setup.models import Contest
from core.errors import Refused
from forms_app.lifecycle import State

NO_PROTOCOL = (
    "Итоги ещё не решены: нужен подписанный протокол заседания с вопросом «Об итогах конкурса»"
    " (пункт 8 положения о комиссии)."
)
HAS_LEFT = (
    "Участник, которому отдано место, больше не участвует. Комиссия решает об итогах заново, затем"
    " готовят приказ."
)
NOT_PLACED = (
    "На федеральный этап выдвинут тот, кто не занял места: право на это есть у победителя и призёров"
    " (пункт 18 положения). Комиссия решает заново."
)


@dataclass(frozen=True)
class Person:
    """A participant as the order names them; ``place`` is None of who only took part in stage II."""

    entry: Entry
    name: str
    centre: str
    role: str
    place: int | None = None
    points: str = ""


@dataclass(frozen=True)
class Facts:
    """The results as the commission decided them, in the order of the places."""

    contest: Contest
    decision: Decision
    people: tuple[Person, ...]
    nominee: Person | None

    @property
    def meeting(self) -> Meeting:
        """Whose protocol holds the results."""
        return self.decision.item.meeting

    @property
    def placed(self) -> tuple[Person, ...]:
        """Winner and prize-winners."""
        return tuple(one for one in self.people if one.place is not None)

    @property
    def checksum(self) -> str:
        """SHA-256 of what the draft prints: another fact, another sum."""
        facts = {
            "contest": self.contest.pk,
            "protocol": self.meeting.digest,
            "people": [[one.entry.pk, one.place, one.points] for one in self.people],
            "nominee": self.nominee.entry.pk if self.nominee else None,
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def facts_of(contest: Contest) -> Facts:
    """The facts as they stand now; Refused in words while there are no results to approve."""
    decision = signed_decision(contest, Kind.RESULTS)
    if decision is None:
        raise Refused(NO_PROTOCOL)
    places = {row.entry_id: row.place for row in decision.entries.all() if row.place}
    entries = _entries(contest, set(places))
    if any(entries[pk].submission.state not in (State.ACCEPTED, State.DESTROYED) for pk in places):
        raise Refused(HAS_LEFT)
    people = _people(contest, entries, places)
    nominee = nominee_of(contest)
    by_entry = {one.entry.pk: one for one in people}
    if nominee is not None and nominee.pk not in places:
        raise Refused(NOT_PLACED)
    return Facts(contest, decision, people, by_entry[nominee.pk] if nominee else None)


def signed_decision(contest: Contest, kind: Kind) -> Decision | None:
    """The latest adopted decision of a kind that a signed protocol holds."""
    rows = Decision.objects.adopted().signed().filter(item__kind=kind)
    related = rows.filter(item__meeting__contest=contest).select_related(
        "item__meeting__number", "item__meeting__contest"
    )
    return related.order_by("item__meeting__starts_at", "pk").last()


def nominee_of(contest: Contest) -> Entry | None:
    """Who goes on to the federal stage: by the latest decision (C-18)."""
    decision = signed_decision(contest, Kind.NOMINEE)
    chosen = decision.entries.exclude(place=None).first() if decision else None
    return chosen.entry if chosen else None


def _entries(contest: Contest, placed: set[int]) -> dict[int, Entry]:
    """Who took part in stage II, and whoever has a place."""
    came = Finalist.objects.in_contest().filter(contest=contest).exclude(attended=False)
    pks = placed | set(came.values_list("entry", flat=True))
    rows = Entry.objects.filter(pk__in=pks).select_related("role", "centre", "submission")
    return {entry.pk: entry for entry in rows}


def _people(
    contest: Contest, entries: dict[int, Entry], places: dict[int, int]
) -> tuple[Person, ...]:
    """The places first, then the others by name: the list is one of names, not of marks."""
    frozen = _frozen_names(contest)
    people = [
        Person(
            entry=entry,
            name=entry.full_name or frozen.get(pk, ""),
            centre=entry.centre.name,
            role=entry.role.title,
            place=places.get(pk),
        )
        for pk, entry in entries.items()
    ]
    last = len(entries)
    return tuple(sorted(people, key=lambda one: (one.place or last + 1, one.name, one.entry.pk)))


def _frozen_names(contest: Contest) -> dict[int, str]:
    """Names of an earlier order: an application may be destroyed when its results are corrected."""
    rows = ResultLine.objects.filter(order__contest=contest).select_related("order__key")
    return {row.entry_id: row.name for row in rows.order_by("order__prepared_at")}
