"""What happens to a consent after it was given (X-5, invariant 7)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock, history
from core.errors import Refused
from core.lifecycle import APPLICANT, STAFF
from core.models import HistoryRecord
from forms_app import reading
from forms_app.engine import registry
from forms_app.engine.access import Access
from forms_app.engine.steps import ConsentStep
from forms_app.lifecycle import SUBMISSION, State
from forms_app.models import Consent, Submission

from .desk import withdraw
from .locking import APPLICANT_LABEL, lock_submission
from .proving import check_owner

if TYPE_CHECKING:
    from core.models import User


def _lock(consent: Consent) -> Consent:
    if consent.submission_id is not None:
        lock_submission(consent.submission_id)
    return (
        Consent.objects.select_for_update(of=("self",))
        .select_related("text", "submission")
        .get(pk=consent.pk)
    )


@transaction.atomic
def confirm_original(*, consent: Consent, actor: "User", at: dt.datetime | None = None) -> Consent:
    """Record that the signed original came in; health data need it on paper (152-ФЗ, art. 10)."""
    locked = _lock(consent)
    if locked.submission is None:
        raise Refused("Согласие ещё не отправлено.")
    if locked.text.purpose not in signed_purposes(locked.submission):
        raise Refused("Это согласие дано отметкой на сайте: подлинника на бумаге у него нет.")
    if locked.original_received_at is not None:
        return locked
    if at is not None and at > clock.now():
        raise Refused("Дата получения подлинника ещё не наступила.", field="at")
    locked.original_received_at = at or clock.now()
    locked.original_received_by = actor
    locked.save(update_fields=["original_received_at", "original_received_by"])
    history.log_change(
        locked.submission,
        actor=actor,
        action="original-received",
        details={"purpose": locked.text.purpose, "version": locked.text.version},
    )
    return locked


@transaction.atomic
def withdraw_consent(
    *,
    consent: Consent,
    actor: "User | None" = None,
    reason: str = "",
    at: dt.datetime | None = None,
    access: Access | None = None,
) -> Consent:
    """End a consent at the person's demand; it takes effect at once.

    Without the consent to processing nothing may go on: an active submission is withdrawn, and
    retention destroys the data within 30 days. ``reason`` says how the demand came to staff.
    Raises NotProved for whoever has only the submission's link (ADR 14).
    """
    locked = _lock(consent)
    if locked.withdrawn_at is not None:
        return locked
    if locked.submission is not None:
        check_owner(locked.submission, access)
    locked.withdrawn_at = at or clock.now()
    locked.save(update_fields=["withdrawn_at"])
    submission = locked.submission
    if submission is None:
        return locked
    history.log_change(
        submission,
        actor=actor,
        action="consent-withdrawn",
        why=reason.strip(),
        details={"purpose": locked.text.purpose, "version": locked.text.version},
        actor_label="" if actor else APPLICANT_LABEL,
    )
    who = STAFF if actor is not None else APPLICANT
    if locked.text.purpose not in needed_purposes(submission):
        return locked
    if "withdraw" in SUBMISSION.actions(source=submission.state, who=who):
        withdraw(submission=submission, actor=actor, reason="отзыв согласия")
    else:
        registry.get(submission.journey).on_change(submission, "consent-withdrawn", actor)
    return locked


def signed_purposes(submission: Submission) -> set[str]:
    """The consents that are signed on paper: their signed original has a place of its own."""
    ctx = reading.context_of(submission.current)
    return {slot.consent for slot in ctx.journey.upload_slots(ctx) if slot.consent}


def needed_purposes(submission: Submission) -> set[str]:
    """What the processing rests on: the journey cannot be sent without these consents."""
    steps = registry.get(submission.journey).steps
    return {step.purpose for step in steps if isinstance(step, ConsentStep)}


def withdrawn_at(submission: Submission) -> dt.datetime | None:
    """When the submission or a consent that it rests on was withdrawn; None while they hold.

    One that was taken back and given again before sending holds.
    """
    records = HistoryRecord.objects.about(submission).filter(to_state=State.WITHDRAWN)
    ends = [records.order_by("at").values_list("at", flat=True).first()]
    if submission.state != State.WITHDRAWN:
        ends = []
    rows = submission.consents.filter(text__purpose__in=needed_purposes(submission))
    ended: dict[str, list[dt.datetime | None]] = {}
    for purpose, at in rows.values_list("text__purpose", "withdrawn_at"):
        ended.setdefault(purpose, []).append(at)
    ends += [max(filter(None, ats)) for ats in ended.values() if all(ats)]
    return min(filter(None, ends), default=None)
