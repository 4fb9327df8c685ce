"""Whether the places that follow from the points are still those that an order has published.

Corrections with a second person or a decision of their own stay possible after the publication,
because a correcting order needs them (C-17, C-19, ADR 20). Until it is published, this says so.
"""

from collections.abc import Collection
from dataclasses import dataclass

from contest.meetings.words import place_title
from contest.results.facts import NOT_SETTLED
from contest.results.models import ResultLine, ResultsOrder
from contest.setup.models import Contest
from contest.stage_two.overall import Overall, overall
from forms_app.lifecycle import State

CORRECTED = "исправляют другим приказом"


@dataclass(frozen=True)
class Moved:
    """A participant whose prize is another now, and the words that say so."""

    entry_pk: int
    words: str


@dataclass(frozen=True)
class Disagreement:
    """What an order has published and the points no longer give; ``why`` they give no places at all."""

    order: ResultsOrder
    moved: tuple[Moved, ...]
    why: str = ""

    @property
    def subject(self) -> str:
        """What disagrees, without saying whose place it is."""
        return f"Посчитанные места расходятся с опубликованными по приказу № {self.order.number}"

    def words(self, unseen: Collection[int] = ()) -> str:
        """The whole notice; without names where the reader may not see a place that has moved."""
        if self.why:
            return f"{self.subject}: сейчас места не определены. {self.why} Итоги {CORRECTED}."
        if any(one.entry_pk in unseen for one in self.moved):
            return f"{self.subject}; {CORRECTED}."
        moved = "; ".join(one.words for one in self.moved)
        return f"{self.subject}: {moved}; {CORRECTED}."


def disagreement_of(contest: Contest, standing: Overall | None = None) -> Disagreement | None:
    """How the latest published order differs from the standing; None while they agree.

    Nothing is compared once the data of somebody who has a place are destroyed.
    """
    order = ResultsOrder.objects.in_force(contest)
    if order is None:
        return None
    lines = list(order.lines.exclude(place=None).select_related("entry__submission"))
    if any(line.entry.submission.state == State.DESTROYED for line in lines):
        return None
    standing = standing or overall(contest)
    if not standing.is_settled or standing.prizes is None:
        return Disagreement(order, (), why=" ".join(standing.waits) or NOT_SETTLED)
    moved = tuple(_moved(contest, lines, standing))
    return Disagreement(order, moved) if moved else None


def disagreement_words(contest: Contest, standing: Overall, unseen: Collection[int]) -> str:
    """The notice for the overall ranking; empty while published and computed places agree."""
    disagreement = disagreement_of(contest, standing)
    return disagreement.words(unseen) if disagreement else ""


def _moved(contest: Contest, lines: list[ResultLine], standing: Overall) -> list[Moved]:
    """Who has another prize, as the published places go, then who has none by them."""
    winners = contest.max_winners
    published = {line.entry_id: max(1, (line.place or 1) - winners + 1) for line in lines}
    computed = {
        line.finalist.entry_id: line.prize for line in standing.lines if line.prize is not None
    }
    names = {line.finalist.entry_id: line.finalist.entry.full_name for line in standing.lines}
    names |= {line.entry_id: line.entry.full_name for line in lines}
    return [
        Moved(
            pk,
            f"{names[pk]} – опубликовано: {_title(published.get(pk), contest)},"
            f" посчитано: {_title(computed.get(pk), contest)}",
        )
        for pk in [*published, *(pk for pk in computed if pk not in published)]
        if published.get(pk) != computed.get(pk)
    ]


def _title(prize: int | None, contest: Contest) -> str:
    """«II место», however many winners there are; 1 is the winner's, None is no prize."""
    return "без места" if prize is None else place_title(prize + contest.max_winners - 1, contest)
