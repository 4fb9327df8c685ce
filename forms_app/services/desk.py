"""What staff decide about a submission, and the applicant's withdrawal (X-3, X-4, C-K6)."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q

from core import clock, history, journals, outbox
from core.errors import Refused, TransitionRefused
from core.lifecycle import STAFF
from core.models import Letter
from core.repeats import refuse_repeat
from forms_app import notifications, numbers
from forms_app.engine import registry
from forms_app.engine.access import Access
from forms_app.lifecycle import SUBMISSION, State
from forms_app.models import Draft, Note, Submission

from .drafts import destroy_draft
from .locking import lock_submission, move
from .proving import check_owner

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def register(*, submission: Submission, actor: "User") -> Submission:
    """Give the next number of the journey's journal (gapless, even under parallel presses)."""
    locked = lock_submission(submission.pk)
    SUBMISSION.target("register", source=locked.state, who="staff")
    _take_number(locked, actor)
    assert locked.registration is not None
    move(locked, "register", actor=actor, details={"number": locked.registration.label})
    notifications.submission_letter(locked, "registered")
    return locked


@transaction.atomic
def accept(*, submission: Submission, actor: "User") -> Submission:
    """Accept a registered submission: the applicant is admitted.

    Raises Refused for one that came late or incomplete: it was entered to be refused formally.
    """
    locked = lock_submission(submission.pk)
    _refuse_unfit(locked)
    move(locked, "accept", actor=actor)
    notifications.submission_letter(locked, "accepted")
    return locked


@transaction.atomic
def register_and_accept(*, submission: Submission, actor: "User") -> Submission:
    """Register and accept in one go, each told and logged as if done alone; both or neither.

    Raises Refused for one that came late or incomplete.
    """
    register(submission=submission, actor=actor)
    return accept(submission=submission, actor=actor)


@transaction.atomic
def reject(*, submission: Submission, actor: "User", reason: str, clause: str = "") -> Submission:
    """Reject for a reason that, where the journey asks for it, cites a clause (C-K6).

    A returned submission can be rejected once its date has passed; it is registered by that.
    """
    locked = lock_submission(submission.pk)
    if not reason.strip():
        raise Refused("Укажите причину отклонения.", field="reason")
    label = registry.get(locked.journey).clause_label
    if label and not clause.strip():
        words = f"{label[:1].lower()}{label[1:]}"
        raise Refused(f"Укажите {words}, на котором основан отказ.", field="clause")
    if not may_be_rejected(locked):
        raise Refused("Срок исправления ещё не истёк: отклонить можно после него.")
    if locked.registration is None and locked.state == State.RETURNED:
        _take_number(locked, actor)
    why = f"пункт {clause.strip()}: {reason.strip()}" if clause.strip() else reason.strip()
    move(locked, "reject", actor=actor, why=why)
    _close_corrections(locked)
    notifications.submission_letter(
        locked, "rejected", reason=reason.strip(), clause=clause.strip()
    )
    return locked


@transaction.atomic
def withdraw(
    *,
    submission: Submission,
    actor: "User | None" = None,
    reason: str = "",
    access: Access | None = None,
) -> Submission:
    """Withdraw: by the applicant through the link, or by staff on the applicant's request.

    Raises NotProved for who has only the link: a withdrawal cannot be undone (ADR 14).
    """
    locked = lock_submission(submission.pk)
    check_owner(locked, access)
    move(locked, "withdraw", actor=actor, why=reason.strip())
    _close_corrections(locked)
    if actor is None:
        locked.calls.due().delete()
    notifications.submission_letter(locked, "withdrawn", by_applicant=actor is None)
    return locked


@transaction.atomic
def issue_access(*, submission: Submission, actor: "User") -> str:
    """Give the applicant a new way to the submission; every earlier link and code is void.

    With an address the new link is mailed and the result is empty; without one the result is the
    code to print beside the number, which is stored nowhere. Raises Refused for destroyed data.
    """
    locked = lock_submission(submission.pk)
    if locked.state == State.DESTROYED:
        raise Refused(f"Данные {registry.noun(locked.journey).gen} уничтожены: открывать нечего.")
    code = "" if locked.email else numbers.new_text()
    locked.code_hash = numbers.code_hash(locked.reference, code) if code else ""
    locked.link_serial += 1
    locked.save(update_fields=["code_hash", "link_serial"])
    # Sessions that an earlier link opened, or that sent the form, end with it.
    drafts = Draft.objects.filter(Q(submission=locked) | Q(corrects=locked))
    drafts.update(link_serial=F("link_serial") + 1)
    history.log_change(
        locked, actor=actor, action="issue-access", details={"serial": locked.link_serial}
    )
    notifications.submission_letter(locked, "link")
    return code


@transaction.atomic
def change_address(*, submission: Submission, email: str) -> Submission:
    """Let letters go to another mailbox: what lies in the former one opens nothing any more.

    What waits for the former one is not sent. Without an address the applicant is called.
    """
    locked = lock_submission(submission.pk)
    if locked.email == email:
        return locked
    outbox.cancel(Letter.objects.about(locked).filter(to__iexact=locked.email))
    locked.email = email
    locked.link_serial += 1
    locked.save(update_fields=["email", "link_serial"])
    drafts = Draft.objects.filter(Q(submission=locked) | Q(corrects=locked))
    drafts.update(email=email, link_serial=F("link_serial") + 1)
    history.log_change(locked, actor=None, action="change-address")
    if email and locked.state not in (State.REJECTED, State.WITHDRAWN):
        notifications.submission_letter(locked, "link")
    return locked


@transaction.atomic
def assign(*, submission: Submission, actor: "User", to: "User | None") -> Submission:
    """Make a member of staff responsible, or nobody."""
    locked = lock_submission(submission.pk)
    if locked.assigned_to_id == (to.pk if to else None):
        return locked
    locked.assigned_to = to
    locked.save(update_fields=["assigned_to"])
    history.log_change(
        locked, actor=actor, action="assign", details={"to": to.short_name if to else ""}
    )
    return locked


@transaction.atomic
def add_note(*, submission: Submission, actor: "User", text: str) -> Note:
    """Write an internal note, which the applicant never sees."""
    if not text.strip():
        raise Refused("Заметка пуста.", field="text")
    locked = lock_submission(submission.pk)
    values = {"submission": locked, "author": actor, "text": text.strip()}
    refuse_repeat(Note.objects.filter(**values), made_at="at")
    return Note.objects.create(**values)


def is_fit(submission: Submission) -> bool:
    """Whether it came in time and whole, so that it may be accepted."""
    try:
        _refuse_unfit(submission)
    except Refused:
        return False
    return True


def may_be_accepted_at_once(submission: Submission) -> bool:
    """Whether the table leads from its state through the journal to acceptance, and it is fit."""
    try:
        registered = SUBMISSION.target("register", source=submission.state, who=STAFF)
        SUBMISSION.target("accept", source=registered, who=STAFF)
    except TransitionRefused:
        return False
    return is_fit(submission)


def may_be_rejected(submission: Submission) -> bool:
    """Whether nobody is still given time to correct it."""
    due = submission.corrections_due_at
    return submission.state != State.RETURNED or (due is not None and clock.now() >= due)


def _refuse_unfit(locked: Submission) -> None:
    journey = registry.get(locked.journey)
    about, noun = journey.describe(locked.scope), journey.noun
    if about.deadline is not None and locked.received_at >= about.deadline:
        closed = clock.format_deadline(about.deadline, about.tz)
        raise Refused(
            f"{noun.capital.nom} поступил{noun:|а|о} после окончания приёма: {noun.plural} принимались"
            f" {closed}. {noun:Его|Её|Его} можно только отклонить.",
            clause=about.clause,
        )
    if locked.is_incomplete:
        raise Refused(
            "Комплект неполный: чего не хватает, сказано в ответах. До окончания приёма верните"
            f" {noun.acc}, чтобы {noun:его|её|его} дополнили; после него {noun:его|её|его} можно только"
            " отклонить.",
            clause=about.clause,
        )


def _take_number(locked: Submission, actor: "User") -> None:
    journal = registry.get(locked.journey).journal(locked)
    locked.registration = journals.take_number(journal=journal, actor=actor, at=clock.now())


def _close_corrections(locked: Submission) -> None:
    """A decided submission is corrected no more: its open correction is destroyed."""
    for draft in locked.correction_drafts.filter(state=Draft.State.OPEN):
        destroy_draft(draft=draft, at=clock.now())
