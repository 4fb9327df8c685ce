"""A meeting as it stands: who is in the room for each question and what its vote comes to (C-K7)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from contest.commission.models import CommissionMember
from contest.findings.models import Finding
from contest.meetings import words
from contest.meetings.models import AgendaItem, Attendance, Decision, Leave, Matter, Meeting, Vote
from contest.meetings.rules import votes
from contest.meetings.rules.questions import PICKING
from contest.meetings.rules.room import Room
from contest.scoring.models import Recusal
from contest.setup.models import Contest
from contest.setup.rules.choices import Majority, TiedVote

Seat = CommissionMember.Seat


def rule_of(contest: Contest) -> votes.Rule:
    """The contest's rules of majority and tied vote."""
    return votes.Rule(Majority(contest.majority), TiedVote(contest.tied_vote))


@dataclass(frozen=True)
class Sitting:
    """Everything that counts at a meeting, read at once.

    ``members`` is the composition of that day: the rows of attendance once it was taken, before
    that the composition as it is now.
    """

    members: tuple[CommissionMember, ...]
    room: Room
    rule: votes.Rule
    items: tuple[AgendaItem, ...]
    leaves: dict[int, list[Leave]]
    ballots: dict[int, dict[int, votes.Choice]]
    decisions: dict[int, Decision]
    matters: dict[int, list[Matter]]
    recused: dict[int, frozenset[int]]
    is_taken: bool

    def room_for(self, item: AgendaItem) -> Room:
        """The room without those who left it for this question."""
        return self.room.without(leave.member_id for leave in self.leaves.get(item.pk, ()))

    def voters(self, item: AgendaItem) -> list[CommissionMember]:
        """Who votes on this question, in the order of the composition."""
        present = self.room_for(item).present
        return [member for member in self.members if member.pk in present]

    def recused_in_room(self, item: AgendaItem) -> list[CommissionMember]:
        """Who is in the room in spite of a conflict of interest with somebody the question concerns."""
        recused = self.recused.get(item.pk, frozenset())
        return [member for member in self.voters(item) if member.pk in recused]

    def result(self, item: AgendaItem) -> votes.Result:
        """What the votes on this question come to now."""
        return votes.count(self.room_for(item), self.ballots.get(item.pk, {}), self.rule)

    def present(self) -> list[CommissionMember]:
        """Who came."""
        return [member for member in self.members if member.pk in self.room.present]

    def absent(self) -> list[CommissionMember]:
        """Who did not come."""
        return [member for member in self.members if member.pk not in self.room.present]

    def holder(self, seat: str) -> CommissionMember | None:
        """Who holds this seat."""
        return next((member for member in self.members if member.seat == seat), None)

    @property
    def presiding(self) -> CommissionMember | None:
        """Who leads the meeting."""
        return next((one for one in self.members if one.pk == self.room.presiding), None)


def sitting_of(meeting: Meeting) -> Sitting:
    """The meeting as its rows are now; the number of queries does not grow with them."""
    rows = list(Attendance.objects.filter(meeting=meeting).select_related("member__user"))
    composition = meeting.contest.commission.serving().select_related("user")
    members = tuple(row.member for row in rows) if rows else tuple(composition)
    seats = {member.seat: member.pk for member in members}
    room = Room(
        total=len(members),
        present=frozenset(row.member_id for row in rows if row.is_present),
        chair=seats.get(Seat.CHAIR),
        deputy=seats.get(Seat.DEPUTY),
    )
    of_meeting = {"item__meeting": meeting}
    questions = meeting.items.select_related("decision").prefetch_related("entries")
    items = {item.pk: item for item in questions}
    for item in items.values():
        item.meeting = meeting
    by_item: dict[int, list[Leave]] = defaultdict(list)
    for leave in Leave.objects.filter(**of_meeting).select_related("member"):
        leave.item = items[leave.item_id]
        by_item[leave.item_id].append(leave)
    decisions = Decision.objects.filter(**of_meeting).select_related("member")
    by_question = {row.item_id: row for row in decisions.prefetch_related("entries__entry__role")}
    for decision in by_question.values():
        decision.item = items[decision.item_id]
    ballots: dict[int, dict[int, votes.Choice]] = defaultdict(dict)
    for vote in Vote.objects.filter(**of_meeting):
        ballots[vote.item_id][vote.member_id] = votes.Choice(vote.choice)
    matters = _matters(meeting, items)
    sitting = Sitting(
        members=members,
        room=room,
        rule=rule_of(meeting.contest),
        items=tuple(items.values()),
        leaves=by_item,
        ballots=ballots,
        decisions=by_question,
        matters=matters,
        recused=_recused(items, matters, by_question),
        is_taken=bool(rows),
    )
    for item in sitting.items:
        item.recused_in_room = sitting.recused_in_room(item)
    return sitting


def _matters(meeting: Meeting, items: dict[int, AgendaItem]) -> dict[int, list[Matter]]:
    """What members found and propose, by question; one that counts no more is left out."""
    rows = Matter.objects.filter(item__meeting=meeting).select_related(
        "finding__member", "finding__entry__submission__registration", "finding__key"
    )
    counted = set(Finding.objects.counted().filter(matters__in=rows).values_list("pk", flat=True))
    by_item: dict[int, list[Matter]] = defaultdict(list)
    for row in rows:
        row.item = items[row.item_id]
        if row.item.meeting.is_closed or row.finding_id in counted:
            by_item[row.item_id].append(row)
    return by_item


def _recused(
    items: dict[int, AgendaItem],
    matters: dict[int, list[Matter]],
    decisions: dict[int, Decision],
) -> dict[int, frozenset[int]]:
    """The members with a conflict of interest with somebody whom the question concerns."""
    concerned = {pk: concerned_by(item, matters.get(pk, ())) for pk, item in items.items()}
    for pk, decision in decisions.items():
        if items[pk].kind in PICKING:
            concerned[pk] |= {row.entry_id for row in decision.entries.all()}
    everybody = set().union(*concerned.values())
    conflicts: dict[int, set[int]] = defaultdict(set)
    if everybody:
        rows = Recusal.objects.in_force().filter(entry__in=everybody)
        for entry, member in rows.values_list("entry", "member"):
            conflicts[entry].add(member)
    return {
        pk: frozenset().union(*(conflicts.get(entry, set()) for entry in entries))
        for pk, entries in concerned.items()
    }


def concerned_by(item: AgendaItem, matters: Iterable[Matter]) -> set[int]:
    """The participants whom a question concerns before anything is decided."""
    named = {entry.pk for entry in item.entries.all()}
    return named | {matter.finding.entry_id for matter in matters if matter.finding.entry_id}


def said(matter: Matter) -> str:
    """What page and protocol tell of it: of a closed meeting what its protocol repeats."""
    return str(matter.text) if matter.item.meeting.is_closed else words.matter(matter.finding)
