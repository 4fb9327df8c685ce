"""What a participant may know of the own result: after the closing and the release of the decision.

No member's name, nothing of another participant, nothing before.
"""

from dataclasses import dataclass
from fractions import Fraction

from contest.applications.models import Entry
from contest.notices.models import Notice, Verdict
from contest.scoring.rules.shown import shown_together
from contest.scoring.standing import facts_of, marks_of
from contest.setup.models import Part
from contest.setup.rules.deadlines import Window
from core import clock

DECIDED = {
    Verdict.ADMITTED: "Вы допущены ко II этапу.",
    Verdict.REPLACEMENT: "Вы допущены ко II этапу: в нём освободилось место.",
    Verdict.NOT_ADMITTED: "Ко II этапу вы не допущены.",
}


@dataclass(frozen=True)
class OwnMarks:
    """The means of one part of the contest, as the participant reads them."""

    title: str
    rows: tuple[tuple[str, str], ...]
    mark: str


@dataclass(frozen=True)
class Told:
    """What the participant was told, and when."""

    verdict: Verdict
    text: str
    when: str


def told_of(entry: Entry) -> list[Told]:
    """The decisions on this participant that were released, the newest first."""
    rows = Notice.objects.told().filter(entry=entry).select_related("release")
    return [
        Told(
            notice.said,
            DECIDED[notice.said],
            clock.format_instant(notice.release.released_at, entry.contest.tz),
        )
        for notice in rows.order_by("-release__released_at", "-pk")
        if notice.release.released_at
    ]


def is_shown(entry: Entry) -> bool:
    """Whether the scoring is closed and the participant was told of a decision."""
    is_closed = entry.contest.scoring_window() is Window.CLOSED
    return is_closed and Notice.objects.told().filter(entry=entry).exists()


def own_marks(entry: Entry) -> OwnMarks | None:
    """The mean of each criterion over the members who count, and the mark; None without a mark."""
    facts = facts_of(entry.contest, only=entry)
    mark = facts.mark(entry.pk)
    if mark.value is None:
        return None
    given = marks_of(entry, facts.criteria)
    means = {
        criterion: criterion.exact_step
        * Fraction(sum(given[member][criterion.pk] for member in mark.members), len(mark.members))
        for criterion in facts.criteria
    }
    shown = shown_together([mark.value, *means.values()])
    return OwnMarks(
        title=str(Part.VIDEO.label),
        rows=tuple((str(criterion), shown.text(mean)) for criterion, mean in means.items()),
        mark=shown.text(mark.value),
    )
