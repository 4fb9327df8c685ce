"""What a participant may know of the own result: after the closing and the release of the decision.

No member's name, nothing of another participant, nothing before.
"""

from dataclasses import dataclass
from fractions import Fraction

from contest.applications.models import Entry
from contest.finalists.models import Finalist
from contest.notices import outcome
from contest.notices.models import Notice, Verdict
from contest.scoring.rules.shown import shown_together
from contest.scoring.standing import facts_of, marks_of
from contest.setup.models import Part
from contest.setup.models.judging import PART_LABELS
from contest.setup.rules import choices
from contest.setup.rules.deadlines import Window
from contest.stage_two.models import TestResult
from contest.stage_two.overall import is_over
from core import clock

DECIDED = {
    Verdict.ADMITTED: "Вы допущены ко II этапу.",
    Verdict.REPLACEMENT: "Вы допущены ко II этапу: в нём освободилось место.",
    Verdict.NOT_ADMITTED: "Ко II этапу вы не допущены.",
    Verdict.WINNER: "Вы победили в конкурсе.",
    Verdict.PRIZE: "Вы стали призёром конкурса.",
    Verdict.TOOK_PART: "Вы участвовали во II этапе. Призового места у вас нет.",
    Verdict.NO_SHOW: "Отмечено, что на II этап вы не явились. Места у вас нет.",
}


@dataclass(frozen=True)
class OwnMarks:
    """The means of one part of the contest, as the participant reads them."""

    title: str
    rows: tuple[tuple[str, str], ...]
    mark: str


@dataclass(frozen=True)
class Told:
    """What the participant was told, and when; ``place`` names the place, where there is one."""

    verdict: Verdict
    text: str
    place: str
    when: str


def told_of(entry: Entry) -> list[Told]:
    """The decisions on this participant that were released, the newest first."""
    rows = Notice.objects.told().with_places().filter(entry=entry)
    rows = rows.select_related("release__contest")
    return [
        Told(
            notice.said,
            DECIDED[notice.said],
            outcome.place_words(notice),
            clock.format_instant(notice.release.released_at, entry.contest.tz),
        )
        for notice in rows.order_by("-release__released_at", "-pk")
        if notice.release.released_at
    ]


def is_shown(entry: Entry) -> bool:
    """Whether the scoring is closed and the participant was told of a decision."""
    is_closed = entry.contest.scoring_window() is Window.CLOSED
    return is_closed and Notice.objects.told().filter(entry=entry).exists()


def own_marks(entry: Entry) -> list[OwnMarks]:
    """The own marks, part by part; those of stage II after the letters about the outcome."""
    parts = [_means(entry, Part.VIDEO)]
    if _is_outcome_told(entry) and is_over(entry.contest):
        parts += [_test(entry), _means(entry, Part.ROLE_PLAY)]
    return [part for part in parts if part is not None]


def _is_outcome_told(entry: Entry) -> bool:
    told = Notice.objects.told().filter(entry=entry)
    return any(
        verdict.is_outcome for verdict in map(Verdict, told.values_list("verdict", flat=True))
    )


def _means(entry: Entry, part: Part) -> OwnMarks | None:
    """The mean of each criterion over the members who count, and the mark; None without a mark."""
    facts = facts_of(entry.contest, part, only=entry)
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
        title=str(part.label),
        rows=tuple((str(criterion), shown.text(mean)) for criterion, mean in means.items()),
        mark=shown.text(mark.value),
    )


def _test(entry: Entry) -> OwnMarks | None:
    """The right answers of the test, and the mark; None while a second person has not checked it."""
    finalists = Finalist.objects.appeared().filter(entry=entry).select_related("test_result")
    result: TestResult | None = getattr(finalists.first(), "test_result", None)
    mark = result.mark(entry.contest) if result else None
    if result is None or mark is None:
        return None
    return OwnMarks(
        title=PART_LABELS[choices.Part.TEST],
        rows=(("Верных ответов", f"{result.right} из {entry.contest.test_questions}"),),
        mark=shown_together([mark]).text(mark),
    )
