"""A signed decision on a member's absence excuses them from marking (C-14, C-K7)."""

from contest.commission.models import CommissionMember
from contest.meetings.models import Decision, Meeting
from contest.meetings.rules.questions import Kind
from contest.scoring.models import Absence
from contest.scoring.services import excuse
from contest.setup.models import Part
from core.models import User


def excuse_absent(meeting: Meeting, actor: User) -> list[Absence]:
    """Record what the meeting's adopted decisions on absence say; inside the confirmation.

    The member is excused from all entries of the part not yet marked, never from chosen ones. A part
    from which they are excused already stays as it is: by an earlier decision, or one on paper.
    """
    assert meeting.number is not None
    adopted = Decision.objects.adopted().filter(item__meeting=meeting, item__kind=Kind.ABSENCE)
    recorded = []
    for decision in adopted.select_related("member"):
        assert decision.member is not None
        for part in _parts(decision):
            if _is_excused(decision.member, part):
                continue
            absence = excuse(
                member=decision.member,
                number=meeting.number.label,
                decided_on=meeting.day,
                reason=f"Решение комиссии: протокол № {meeting.number.label}"
                f" от {meeting.day:%d.%m.%Y}.",
                actor=actor,
                part=part,
            )
            decision.absences.add(absence)
            recorded.append(absence)
    return recorded


def _parts(decision: Decision) -> list[str]:
    """What members mark, as far as the decision names it; where it names no part, everything."""
    named = [part.value for part in Part if part == decision.part]
    return named if decision.part else [part.value for part in Part]


def _is_excused(member: CommissionMember, part: str) -> bool:
    return Absence.objects.in_force().filter(member=member, part=part).exists()
