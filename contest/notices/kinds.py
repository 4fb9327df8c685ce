"""The decisions that participants are told of: for each, to whom what, and what has to be so first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from contest.applications.models import Entry
from contest.finalists.services import admit
from contest.meetings.models import AgendaItem, Decision
from contest.notices import admission, outcome
from contest.notices.models import Notice, Verdict
from contest.setup.models import Contest
from core.models import User


@dataclass(frozen=True)
class Kind:
    """One kind of decision.

    ``verdicts`` says what each participant is told, by the entry's key; ``obstacles`` why the letters
    cannot go out now; ``carry_out`` does what the decision means, inside the release; ``words`` is
    what a letter says of its participant beyond its text.
    """

    verdicts: Callable[[Decision], dict[int, Verdict]]
    obstacles: Callable[[Decision], list[str]]
    carry_out: Callable[[Decision, Iterable[Entry], User], None]
    words: Callable[[Notice], str]


def _admit(decision: Decision, entries: Iterable[Entry], actor: User) -> None:
    contest = decision.item.meeting.contest
    is_later = admission.is_decided(contest)
    admit(contest=contest, entries=entries, actor=actor, is_replacement=is_later)


def _only_tell(decision: Decision, entries: Iterable[Entry], actor: User) -> None:
    """The results hold by their order: the letters change nothing."""


KINDS: dict[str, Kind] = {
    AgendaItem.Kind.ADMISSION: Kind(
        admission.verdicts, admission.obstacles, _admit, words=lambda notice: ""
    ),
    AgendaItem.Kind.RESULTS: Kind(
        outcome.verdicts, outcome.obstacles, _only_tell, words=outcome.words
    ),
}


def words_of(notice: Notice) -> str:
    """What the letter says of this participant alone."""
    return KINDS[notice.release.decision.item.kind].words(notice)


def in_force(contest: Contest, kind: str) -> Decision | None:
    """The newest decision of this kind in a signed protocol, which is what participants are told."""
    rows = Decision.objects.in_force(contest, kind)
    return rows.select_related("item__meeting__contest__operator", "item__meeting__number").first()
