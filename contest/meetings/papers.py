"""Printed papers of a meeting: its protocol and the sheet that members sign when they come."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from contest.commission.models import CommissionMember
from contest.meetings import words
from contest.meetings.models import AgendaItem, Leave, Meeting
from contest.meetings.sitting import Seat, Sitting, said
from core import clock, paper

# Of the digest so much is printed.
_SHOWN = 16
_FOLDER = "contest/meetings/papers"


@dataclass(frozen=True)
class Question:
    """A question as the protocol tells it."""

    item: AgendaItem
    matters: list[str]
    gone: list[str]
    quorum: str
    votes: str
    by_name: list[tuple[str, str]]
    outcome: str
    wording: str
    lines: list[str]


def protocol(meeting: Meeting, sitting: Sitting) -> paper.Paper:
    """The protocol in the order of ГОСТ Р 7.0.97; without a number while the meeting is not closed."""
    contest = meeting.contest
    context = {
        "meeting": meeting,
        "contest": contest,
        "number": meeting.number.label if meeting.number else "",
        "day": clock.format_date(meeting.day),
        "presiding": sitting.presiding,
        "secretary": sitting.holder(Seat.SECRETARY),
        "present": sitting.present(),
        "absent": sitting.absent(),
        "quorum": words.quorum(sitting.room),
        "rules": words.rules(sitting.rule),
        "questions": [_question(item, sitting, meeting) for item in sitting.items],
        "signatures": _signatures(sitting),
        "checksum": protocol_digest(meeting, sitting)[:_SHOWN],
    }
    title = f"Протокол заседания комиссии от {meeting.day:%d.%m.%Y}"
    return paper.render(f"{_FOLDER}/protocol.html", context, title=title, made_at=meeting.starts_at)


def attendance_list(meeting: Meeting, sitting: Sitting) -> paper.Paper:
    """The sheet on which members sign when they come."""
    context = {
        "meeting": meeting,
        "contest": meeting.contest,
        "members": sitting.members,
        "needed": sitting.room.needed if sitting.room.total else 0,
    }
    title = f"Лист регистрации на заседании комиссии {meeting.day:%d.%m.%Y}"
    return paper.render(
        f"{_FOLDER}/attendance.html", context, title=title, made_at=meeting.starts_at
    )


def protocol_digest(meeting: Meeting, sitting: Sitting) -> str:
    """SHA-256 of the facts that the protocol tells: another fact, another digest."""
    facts = {
        "contest": meeting.contest_id,
        "number": meeting.number.label if meeting.number else "",
        "when": meeting.starts_at.isoformat(),
        "place": meeting.place,
        "rule": [sitting.rule.majority, sitting.rule.tied_vote],
        "present": sorted(sitting.room.present),
        "members": [[one.pk, one.full_name, one.seat] for one in sitting.members],
        "items": [_item_facts(item, sitting) for item in sitting.items],
    }
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _item_facts(item: AgendaItem, sitting: Sitting) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "item": [item.ordinal, item.kind, item.subject, item.speaker],
        "gone": sorted([one.member_id, one.cause] for one in sitting.leaves.get(item.pk, ())),
        "votes": sorted(sitting.ballots.get(item.pk, {}).items()),
    }
    if matters := _said(item, sitting):
        facts["matters"] = matters
    if decision := sitting.decisions.get(item.pk):
        named = [[row.entry_id, row.place] for row in decision.entries.all()]
        facts["decision"] = [decision.outcome, decision.wording, decision.admits_all, named]
        facts["member"] = [decision.member_id, decision.part]
    return facts


def _question(item: AgendaItem, sitting: Sitting, meeting: Meeting) -> Question:
    ballots = sitting.ballots.get(item.pk, {})
    decision = sitting.decisions.get(item.pk)
    result = sitting.result(item)
    labels = dict(item.votes.model.Choice.choices)
    return Question(
        item=item,
        matters=_said(item, sitting),
        gone=[
            _gone(leave)
            for leave in sitting.leaves.get(item.pk, ())
            if leave.member_id in sitting.room.present
        ],
        quorum=words.quorum(sitting.room_for(item)),
        votes=words.tally(result) if ballots else "",
        by_name=[
            (member.full_name, str(labels[ballots[member.pk]]))
            for member in sitting.voters(item)
            if member.pk in ballots
        ],
        outcome=words.OUTCOMES[decision.outcome] if decision else "",
        wording=str(decision.wording) if decision else "",
        lines=words.decided(decision, meeting.contest) if decision else [],
    )


def _said(item: AgendaItem, sitting: Sitting) -> list[str]:
    """Findings and proposals that the question carries: who found or proposed what (clause 5)."""
    return list(filter(None, map(said, sitting.matters.get(item.pk, ()))))


def _gone(leave: Leave) -> str:
    return f"{leave.member.full_name}: {leave.get_cause_display().lower()}"


def _signatures(sitting: Sitting) -> list[tuple[str, str]]:
    """Who signs (clause 8): the chair or, in their absence, the deputy; the secretary."""
    people = (sitting.presiding, sitting.holder(Seat.SECRETARY))
    return [(_seat(one), words.initials(one)) for one in people if one is not None]


def _seat(member: CommissionMember) -> str:
    return str(member.get_seat_display()).capitalize()
