"""A version is offered to the person, approved or sent back, and set aside in the end."""

from django.db import transaction

from core import clock
from core.errors import Refused
from core.history import SYSTEM_LABEL
from core.lifecycle import APPLICANT, STAFF, SYSTEM
from core.models import User
from placement.common.guards import require
from placement.consents import ASSISTANCE
from placement.graduates.models import Graduate
from placement.graduates.rights import PERSON, WORK
from placement.grants import gate
from placement.grants.rules.capacity import Signer
from placement.resumes import letters
from placement.resumes.lifecycle import RESUME, ResumeState
from placement.resumes.models import Resume

from .guards import forget_agreement, locked, log, refuse_changed


@transaction.atomic
def offer(*, resume: Resume, actor: User) -> Resume:
    """Show the draft to whoever has to agree, and write to them: they approve or say what is wrong."""
    require(actor, WORK)
    row = locked(resume)
    gate.require(row.graduate, ASSISTANCE)
    row.offered_at = clock.now()
    row = _move(row, "offer", actor, STAFF)
    letters.enqueue(row)
    return row


@transaction.atomic
def approve(
    *,
    resume: Resume,
    actor: User | None,
    how: str = "",
    revision: str = "",
    by: str = PERSON,
) -> Resume:
    """The version may go out under the consent to transfer. It never changes again.

    Staff have the person's signature on paper and say ``how`` it came; the person approves what
    the page with this ``revision`` has shown. ``by`` names who sat there: a representative too.
    From 14 to 17 both have to agree; until then the version stays on offer.
    """
    require(actor, WORK)
    row = locked(resume)
    if actor is not None and not how.strip():
        raise Refused("Напишите, на чём человек расписался и когда.", field="how")
    gate.require(row.graduate, ASSISTANCE)
    wanted = letters.deciders(row.graduate)
    if actor is None and wanted:
        _refuse_other(by, wanted)
    refuse_changed(row, revision)
    if actor is None and not _agree(row, by, wanted):
        return row
    row.approved_at = clock.now()
    who = APPLICANT if actor is None else STAFF
    return _move(row, "approve", actor, who, why=how.strip(), label=by)


def _agree(row: Resume, by: str, wanted: frozenset[Signer]) -> bool:
    """Note the word of one who decides; say whether all have agreed now."""
    RESUME.target("approve", source=row.state, who=APPLICANT)
    mine = "person_agreed_at" if by == PERSON else "representative_agreed_at"
    setattr(row, mine, getattr(row, mine) or clock.now())
    row.save(update_fields=[mine])
    times = {
        Signer.PERSON: row.person_agreed_at,
        Signer.REPRESENTATIVE: row.representative_agreed_at,
    }
    if all(times[signer] for signer in wanted):
        return True
    log(row, None, "agree", row.state, label=by)
    return False


def _refuse_other(by: str, wanted: frozenset[Signer]) -> None:
    """Refuse the word of whoever does not decide on this day."""
    signer = Signer.PERSON if by == PERSON else Signer.REPRESENTATIVE
    if signer not in wanted:
        raise Refused(
            "Решает законный представитель: по своей ссылке."
            if by == PERSON
            else "Человек решает сам, по своей ссылке."
        )


@transaction.atomic
def send_back(*, resume: Resume, why: str, actor: User | None, by: str = PERSON) -> Resume:
    """Something in it is wrong: it is a draft again, and the words say what to correct."""
    require(actor, WORK)
    if not why.strip():
        raise Refused("Напишите, что нужно исправить.", field="why")
    who = APPLICANT if actor is None else STAFF
    row = locked(resume)
    forget_agreement(row)
    return _move(row, "send-back", actor, who, why=why.strip(), label=by)


@transaction.atomic
def retire(*, resume: Resume, actor: User) -> Resume:
    """The version is used no more; where it went already stays known."""
    require(actor, WORK)
    return _move(locked(resume), "retire", actor, STAFF)


@transaction.atomic
def retire_all(*, graduate: Graduate, why: str) -> int:
    """Set all versions of a person aside: nothing of them is used any more. Return how many."""
    rows = graduate.resumes.exclude(state=ResumeState.RETIRED).select_for_update(of=("self",))
    for row in rows:
        _move(row, "retire", None, SYSTEM, why=why, label=SYSTEM_LABEL)
    return len(rows)


def _move(
    row: Resume, action: str, actor: User | None, who: str, *, why: str = "", label: str = PERSON
) -> Resume:
    source = row.state
    row.state = RESUME.target(action, source=source, who=who)
    row.save(update_fields=["state", "offered_at", "approved_at"])
    letters.cancel(row)
    log(row, actor, action, source, why=why, label=label)
    return row
