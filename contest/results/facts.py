"""What an order on the results is made of: decisions of signed protocols, and the list of stage II."""

import hashlib
import json
from dataclasses import dataclass

from django.db.models import QuerySet

from contest.applications.models import Entry
from contest.finalists.models import Finalist
from contest.meetings.models import Decision, Meeting
from contest.meetings.rules.questions import Kind
from contest.results.lifecycle import OrderState
from contest.results.models import Nomination, ResultLine
from contest.scoring.rules.shown import shown_together
from contest.setup.models import Contest
from contest.stage_two.overall import Overall, overall
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
NOT_SETTLED = "Не хватает оценок или решения комиссии о равных баллах на призовых местах."
DIFFERS = (
    "Места в решении об итогах не те, что получаются по баллам. Места определяют баллы, голосование"
    " только утверждает их и разрешает равенство. Комиссия решает об итогах заново."
)
NOT_PLACED = (
    "На федеральный этап выдвинут тот, кто не занял места: право на это есть у победителя и призёров"
    " (пункт 18 положения). Комиссия решает заново."
)


@dataclass(frozen=True)
class Person:
    """A participant as the order names them; ``place`` is None of whoever only took part in stage II."""

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
    standing = _standing(contest, entries)
    people = _people(contest, entries, places, standing)
    nominee = nominee_of(contest)
    by_entry = {one.entry.pk: one for one in people}
    if nominee is not None and nominee.pk not in places:
        raise Refused(NOT_PLACED)
    if standing is not None:
        _check_places(contest, places, standing)
    return Facts(contest, decision, people, by_entry[nominee.pk] if nominee else None)


def signed_decision(contest: Contest, kind: Kind) -> Decision | None:
    """The latest adopted decision of a kind that a signed protocol holds."""
    rows = Decision.objects.in_force(contest, kind)
    return rows.select_related("item__meeting__number", "item__meeting__contest").first()


def decided() -> QuerySet:
    """Keys of the contests whose results a signed protocol holds."""
    return Decision.objects.holding(Kind.RESULTS).values("item__meeting__contest")


def nominee_of(contest: Contest) -> Entry | None:
    """Who goes on to the federal stage: by the latest decision, unless refused in writing (C-18)."""
    decision = signed_decision(contest, Kind.NOMINEE)
    if decision is None or _is_refused(decision):
        return None
    chosen = decision.entries.exclude(place=None).select_related("entry").first()
    return chosen.entry if chosen else None


def _is_refused(decision: Decision) -> bool:
    return Nomination.objects.filter(decision=decision).exclude(refused_on=None).exists()


def _standing(contest: Contest, entries: dict[int, Entry]) -> Overall | None:
    """The places as they are computed; None once the data of whoever has them are destroyed."""
    is_kept = any(entry.submission.state == State.ACCEPTED for entry in entries.values())
    return overall(contest) if is_kept else None


def _check_places(contest: Contest, places: dict[int, int], standing: Overall) -> None:
    """Refuse places that do not follow from the points: votes break ties and approve (C-17)."""
    if not standing.is_settled or standing.prizes is None:
        why = " ".join(standing.waits) or NOT_SETTLED
        raise Refused(f"Места ещё не посчитаны. {why}")
    winners = contest.max_winners
    decided = {pk: max(1, place - winners + 1) for pk, place in places.items()}
    if decided != dict(standing.prizes.seats):
        raise Refused(DIFFERS)


def _entries(contest: Contest, placed: set[int]) -> dict[int, Entry]:
    """Who took part in stage II, and whoever has a place.

    Of an application that is destroyed the earlier order still tells that it took part.
    """
    came = Finalist.objects.in_contest().filter(contest=contest).exclude(attended=False)
    gone = ResultLine.objects.filter(
        order__contest=contest,
        order__state=OrderState.PUBLISHED,
        entry__submission__state=State.DESTROYED,
    )
    pks = placed | set(came.values_list("entry", flat=True))
    pks |= set(gone.values_list("entry", flat=True))
    rows = Entry.objects.filter(pk__in=pks).select_related("role", "centre", "submission")
    return {entry.pk: entry for entry in rows}


def _people(
    contest: Contest,
    entries: dict[int, Entry],
    places: dict[int, int],
    standing: Overall | None,
) -> tuple[Person, ...]:
    """The places first, then the others by name: the list is one of names, not of marks."""
    frozen, points = _frozen(contest), _points(contest, standing)
    people = [
        Person(
            entry=entry,
            name=entry.full_name or (str(frozen[pk].name) if pk in frozen else ""),
            centre=entry.centre.name,
            role=entry.role.title,
            place=places.get(pk),
            points=points.get(pk) or (frozen[pk].points if pk in frozen else ""),
        )
        for pk, entry in entries.items()
    ]
    last = len(entries)
    return tuple(sorted(people, key=lambda one: (one.place or last + 1, one.name, one.entry.pk)))


def _frozen(contest: Contest) -> dict[int, ResultLine]:
    """Lines of the published orders: an application may be destroyed when its results are corrected."""
    rows = ResultLine.objects.filter(order__contest=contest, order__state=OrderState.PUBLISHED)
    return {
        row.entry_id: row for row in rows.select_related("order__key").order_by("order__version")
    }


def _points(contest: Contest, standing: Overall | None) -> dict[int, str]:
    """The totals as they are shown, where the contest publishes points."""
    if standing is None or not contest.publishes_points:
        return {}
    shown = shown_together(line.total for line in standing.lines)
    return {line.finalist.entry_id: shown.text(line.total) for line in standing.lines}
