"""Findings and proposals of members reach the agenda and the protocol (C-K5)."""

from django.db import transaction
from django.db.models import QuerySet

from contest.findings.models import Finding
from contest.meetings import words
from contest.meetings.lifecycle import MeetingState
from contest.meetings.models import AgendaItem, Matter, Meeting
from core.errors import Refused
from core.models import User

from .guards import locked, locked_item, log, refuse_unless_planned, require_secretary
from .planning import add_item

NO_MEETING = (
    "Нет заседания, повестка которого ещё не утверждена: сначала назначьте его в разделе «Заседания"
    " комиссии»."
)
IN_PROTOCOL = (
    "Это внесено в протокол закрытого заседания и уже не меняется. Если протокол ещё не подписан,"
    " секретарь может открыть заседание снова."
)


@transaction.atomic
def take_up(*, finding: Finding, actor: User, meeting: Meeting | None = None) -> AgendaItem:
    """Put a finding or a proposal on the agenda of ``meeting``, by default of the nearest planned one.

    A question about the same document takes it in; otherwise it becomes a question of its own, whose
    wording names no participant: the agenda goes out by letter.
    """
    require_secretary(actor, finding.contest)
    row = locked(meeting or _nearest(finding))
    refuse_unless_planned(row)
    stored = Finding.objects.counted().filter(pk=finding.pk, contest=row.contest)
    counted = stored.select_related("member", "entry__submission__registration", "contest").first()
    if counted is None:
        raise Refused("Это снято автором либо не учитывается: записан конфликт интересов.")
    if Matter.objects.filter(finding=counted, item__meeting=row).exists():
        raise Refused("Это уже в повестке этого заседания.")
    item = _question_of(row, counted) or add_item(
        meeting=row, kind=AgendaItem.Kind.OTHER, subject=words.matter_subject(counted), actor=actor
    )
    Matter.objects.create(item=item, finding=counted)
    log(row, actor, "take-up", details={"item": item.ordinal})
    return item


def _nearest(finding: Finding) -> Meeting:
    planned = Meeting.objects.filter(contest=finding.contest, state=MeetingState.PLANNED)
    meeting = planned.order_by("starts_at", "pk").first()
    if meeting is None:
        raise Refused(NO_MEETING)
    return meeting


def _question_of(meeting: Meeting, finding: Finding) -> AgendaItem | None:
    """The question that carries another member's finding on the same document."""
    if finding.is_proposal:
        return None
    return meeting.items.filter(matters__finding__file=finding.file_id).first()


def open_findings(meeting: Meeting) -> QuerySet[Finding]:
    """What members found and propose and no agenda of the contest carries yet."""
    rows = Finding.objects.counted().filter(contest=meeting.contest, matters=None)
    return rows.select_related("member", "entry__submission__registration", "key")


@transaction.atomic
def put_aside(*, matter: Matter, actor: User) -> None:
    """Take a finding or a proposal out of a question, while the agenda may change."""
    row = locked_item(matter.item)
    require_secretary(actor, row.meeting.contest)
    refuse_unless_planned(row.meeting)
    if not row.matters.filter(pk=matter.pk).delete()[0]:
        raise Refused("Этого в вопросе больше нет. Обновите страницу.")
    log(row.meeting, actor, "put-aside", details={"item": row.ordinal})


def freeze(meeting: Meeting) -> None:
    """Keep what the protocol says of them under the meeting's key; inside the closing."""
    rows = Matter.objects.filter(item__meeting=meeting).select_related(
        "item__meeting__key", "finding__member", "finding__entry__submission__registration"
    )
    counted = set(Finding.objects.counted().filter(matters__in=rows).values_list("pk", flat=True))
    for matter in rows.select_related("finding__key"):
        matter.text = words.matter(matter.finding) if matter.finding_id in counted else ""
        matter.save(update_fields=["text"])


def held_because(finding: Finding) -> str:
    """Why a finding stays as it is: a numbered protocol repeats it."""
    return IN_PROTOCOL if Matter.objects.in_protocols().filter(finding=finding).exists() else ""
