"""What happens to a consent after it was given (X-5, invariant 7)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock, history
from core.errors import Refused
from core.lifecycle import APPLICANT, STAFF
from forms_app.consents import KEEP_DRAFT
from forms_app.engine import registry
from forms_app.engine.steps import ConsentStep
from forms_app.lifecycle import SUBMISSION
from forms_app.models import Consent

from .desk import withdraw
from .locking import APPLICANT_LABEL, lock_submission

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
        raise Refused("Согласие ещё не отправлено вместе с обращением.")
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
    *, consent: Consent, actor: "User | None" = None, at: dt.datetime | None = None
) -> Consent:
    """End a consent at the person's demand; it takes effect at once.

    Without the consent to processing nothing may go on: an active submission is withdrawn, and
    retention destroys the data within 30 days.
    """
    locked = _lock(consent)
    if locked.withdrawn_at is not None:
        return locked
    locked.withdrawn_at = at or clock.now()
    locked.save(update_fields=["withdrawn_at"])
    submission = locked.submission
    if submission is None:
        return locked
    history.log_change(
        submission,
        actor=actor,
        action="consent-withdrawn",
        details={"purpose": locked.text.purpose, "version": locked.text.version},
        actor_label="" if actor else APPLICANT_LABEL,
    )
    who = STAFF if actor is not None else APPLICANT
    may_withdraw = "withdraw" in SUBMISSION.actions(source=submission.state, who=who)
    if locked.text.purpose != KEEP_DRAFT and may_withdraw and _is_needed(locked):
        withdraw(submission=submission, actor=actor, reason="отзыв согласия")
    return locked


def _is_needed(consent: Consent) -> bool:
    """Whether processing rests on this consent: the journey cannot be sent without it."""
    assert consent.submission is not None
    steps = registry.get(consent.submission.journey).steps
    purposes = {step.purpose for step in steps if isinstance(step, ConsentStep)}
    return consent.text.purpose in purposes
