"""The overall standing across the roles: computed live from marks, tests and decisions (C-16, C-17).

Who may see it, and that only after the closing of both scorings, is the caller's to judge.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from contest.finalists.models import Finalist, NoShow
from contest.meetings.ties import at_the_prizes
from contest.scoring.rules.marks import EntryMark
from contest.scoring.rules.places import Allotment, Decision, Level
from contest.scoring.standing import Facts, facts_of
from contest.setup.models import Contest, Part
from contest.setup.models.contests import SCORING_WINDOWS
from contest.setup.models.judging import OF_PART
from contest.setup.rules.deadlines import Window
from contest.stage_two.models import TestResult
from contest.stage_two.rules.totals import Parts, Prizes, ranking

UNKNOWN = "не отмечено, явился ли участник"
ABSENT = "не явился: нужно решение комиссии"
NO_TEST = "результат теста не внесён"
NOT_CHECKED = "результат теста не проверен вторым человеком"
NOBODY = "Участников II этапа нет: список утверждает комиссия."
NO_QUESTIONS = "В настройках конкурса не указано, сколько вопросов в тесте."


@dataclass(frozen=True)
class FinalistLine:
    """A finalist with the marks of the parts, their total, and the level they stand on.

    ``prize`` is 1, 2, 3 for the places I, II, III. ``lacks`` says what is missing for a total.
    """

    finalist: Finalist
    parts: Parts
    total: Fraction | None
    level: Level | None = None
    prize: int | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Overall:
    """Everybody who takes part in stage II, the best first, and what the places wait for.

    ``waits`` says what blocks the whole; ``no_shows`` have no place by decision.
    """

    lines: tuple[FinalistLine, ...]
    no_shows: tuple[Finalist, ...]
    waits: tuple[str, ...]
    prizes: Allotment | None

    @property
    def without_total(self) -> tuple[FinalistLine, ...]:
        """Who blocks the ranking, each with the words that say by what."""
        return tuple(line for line in self.lines if line.total is None)

    @property
    def is_settled(self) -> bool:
        """Whether every prize is given: nothing is missing, no tie waits for a decision."""
        return self.prizes is not None and self.prizes.is_settled


def overall(contest: Contest, decisions: Iterable[Decision] | None = None) -> Overall:
    """The overall ranking; a dozen queries whatever the number of finalists.

    ``decisions`` settle ties at the prizes, by default those of the commission's signed protocols.
    """
    rows = Finalist.objects.in_contest().filter(contest=contest)
    related = rows.select_related("entry__service__group", "entry__role", "entry__centre")
    finalists = list(related.select_related("test_result"))
    absent = set(_no_shows(contest))
    playing = [one for one in finalists if one.pk not in absent]
    marks = {part: _Marks(facts_of(contest, part)) for part in Part.values}
    parts = {one.entry_id: _parts(one, contest, marks) for one in playing}
    settled = at_the_prizes(contest) if decisions is None else decisions
    ranked = ranking(
        parts,
        joining=contest.joining,
        prizes_to_give=Prizes(contest.max_winners, contest.max_prize_winners),
        decisions=settled,
    )
    waits = tuple(_waits(contest, finalists))
    prizes = None if waits else ranked.prizes
    lines = [
        FinalistLine(
            finalist=one,
            parts=parts[one.entry_id],
            total=ranked.totals[one.entry_id],
            level=ranked.level_of.get(one.entry_id),
            prize=prizes.seats.get(one.entry_id) if prizes else None,
            lacks=tuple(_lacks(one, marks)),
        )
        for one in playing
    ]
    lines.sort(key=_place)
    no_shows = tuple(one for one in finalists if one.pk in absent)
    return Overall(tuple(lines), no_shows, waits, prizes)


def is_over(contest: Contest) -> bool:
    """Whether all parts are marked and closed: before that nobody sees the overall standing."""
    return all(contest.scoring_window(part) is Window.CLOSED for part in SCORING_WINDOWS)


@dataclass(frozen=True)
class _Marks:
    """The marks of one part, with the names of who owes one."""

    facts: Facts

    def of(self, finalist: Finalist) -> EntryMark:
        return self.facts.mark(finalist.entry_id)

    def owed_by(self, finalist: Finalist) -> str:
        missing = self.of(finalist).missing
        return ", ".join(one.full_name for one in self.facts.members if one.pk in missing)


def _no_shows(contest: Contest) -> Iterable[int]:
    rows = NoShow.objects.in_force().filter(finalist__contest=contest)
    return rows.values_list("finalist", flat=True)


def _result(finalist: Finalist) -> TestResult | None:
    return getattr(finalist, "test_result", None)


def _parts(finalist: Finalist, contest: Contest, marks: dict[str, _Marks]) -> Parts:
    """What the finalist has; of whoever is not known to have come, nothing of stage II."""
    video = marks[Part.VIDEO].of(finalist).value
    if not finalist.attended:
        return Parts(video)
    result = _result(finalist)
    test = result.mark(contest) if result else None
    return Parts(video, test, marks[Part.ROLE_PLAY].of(finalist).value)


def _lacks(finalist: Finalist, marks: dict[str, _Marks]) -> Iterable[str]:
    if finalist.attended is None:
        yield UNKNOWN
    elif not finalist.attended:
        yield ABSENT
    for part in Part.values:
        mark = marks[part].of(finalist)
        if mark.value is not None or (part == Part.ROLE_PLAY and not finalist.attended):
            continue
        label = Part(part).label
        owed_by = marks[part].owed_by(finalist)
        yield (
            f"{label}: нет оценок – {owed_by}"
            if owed_by
            else f"{label}: оценить некому, нужно решение комиссии"
        )
    if finalist.attended:
        result = _result(finalist)
        if result is None:
            yield NO_TEST
        elif not result.is_checked:
            yield NOT_CHECKED


def _waits(contest: Contest, finalists: list[Finalist]) -> Iterable[str]:
    for part in Part.values:
        window = contest.scoring_window(part)
        if window is None:
            yield f"Сроки оценки {OF_PART[part]} не заданы."
        elif window is not Window.CLOSED:
            yield f"Оценка {OF_PART[part]} не закончена."
    if not contest.test_questions:
        yield NO_QUESTIONS
    if not finalists:
        yield NOBODY


def _place(line: FinalistLine) -> tuple[int, float, str, int]:
    """The best first; of equal ones whoever has the better prize, then by name."""
    first = line.level.first if line.level else 0
    return first, line.prize or math.inf, line.finalist.entry.full_name, line.finalist.pk
