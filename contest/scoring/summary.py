"""Сводная ведомость: the members' means of every entry, group by group, with places (C-14, C-15)."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import prefetch_related_objects

from contest.commission.models import CommissionMember
from contest.scoring.rules.shown import Shown, shown_together
from contest.scoring.standing import Facts, GroupStanding, Line, standing
from contest.scoring.standing_words import closed_last, place_words, tie_words, verdict_words
from contest.setup.models import Contest, Part
from core import clock, paper
from core.text import plural

MEANS = (
    "Оценка члена комиссии – среднее по критериям, балл участника – среднее по членам комиссии,"
    " которые его оценивали. Считается точно, округлено только показанное."
)
HIDDEN, RECUSED, MISSING = "скрыто", "КИ", "нет"
REPLACED, EARLIER, EXCUSED = "зам.", "преж.", "осв."
# What stands in a cell instead of a mean, in the order of the note beneath the table.
_MEANINGS = {
    RECUSED: "конфликт интересов, оценки не учтены",
    REPLACED: "заменён(а) приказом, оценки не учтены или не выставлены",
    EARLIER: "учтены оценки прежнего члена комиссии",
    EXCUSED: "освобождён(а) решением",
    MISSING: "оценка не выставлена",
    HIDDEN: "не показано тому, у кого с участником конфликт интересов: полную ведомость печатает"
    " другой человек",
}


@dataclass(frozen=True)
class Row:
    """One entry: a cell for each member, the mark, the place."""

    number: int
    line: Line
    cells: list[str]
    mark: str
    place: str
    verdict: str


@dataclass(frozen=True)
class Group:
    """A group's rows, and what keeps its ranking open."""

    title: str
    rows: list[Row]
    notes: list[str]


@dataclass(frozen=True)
class Summary:
    """The table of one part."""

    contest: Contest
    part: Part
    members: list[CommissionMember]
    groups: list[Group]

    @property
    def signs(self) -> list[tuple[str, str]]:
        """The words in cells that are no means, with what they say; only those that occur."""
        cells = {cell for group in self.groups for row in group.rows for cell in row.cells}
        return [(word, text) for word, text in _MEANINGS.items() if word in cells]

    @property
    def signatures(self) -> list[CommissionMember]:
        """Who signs: the chair and the secretary."""
        seats = (CommissionMember.Seat.CHAIR, CommissionMember.Seat.SECRETARY)
        return [one for one in self.members if one.is_serving and one.seat in seats]


def summary_of(contest: Contest, part: Part, *, hidden: Collection[int] = ()) -> Summary:
    """The table as the facts stand; of ``hidden`` entries only the names."""
    facts, groups = standing(contest, part=part)
    prefetch_related_objects([line.entry for group in groups for line in group.lines], "centre")
    means = [
        mean
        for group in groups
        for line in group.lines
        if line.entry.pk not in hidden
        for mean in _means(line)
    ]
    shown = shown_together(means)
    return Summary(
        contest=contest,
        part=part,
        members=list(facts.members),
        groups=[_group(group, facts, shown, frozenset(hidden)) for group in groups],
    )


def rules_of(contest: Contest, part: Part) -> list[str]:
    """By which rules it was counted."""
    lines = [
        MEANS,
        f"Баллы частей конкурса складываются так: {contest.get_joining_display()}.",
    ]
    if part == Part.VIDEO:
        lines.append(
            f"Во II этап проходят {contest.stage_two_quota} лучших в каждой группе (пункт 15);"
            " при равном балле на границе решает комиссия."
        )
    return lines


def render(summary: Summary, *, at: dt.datetime) -> paper.Paper:
    """The table as a landscape paper, as it stands at ``at``."""
    context = {
        "contest": summary.contest,
        "summary": summary,
        "rules": rules_of(summary.contest, summary.part),
        "made": clock.format_instant(at, summary.contest.tz),
    }
    title = f"Сводная ведомость ({summary.part.label}) – {summary.contest}"
    return paper.render("contest/scoring/papers/summary.html", context, title=title, made_at=at)


def header(summary: Summary) -> list[str]:
    """Headings of the same as XLSX."""
    names = [f"{one.full_name}, {one.get_seat_display()}" for one in summary.members]
    return ["Группа", "Участник", "Центр занятости населения", *names, "Балл", "Место", "II этап"]


def rows(summary: Summary) -> Iterator[list[Any]]:
    """Rows under ``header``, then the rules; marks are numbers with the digits of the paper."""
    for group in summary.groups:
        for row in group.rows:
            entry = row.line.entry
            cells = [_number(cell) for cell in row.cells]
            last = [_number(row.mark), row.place, row.verdict]
            yield [group.title, entry.full_name, entry.centre.name, *cells, *last]
    yield []
    for text in [*rules_of(summary.contest, summary.part), *_said(summary)]:
        yield [text]


def _said(summary: Summary) -> list[str]:
    notes = [f"{group.title}: {note}" for group in summary.groups for note in group.notes]
    return [*notes, *(f"{word} – {text}" for word, text in summary.signs)]


def _number(text: str) -> Decimal | str:
    return Decimal(text.replace(",", ".")) if text[:1].isdigit() else text


def _means(line: Line) -> list[Fraction]:
    own = [line.mark.value] if line.mark.value is not None else []
    return [*own, *line.given.values()]


def _group(group: GroupStanding, facts: Facts, shown: Shown, hidden: frozenset[int]) -> Group:
    cut = group.allotment
    notes = [tie_words(tie, group, shown, hidden) for tie in (cut.ties if cut else ())]
    if without := len(group.without_mark):
        count = plural(without, "заявка", "заявки", "заявок")
        notes.append(f"Рейтинг не подведён: без балла – {count}.")
    return Group(
        title=group.group.title if group.group else "Все участники II этапа",
        notes=notes,
        rows=[
            _row(number, line, group, facts, shown)
            if line.entry.pk not in hidden
            else _hidden_row(number, line, facts)
            for number, line in enumerate(closed_last(group.lines, hidden), start=1)
        ],
    )


def _hidden_row(number: int, line: Line, facts: Facts) -> Row:
    cells = [HIDDEN for _ in facts.members]
    return Row(number, line, cells, mark=HIDDEN, place=HIDDEN, verdict=HIDDEN)


def _row(number: int, line: Line, group: GroupStanding, facts: Facts, shown: Shown) -> Row:
    return Row(
        number,
        line,
        [_cell(one.pk, line, facts, shown) for one in facts.members],
        mark=shown.text(line.mark.value),
        place=place_words(line),
        verdict=verdict_words(line, group),
    )


def _cell(member: int, line: Line, facts: Facts, shown: Shown) -> str:
    entry = line.entry.pk
    if member in facts.recused.get(entry, ()):
        return RECUSED
    if member in facts.set_aside:
        return REPLACED
    if member in facts.without_influence(entry):
        return EARLIER
    if member not in line.given and member in facts.replaced:
        return REPLACED
    if member in line.given:
        return shown.text(line.given[member])
    return EXCUSED if member in facts.excused else MISSING
