"""A decision is a row with what it decided, taken by the votes of that question (C-K7)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.finalists.models import Finalist
from contest.meetings.models import AgendaItem, Decision, DecisionEntry
from contest.meetings.rules.questions import (
    OF_ENTRIES,
    OF_STAGE_TWO,
    PICKING,
    TIES,
    Fault,
    Kind,
    Named,
    fault,
)
from contest.meetings.rules.votes import DECIDED, Outcome, Result
from contest.meetings.sitting import Sitting, sitting_of
from contest.scoring.models import Recusal
from contest.setup.models import Contest
from core import clock
from core.errors import Refused
from core.models import User
from forms_app.lifecycle import State

from .guards import (
    locked_item,
    log,
    refuse_unless_running,
    require_secretary,
    require_text,
)
from .holding import refuse_recused

# Why nothing can be decided, where the votes are not the reason.
OPEN_WORDS = {
    Outcome.NO_QUORUM: "Нет кворума по этому вопросу: решение не принимается (пункт 7 положения о"
    " комиссии).",
    Outcome.NOBODY_PRESIDES: "По этому вопросу нет ни председателя, ни заместителя: вести заседание"
    " некому (пункт 4 положения о комиссии).",
    Outcome.UNFINISHED: "Проголосовали не все, кто в зале.",
}
# The field of the form, and what is wrong in it.
FAULT_WORDS = {
    Fault.NOBODY: ("chosen", "Выберите, о ком решение."),
    Fault.TWICE: ("chosen", "Один участник выбран дважды."),
    Fault.TOO_MANY: ("chosen", "Мест меньше, чем выбрано участников."),
    Fault.NOT_ONE: ("chosen", "На федеральный этап идёт один участник."),
    Fault.TOO_FEW_TIED: ("among", "Отметьте всех, у кого равные баллы: их не меньше двух."),
    Fault.NOT_AMONG: ("chosen", "Выбирают только из тех, у кого равные баллы."),
    Fault.ALL_CHOSEN: (
        "chosen",
        (
            "Выбраны все. Если решено допустить всех, отметьте это: оно записывается как отступление"
            " от пункта 15."
        ),
    ),
    Fault.CHOSEN_AND_ALL: ("admits_all", "Либо выбраны некоторые, либо допущены все."),
    Fault.ALL_AT_PRIZE: ("admits_all", "На призовых местах допустить всех нельзя."),
    Fault.NO_MEMBER: ("member", "Выберите члена комиссии."),
}


@dataclass(frozen=True)
class Proposal:
    """What is put to the vote: ``chosen`` in the order of the places."""

    wording: str
    chosen: Sequence[Entry] = ()
    among: Sequence[Entry] = ()
    admits_all: bool = False
    member: CommissionMember | None = None
    part: str = ""

    def of(self, kind: Kind) -> "Proposal":
        """Without what a decision of this kind does not name."""
        return Proposal(
            wording=self.wording,
            chosen=self.chosen if kind in OF_ENTRIES else (),
            among=self.among if kind in TIES else (),
            admits_all=self.admits_all and kind in TIES,
            member=self.member if kind == Kind.ABSENCE else None,
            part=self.part if kind == Kind.ABSENCE else "",
        )


def eligible(contest: Contest, kind: Kind) -> list[Entry]:
    """Of whom a decision of this kind can be, in alphabetical order.

    The admitted participants; that somebody did not appear, only of those of stage II; places and
    the federal stage, only of those who came to it.
    """
    rows = Entry.objects.filter(contest=contest, submission__state=State.ACCEPTED)
    if kind in OF_STAGE_TWO:
        rows = rows.filter(finalist__in=Finalist.objects.appeared())
    if kind == Kind.NO_SHOW:
        rows = rows.filter(finalist__in=Finalist.objects.expected())
    related = rows.select_related("role", "centre", "submission")
    return list(related.order_by("submission__sort_key", "pk"))


@transaction.atomic
def decide(*, item: AgendaItem, proposal: Proposal, actor: User) -> Decision:
    """Record what was put to the vote; whether it is adopted, the votes say.

    Refused without a quorum or a presiding member, and while somebody in the room has not voted.
    """
    row = locked_item(item)
    require_secretary(actor, row.meeting.contest)
    refuse_unless_running(row.meeting)
    if Decision.objects.filter(item=row).exists():
        raise Refused("По этому вопросу решение уже записано.")
    sitting = sitting_of(row.meeting)
    result = sitting.result(row)
    _refuse_open(result)
    kind = Kind(row.kind)
    proposal = proposal.of(kind)
    _refuse_faulty(row, kind, proposal)
    _refuse_recused_votes(sitting, row, kind, proposal)
    decision = Decision.objects.create(
        item=row,
        outcome=result.outcome,
        wording=require_text(proposal.wording, "Напишите решение.", "wording"),
        admits_all=proposal.admits_all,
        member=proposal.member,
        part=proposal.part,
        recorded_at=clock.now(),
        recorded_by=actor,
    )
    places = {entry.pk: place for place, entry in enumerate(proposal.chosen, start=1)}
    named = {entry.pk: entry for entry in (*proposal.chosen, *proposal.among)}
    for pk, entry in named.items():
        DecisionEntry.objects.create(decision=decision, entry=entry, place=places.get(pk))
    log(row.meeting, actor, "decide", details={"item": row.ordinal, "outcome": decision.outcome})
    return decision


@transaction.atomic
def undecide(*, decision: Decision, why: str, actor: User) -> None:
    """Take a decision back while the meeting runs: it was recorded wrongly, or is voted on again."""
    row = locked_item(decision.item)
    require_secretary(actor, row.meeting.contest)
    refuse_unless_running(row.meeting)
    stored = Decision.objects.filter(pk=decision.pk, item=row).first()
    if stored is None:
        raise Refused("Этого решения больше нет. Обновите страницу.")
    why = require_text(why, "Напишите, почему решение отменяется.", "why")
    stored.delete()
    log(row.meeting, actor, "undecide", why=why, details={"item": row.ordinal})


def _refuse_open(result: Result) -> None:
    if result.outcome not in DECIDED:
        raise Refused(OPEN_WORDS[result.outcome])


def _refuse_faulty(row: AgendaItem, kind: Kind, proposal: Proposal) -> None:
    contest = row.meeting.contest
    named = Named(
        chosen=[entry.pk for entry in proposal.chosen],
        among=[entry.pk for entry in proposal.among],
        admits_all=proposal.admits_all,
        member=proposal.member.pk if proposal.member else None,
    )
    places = contest.max_winners + contest.max_prize_winners
    if wrong := fault(kind, named, places=places):
        field, words = FAULT_WORDS[wrong]
        raise Refused(words, field=field)
    allowed = {entry.pk for entry in eligible(contest, kind)} if kind in OF_ENTRIES else set()
    if not allowed.issuperset((*named.chosen, *named.among)):
        field = "chosen" if allowed.issuperset(named.among) else "among"
        raise Refused(f"Решение – {_about(kind)}.", field=field)
    if proposal.member is not None and proposal.member.contest_id != contest.pk:
        raise Refused("Этого человека нет в составе комиссии.", field="member")
    if kind == Kind.NOMINEE:
        _refuse_unplaced(contest, named.chosen[0])


def _about(kind: Kind) -> str:
    """Of whom a decision of this kind is."""
    if kind in OF_STAGE_TWO:
        return "об участниках этого конкурса, которые отмечены явившимися на II этап"
    whom = "участниках II этапа" if kind == Kind.NO_SHOW else "допущенных участниках"
    return f"о {whom} этого конкурса"


def _refuse_recused_votes(
    sitting: Sitting, row: AgendaItem, kind: Kind, proposal: Proposal
) -> None:
    """A member with a conflict of interest votes on nobody whom the decision picks (C-14)."""
    refuse_recused(sitting.recused_in_room(row))
    if kind not in PICKING:
        return
    voters = {member.pk: member for member in sitting.voters(row)}
    conflicts = Recusal.objects.in_force().filter(
        member__in=voters, entry__in=[*proposal.chosen, *proposal.among]
    )
    first = conflicts.select_related("entry").first()
    if first is not None:
        raise Refused(
            f"Голос не может быть учтён: {voters[first.member_id].full_name}. Записан конфликт"
            f" интересов с участником: {first.entry.full_name}. Отметьте «Кто выходит» и запишите"
            " голоса без него.",
            field="among" if kind in TIES else "chosen",
        )


def _refuse_unplaced(contest: Contest, nominee: int) -> None:
    """C-18: one of those who have a place goes on, as far as the results are decided."""
    results = Decision.objects.adopted().filter(
        item__meeting__contest=contest, item__kind=Kind.RESULTS
    )
    placed = set(DecisionEntry.objects.filter(decision__in=results).values_list("entry", flat=True))
    if placed and nominee not in placed:
        raise Refused(
            "На федеральный этап идёт победитель или призёр: этого участника в решении об итогах"
            " нет.",
            field="chosen",
        )
