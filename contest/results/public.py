"""Published results as the public sees them: a name only while its consent holds (C-19, invariant 6)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from contest.meetings.words import place_inside, place_title
from contest.publication.models import PublicationConsent
from contest.results import snapshot
from contest.results.facts import nominee_of
from contest.results.models import ResultLine, ResultsOrder
from contest.setup.models import Contest
from core import clock


@dataclass(frozen=True)
class Shown:
    """A participant as the public sees them; ``name`` and ``centre`` are empty without a consent.

    ``listed`` stands in the list of stage II, name and centre: one may agree to that and not to be
    named beside the place.
    """

    line: ResultLine
    place: int | None
    place_words: str
    name: str
    centre: str
    listed: str
    role: str
    points: str
    was_nominee: bool = False

    @property
    def place_inside(self) -> str:
        """The place as it stands inside a sentence; empty without one."""
        return place_inside(self.place, self.line.order.contest) if self.place else ""


@dataclass(frozen=True)
class PublicResults:
    """The results of a contest in force."""

    order: ResultsOrder
    people: tuple[Shown, ...]
    nominee: Shown | None
    earlier: tuple[ResultsOrder, ...]

    @property
    def prizes(self) -> list[Shown]:
        """Winner and prize-winners, in the order of the places."""
        return [one for one in self.people if one.place is not None]

    @property
    def listed(self) -> list[str]:
        """Who took part in stage II and agreed to be named, by name."""
        return sorted(one.listed for one in self.people if one.listed)

    @property
    def unlisted(self) -> int:
        """How many of them are not named."""
        return sum(not one.listed for one in self.people)

    @property
    def has_points(self) -> bool:
        """Whether points are published."""
        return any(one.points for one in self.people)

    @property
    def title(self) -> str:
        """«Итоги утверждены приказом от 5 июля 2024 года № 123»."""
        assert self.order.signed_on is not None
        day = clock.format_date(self.order.signed_on)
        return f"Итоги утверждены приказом от {day} № {self.order.number}"


def current_order(contest: Contest) -> ResultsOrder | None:
    """The order whose results are in force; None before the first is published."""
    related = ("contest__founder", "key", "decision__item__meeting__number")
    return ResultsOrder.objects.select_related(*related).in_force(contest)


def results_of(contest: Contest) -> PublicResults | None:
    """What is published of a contest; None before."""
    order = current_order(contest)
    return results_under(order) if order else None


def results_under(order: ResultsOrder) -> PublicResults:
    """The results that an order approved, as they may be shown now."""
    people = tuple(shown_people(order))
    # Not the one that the order named: a written refusal passes the right on by decision (C-18).
    chosen = nominee_of(order.contest)
    nominee = next((one for one in people if chosen and one.line.entry_id == chosen.pk), None)
    earlier = ResultsOrder.objects.published().filter(
        contest=order.contest_id, version__lt=order.version
    )
    return PublicResults(order, people, nominee, tuple(earlier))


def shown_people(order: ResultsOrder) -> list[Shown]:
    """The lines of an order, named where a consent holds now."""
    lines = list(order.lines.select_related("order__key", "order__contest"))
    allowed = _consents(lines)
    stored = {line["line"]: line for line in json.loads(order.snapshot)["lines"]}
    return [
        _shown(line, allowed.get(line.entry_id), was_nominee=stored[line.ordinal]["nominee"])
        for line in lines
    ]


def _consents(lines: Iterable[ResultLine]) -> dict[int, PublicationConsent]:
    rows = PublicationConsent.objects.in_force().filter(entry__in=[one.entry_id for one in lines])
    return {row.entry_id: row for row in rows}


def _shown(line: ResultLine, consent: PublicationConsent | None, *, was_nominee: bool) -> Shown:
    named = consent is not None and consent.place
    centre = str(line.centre) if consent and consent.centre else ""
    listed = ", ".join(filter(None, (str(line.name), centre))) if consent else ""
    return Shown(
        line=line,
        place=line.place,
        place_words=place_title(line.place, line.order.contest) if line.place else "",
        name=str(line.name) if named else "",
        centre=centre if named else "",
        listed=listed,
        role=line.role,
        points=line.points,
        was_nominee=was_nominee,
    )


def document(order: ResultsOrder) -> dict[str, Any]:
    """The snapshot with its digest, and what proves the names that are shown (ADR 20)."""
    proofs = []
    for one in shown_people(order):
        if one.name:
            proofs.append(_proof(one.line, snapshot.NAME, one.name))
            if one.centre:
                proofs.append(_proof(one.line, snapshot.CENTRE, one.centre))
    return {"snapshot": order.snapshot, "digest": order.digest, "named": proofs}


def _proof(line: ResultLine, kind: str, text: str) -> dict[str, Any]:
    return {"line": line.ordinal, kind: text, "secret": snapshot.secret(line, kind)}
