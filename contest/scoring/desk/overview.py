"""The page of one contest's scoring: what waits for me, how far the commission is (C-14)."""

from collections import defaultdict
from collections.abc import Collection
from heapq import nsmallest
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import (
    by_keys,
    criteria_of,
    in_marking_order,
    predecessors,
    states_of,
    to_mark,
)
from contest.scoring.models import Absence, Recusal, ScoreSheet
from contest.scoring.rules.progress import Progress
from contest.scoring.services.window import act_code
from contest.setup.models import Contest, Part
from contest.setup.models.judging import OF_PART
from core.back_office import DeskObjectView, uncached
from core.templatetags.desk_tags import state_tag

from .paging import page_of
from .scope import address, holds, is_closed, seat_of
from .words import PROGRESS, TONES, common_words, window_words

# So many suggestions are shown; recorded ones make room for the next.
MOST_SUGGESTED = 20


class Participant(NamedTuple):
    """What of an entry tells a possible conflict of interest."""

    pk: int
    last_name: str
    first_name: str
    middle_name: str
    employer: str
    signed_by: str


@uncached
class ContestView(DeskObjectView):
    """A member's own entries; for who oversees the scoring, also how far everybody is."""

    template_name = "contest/scoring/desk/contest.html"
    http_method_names = ["get"]
    scored: str = Part.VIDEO
    object: Contest

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contest = self.object
        member = seat_of(self.request, contest)
        criteria = len(criteria_of(contest, self.scored))
        entries = to_mark(contest, self.scored)
        context: dict[str, Any] = {
            "window": window_words(contest, self.scored),
            "zone": contest.tz,
            "acts": self._acts(),
            "has_seat": member is not None,
            "is_video": self.scored == Part.VIDEO,
            "other_parts": self._other_parts(),
        }
        if member is not None:
            context |= self._own(member, entries, criteria)
        if holds(self.request, "oversee", contest):
            context |= self._overseen(entries, criteria)
        return super().get_context_data(**context, **kwargs)

    def _acts(self) -> list[dict[str, Any]]:
        """What can be done now, to this part or to the scoring as a whole."""
        others = {act_code(part, "") for part in Part.values if part != self.scored}
        acts = self.desk.open_acts(self.request, self.object)
        return [act for act in acts if not act["code"].startswith(tuple(others))]

    def _other_parts(self) -> list[tuple[str, str]]:
        """The other parts that are marked: words and address."""
        return [
            (f"Оценка {OF_PART[part]}", self.desk.url(address("inspect", part), self.object))
            for part in Part.values
            if part != self.scored and self.object.scoring_dates(part)
        ]

    def _own(
        self, member: CommissionMember, entries: QuerySet[Entry], criteria: int
    ) -> dict[str, Any]:
        ordered = in_marking_order(member, entries, self.scored)
        states = states_of(member, ordered, criteria=criteria, part=self.scored)
        done = sum(state is Progress.COMPLETE for state in states.values())
        left = sum(state.is_awaited for state in states.values())
        page = page_of(ordered, self.request)
        shown = by_keys(entries.select_related("role", "finalist"), page.rows)
        rows = [self._row(entry, states[entry.pk]) for entry in shown]
        own = {"own": rows, "page": page, "done": done, "left": left, "marked": done + left}
        return {**own, "own_links": self._own_links()}

    def _own_links(self) -> list[tuple[str, str]]:
        """Other ways to mark a part: tried out first, without a line, on paper."""
        ways = (("practice", "Пробная заявка"), ("own-sheet", "Оценить в таблице или на бумаге"))
        return [(label, self.desk.url(way, self.object, self.scored)) for way, label in ways]

    def _row(self, entry: Entry, state: Progress) -> dict[str, Any]:
        finalist = None if self.scored == Part.VIDEO else entry.finalist
        return {
            "number": finalist.draw_number if finalist else None,
            "name": entry.full_name,
            "role": entry.role.title,
            "state": state_tag(TONES[state], PROGRESS[state]),
            "url": self.desk.url(address("score", self.scored), self.object, entry.pk),
        }

    def _overseen(self, entries: QuerySet[Entry], criteria: int) -> dict[str, Any]:
        contest = self.object
        participants = _participants(entries)
        recusals, members = list(_recusals(contest)), _members(contest, self.scored)
        marked = _marked(contest, self.scored, criteria)
        table = self.desk.url(address("table", self.scored), contest)
        decisions = contest.window_decisions.filter(part=self.scored)
        return {
            "progress": progress_of(members, {one.pk for one in participants}, recusals, marked),
            "table_url": table if is_closed(contest, self.scored) else "",
            "recusals": [self._recusal(row) for row in recusals],
            "suggested": _suggested(members, participants, recusals),
            "absences": [self._absence(row) for row in _absences(contest)],
            "decisions": list(decisions.select_related("recorded_by")),
        }

    def _recusal(self, row: Recusal) -> dict[str, Any]:
        actor = self.actor
        may_lift = row.is_in_force and actor.pk not in (row.recorded_by_id, row.member.user_id)
        url = self.desk.url("lift-recusal", self.object, row.pk) if may_lift else ""
        return {
            "row": row,
            "lift_url": url,
            "print_url": self.desk.url("recusal", self.object, row.pk),
        }

    def _absence(self, row: Absence) -> dict[str, Any]:
        may_end = row.is_in_force and holds(self.request, "work", self.object)
        url = self.desk.url("take-back-absence", self.object, row.pk) if may_end else ""
        return {"row": row, "end_url": url}


def _participants(entries: QuerySet[Entry]) -> list[Participant]:
    names = ("last_name", "first_name", "middle_name", "centre__name", "signed_by")
    return [Participant(*row) for row in entries.order_by().values_list("pk", *names)]


def _suggested(
    members: list[Any], participants: list[Participant], recusals: list[Recusal]
) -> list[str]:
    """The first pairs that may be a conflict of interest and of which nothing is recorded yet."""
    recorded = {(row.member_id, row.entry_id) for row in recusals}
    common: dict[tuple[str, str, str], list[tuple[Any, str]]] = {}
    pairs = []
    for one in participants:
        told = (one.last_name, one.employer, one.signed_by)
        if told not in common:
            common[told] = _in_common(members, one)
        name = " ".join(filter(None, one[1:4]))
        pairs += [
            (name, one.pk, f"{member.full_name} – {name}: {words}")
            for member, words in common[told]
            if (member.pk, one.pk) not in recorded
        ]
    return [text for *_, text in nsmallest(MOST_SUGGESTED, pairs, lambda pair: pair[:2])]


def _in_common(members: list[Any], one: Participant) -> list[tuple[Any, str]]:
    """With which members a participant has something in common, and what."""
    pairs = (
        (
            member,
            common_words(
                member, surname=one.last_name, employer=one.employer, signed_by=one.signed_by
            ),
        )
        for member in members
    )
    return [(member, words) for member, words in pairs if words]


def _members(contest: Contest, part: str) -> list[Any]:
    """The composition, each with whether they are excused."""
    absent = Absence.objects.in_force().filter(member=OuterRef("pk"), part=part)
    serving = contest.commission.serving().select_related("user", "replaces")
    return list(serving.annotate(is_absent=Exists(absent)))


def _recusals(contest: Contest) -> QuerySet[Recusal]:
    rows = Recusal.objects.filter(member__contest=contest)
    return rows.select_related("entry", "member", "recorded_by", "ended_by")


def _absences(contest: Contest) -> QuerySet[Absence]:
    rows = Absence.objects.filter(member__contest=contest)
    return rows.select_related("member", "recorded_by", "ended_by")


def _marked(contest: Contest, part: str, criteria: int) -> dict[int, set[int]]:
    """The entries that each member has marked in full; one query at any size."""
    sheets = ScoreSheet.objects.filter(member__contest=contest, part=part)
    counted = sheets.annotate(given=Count("marks")).filter(given__gte=max(criteria, 1))
    marked: dict[int, set[int]] = defaultdict(set)
    for member, entry in counted.order_by().values_list("member", "entry"):
        marked[member].add(entry)
    return marked


def progress_of(
    members: list[Any],
    entries: Collection[int],
    recusals: list[Recusal],
    marked: dict[int, set[int]],
) -> list[dict[str, Any]]:
    """How many entries each member has marked in full, of how many.

    Nothing else: neither which entries, nor what was given, follows from it.
    """
    recused: dict[int, set[int]] = defaultdict(set)
    for row in recusals:
        if row.is_in_force:
            recused[row.member_id].add(row.entry_id)
    everything = set(entries)
    rows = []
    for member in members:
        # Where a predecessor's marks stand there is nothing to mark.
        stand = (marked.get(one.pk, set()) - recused[one.pk] for one in predecessors(member))
        own = everything - recused[member.pk] - set().union(*stand)
        rows.append(_progress(member, own, marked.get(member.pk, set())))
    return rows


def _progress(member: Any, own: set[int], marked: set[int]) -> dict[str, Any]:
    done = len(own & marked)
    return {
        "member": member,
        "done": done,
        "of": done if member.is_absent else len(own),
        "is_absent": member.is_absent,
        "is_whole": member.is_absent or done == len(own),
    }
