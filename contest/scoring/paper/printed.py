"""Score sheets to be filled in on paper: one document for a member, a sheet for each entry (C-14)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.finalists.models import Finalist
from contest.scoring.entries import by_keys, criteria_of, in_marking_order, relieved_of, to_mark
from contest.scoring.models import Recusal
from contest.scoring.references import Reference
from contest.scoring.rules.shown import plain
from contest.setup.models import Criterion, Part
from core import clock, paper
from core.text import nbsp

# A longer scale is not printed out: the mark is written as a number.
_PRINTED_VALUES = 21


@dataclass(frozen=True)
class Row:
    """A criterion with its blank scale."""

    criterion: Criterion
    scale: str
    values: list[str]


@dataclass(frozen=True)
class Sheet:
    """The sheet of one entry."""

    entry: Entry
    reference: Reference
    number: int | None


def scale_words(criterion: Criterion) -> str:
    """«от 0 до 10, шаг 1»."""
    most = plain(criterion.exact_step * criterion.most_steps)
    return nbsp(f"от 0 до {most}, шаг {plain(criterion.exact_step)}")


def entries_of(member: CommissionMember, part: str) -> list[Entry]:
    """What the member marks in a part, in their own order; without those of a conflict or a predecessor."""
    relieved = relieved_of(member, criteria=len(criteria_of(member.contest, part)), part=part)
    rows = to_mark(member.contest, part).exclude(pk__in=_recused(member)).exclude(pk__in=relieved)
    return _in_order(member, rows, part)


def _to_print(member: CommissionMember, part: str) -> list[Entry]:
    """As ``entries_of``; role plays of all who are expected, because the sheets lie ready before them."""
    if part != Part.ROLE_PLAY:
        return entries_of(member, part)
    expected = Finalist.objects.expected().filter(contest=member.contest)
    rows = Entry.objects.filter(finalist__in=expected).exclude(pk__in=_recused(member))
    return _in_order(member, rows, part)


def _in_order(member: CommissionMember, rows: QuerySet[Entry], part: str) -> list[Entry]:
    keys = in_marking_order(member, rows, part)
    return by_keys(rows.select_related("centre", "role", "finalist"), keys)


def _recused(member: CommissionMember) -> QuerySet:
    return Recusal.objects.in_force().filter(member=member).values("entry")


def _number(entry: Entry, part: str) -> int | None:
    """The number of the draw."""
    return entry.finalist.draw_number if part == Part.ROLE_PLAY else None


def blank_sheets(member: CommissionMember, part: str, *, at: dt.datetime) -> paper.Paper:
    """All sheets of a member; ``at`` is the instant up to which entries and recusals are known."""
    contest = member.contest
    context = {
        "contest": contest,
        "member": member,
        "part": Part(part).label,
        "rows": [_row(criterion) for criterion in criteria_of(contest, part)],
        "sheets": [
            Sheet(entry, Reference(part, member.pk, entry.pk), _number(entry, part))
            for entry in _to_print(member, part)
        ],
        "made": clock.format_instant(at, contest.tz),
    }
    title = f"Оценочные листы ({Part(part).label}) – {member.full_name}"
    return paper.render("contest/scoring/papers/sheets.html", context, title=title, made_at=at)


def _row(criterion: Criterion) -> Row:
    step, most = criterion.exact_step, criterion.most_steps
    values = [plain(step * steps) for steps in range(most + 1)] if most < _PRINTED_VALUES else []
    return Row(criterion, scale_words(criterion), values)
