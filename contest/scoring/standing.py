"""Where the entries of a contest stand: computed live from marks, never from stored sums (C-14, C-15).

Who may see it, and that only after the closing, is the caller's to judge (see ``desk.scope``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Sum, Value, When

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring import ties
from contest.scoring.entries import criteria_of, to_mark
from contest.scoring.models import Absence, Mark, Recusal, ScoreSheet
from contest.scoring.rules.marks import EMPTY, EntryMark, Scale, Sheet, entry_mark
from contest.scoring.rules.places import Allotment, Decision, Level, admitted, levels
from contest.setup.models import Contest, Criterion, Part, RankedGroup


@dataclass(frozen=True)
class Line:
    """One entry: its mark, the members' marks that make it, and the level it stands on."""

    facts: "Facts"
    entry: Entry
    mark: EntryMark
    level: Level | None = None

    @cached_property
    def given(self) -> dict[int, Fraction]:
        """The mark of each member who marked the entry in full, recused ones too."""
        return self.facts.given(self.entry.pk)

    @property
    def spread(self) -> Fraction:
        """How far the members who count are from one another."""
        sheets = self.facts.sheets.get(self.entry.pk, {})
        units = [sheets[member].units for member in self.mark.members]
        return self.facts.scale.mean(max(units) - min(units)) if units else Fraction(0)


@dataclass(frozen=True)
class GroupStanding:
    """Entries ranked together, from the best on; while a mark is missing there are no places, no cut.

    Videos are ranked by groups; role plays all together (``group`` is None) and without a cut.
    """

    group: RankedGroup | None
    lines: tuple[Line, ...]
    allotment: Allotment | None

    @property
    def without_mark(self) -> tuple[Line, ...]:
        """What blocks the ranking: entries that wait for a mark, or that nobody marks."""
        return tuple(line for line in self.lines if line.mark.value is None)


@dataclass(frozen=True)
class Facts:
    """Everything that the marks of a part are computed from."""

    members: Sequence[CommissionMember]
    criteria: Sequence[Criterion]
    scale: Scale
    sheets: dict[int, dict[int, Sheet]]
    recused: dict[int, set[int]]
    excused: frozenset[int]

    def mark(self, entry: int) -> EntryMark:
        """The mark of one entry."""
        return entry_mark(
            self.scale,
            self.sheets.get(entry, {}),
            members=[member.pk for member in self.members],
            recused=self.without_influence(entry),
            excused=self.excused,
        )

    def without_influence(self, entry: int) -> set[int]:
        """The members whose marks of the entry do not count.

        Recused ones, those who were replaced so by an order, and who came in the place of somebody
        whose marks count: a seat counts once.
        """
        left_out = self.recused.get(entry, set()) | self.set_aside
        sheets = self.sheets.get(entry, {})
        for member, earlier in self.earlier.items():
            if any(self.scale.is_complete(sheets.get(one, EMPTY)) for one in earlier - left_out):
                left_out = left_out | {member}
        return left_out

    @cached_property
    def set_aside(self) -> frozenset[int]:
        """Whom an order has replaced, and whose marks it does not keep."""
        gone = (m for m in self.members if not m.is_serving and not m.keeps_marks)
        return frozenset(member.pk for member in gone)

    @cached_property
    def replaced(self) -> frozenset[int]:
        """Whom an order has replaced."""
        return frozenset(member.pk for member in self.members if not member.is_serving)

    @cached_property
    def earlier(self) -> dict[int, set[int]]:
        """Of each who came in somebody's place: all before them in that seat."""
        places = {member.pk: member.replaces_id for member in self.members}
        before: dict[int, set[int]] = {}
        for member, replaced in places.items():
            chain: set[int] = set()
            one = replaced
            while one is not None:
                chain.add(one)
                one = places[one]
            if chain:
                before[member] = chain
        return before

    def given(self, entry: int) -> dict[int, Fraction]:
        """The mark of each member who marked the entry in full, recused ones too."""
        sheets = self.sheets.get(entry, {}).items()
        marks = ((member, self.scale.member_mark(sheet)) for member, sheet in sheets)
        return {member: mark for member, mark in marks if mark is not None}


def facts_of(contest: Contest, part: str = Part.VIDEO, only: Entry | None = None) -> Facts:
    """The facts of one part, of all entries or of one; four queries whatever their number."""
    criteria = criteria_of(contest, part)
    scale = Scale({criterion.pk: criterion.exact_step for criterion in criteria})
    absences = Absence.objects.in_force().filter(member=OuterRef("pk"), part=part)
    members = list(contest.commission.annotate(is_excused=Exists(absences)))
    recused: dict[int, set[int]] = defaultdict(set)
    rows = Recusal.objects.in_force().filter(entry__contest=contest)
    for entry, member in rows.values_list("entry", "member"):
        recused[entry].add(member)
    return Facts(
        members=members,
        criteria=criteria,
        scale=scale,
        sheets=_sheets(scale, only),
        recused=dict(recused),
        excused=frozenset(
            member.pk for member in members if member.is_excused or not member.is_serving
        ),
    )


def standing(
    contest: Contest, decisions: Sequence[Decision] | None = None, part: str = Part.VIDEO
) -> tuple[Facts, list[GroupStanding]]:
    """The ranking of the videos by groups, with the cut for stage II; of the role plays, of all.

    ``decisions`` settle ties at the cut, by default those of the commission's signed protocols.
    """
    facts = facts_of(contest, part)
    entries = to_mark(contest, part).annotate(group_id=F("service__group"))
    if part == Part.ROLE_PLAY:
        return facts, [_ranked(facts, None, entries)] if entries else []
    of_group: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        of_group[entry.group_id].append(entry)
    groups = RankedGroup.objects.filter(pk__in=of_group).order_by("sort_order", "pk")

    @cache
    def settled() -> Sequence[Decision]:
        return ties.decided(contest) if decisions is None else decisions

    def cut(marks: Mapping[int, Fraction]) -> Allotment:
        allotment = admitted(marks, contest.stage_two_quota)
        if allotment.is_settled:
            return allotment
        return admitted(marks, contest.stage_two_quota, settled())

    return facts, [_ranked(facts, group, of_group[group.pk], cut) for group in groups]


def _ranked(
    facts: Facts,
    group: RankedGroup | None,
    entries: Iterable[Entry],
    cut: Callable[[Mapping[int, Fraction]], Allotment] | None = None,
) -> GroupStanding:
    made = {entry.pk: facts.mark(entry.pk) for entry in entries}
    marks = {entry: mark.value for entry, mark in made.items() if mark.value is not None}
    is_whole = len(marks) == len(made)
    ranked = levels(marks) if is_whole else []
    level_of = {entry: level for level in ranked for entry in level.entries}
    lines = [Line(facts, x, made[x.pk], level_of.get(x.pk)) for x in entries]
    lines.sort(key=lambda x: (x.level.first if x.level else 0, x.entry.full_name))
    return GroupStanding(group, tuple(lines), cut(marks) if cut and is_whole else None)


def _sheets(scale: Scale, only: Entry | None = None) -> dict[int, dict[int, Sheet]]:
    """Each member's sheet of each entry, summed by the database in whole units of the scale."""
    sheets: dict[int, dict[int, Sheet]] = defaultdict(dict)
    if not scale.steps:
        return sheets
    weight = Case(
        *(When(marks__criterion=pk, then=Value(units)) for pk, units in scale.weights.items()),
        output_field=IntegerField(),
    )
    marked = ScoreSheet.objects.filter(marks__criterion__in=list(scale.steps))
    if only is not None:
        marked = marked.filter(entry=only)
    rows = (
        marked.order_by()
        .values_list("pk", "entry", "member")
        .annotate(given=Count("marks"), units=Sum(F("marks__steps") * weight))
    )
    for _, entry, member, given, units in rows.iterator():
        sheets[entry][member] = Sheet(given, units)
    return sheets


def marks_of(entry: Entry, criteria: Sequence[Criterion]) -> dict[int, dict[int, int]]:
    """The marks given to one entry: steps by member and criterion; one query."""
    given: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Mark.objects.filter(sheet__entry=entry, criterion__in=criteria)
    for member, criterion, steps in rows.values_list("sheet__member", "criterion", "steps"):
        given[member][criterion] = steps
    return given


def comments_of(entry: Entry, part: str = Part.VIDEO) -> dict[int, str]:
    """What members wrote on one entry, by member; one query."""
    rows = ScoreSheet.objects.filter(entry=entry, part=part)
    return {
        row.member_id: row.comment_text for row in rows.select_related("entry__submission__key")
    }
