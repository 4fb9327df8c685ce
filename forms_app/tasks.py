"""Regular work of the forms: reminders, expiry, retention; each can run any number of times."""

import datetime as dt

from django.db import transaction

from core import clock
from core.tick import every
from forms_app import notifications
from forms_app.engine import registry
from forms_app.engine.context import JourneyContext
from forms_app.lifecycle import State
from forms_app.models import Consent, Draft, Submission
from forms_app.services import destroy_draft, destroy_submission
from forms_app.services.locking import lock_draft
from forms_app.services.retention import EVIDENCE_YEARS, destroy_evidence, write_act

REMIND_DAYS = (3, 1)
# A withdrawn consent or submission: the data go within 30 days (152-ФЗ, art. 21).
AFTER_WITHDRAWAL = dt.timedelta(days=29)


@every(minutes=15, name="forms: reminders")
def remind(now: dt.datetime) -> int:
    """Remind of unsent drafts 3 days and 1 day before the deadline, once each (X-3)."""
    sent = 0
    open_drafts = Draft.objects.filter(state=Draft.State.OPEN, entered_by=None, corrects=None)
    pairs = open_drafts.exclude(email="").values_list("journey", "scope").distinct().order_by()
    for code, scope in pairs:
        days = _reminder_due(code, scope, now)
        if days is None:
            continue
        waiting = open_drafts.filter(journey=code, scope=scope).exclude(email="")
        for pk in list(waiting.values_list("pk", flat=True)):
            sent += _remind_one(pk, days, now)
    return sent


def _reminder_due(code: str, scope: str, now: dt.datetime) -> int | None:
    """Which reminder the deadline calls for now: 3, 1 or none."""
    try:
        deadline = registry.get(code).describe(scope).deadline
    except LookupError:  # the domain is switched off in this installation
        return None
    if deadline is None or now >= deadline:
        return None
    return min((d for d in REMIND_DAYS if deadline - now <= dt.timedelta(days=d)), default=None)


@transaction.atomic
def _remind_one(pk: object, days: int, now: dt.datetime) -> int:
    draft = lock_draft(pk)  # type: ignore[arg-type]
    if draft.state != Draft.State.OPEN or days in draft.reminded:
        return 0
    journey = registry.get(draft.journey)
    ctx = JourneyContext(journey=journey, scope=draft.scope, draft=draft, at=now)
    deadline = ctx.about.deadline
    assert deadline is not None
    # The nearer reminder makes the farther one needless; who has just begun needs none.
    draft.reminded = sorted({*draft.reminded, *(d for d in REMIND_DAYS if d >= days)})
    draft.save(update_fields=["reminded"])
    if draft.created_at > deadline - dt.timedelta(days=days):
        return 0
    notifications.draft_letter("draft-reminder", ctx)
    return 1


@every(minutes=60, name="forms: expired drafts")
def expire_drafts(now: dt.datetime) -> int:
    """Destroy the drafts whose time of keeping has run out, each with its act."""
    expired = Draft.objects.filter(state=Draft.State.OPEN, expires_at__lte=now)
    keys = list(expired.values_list("pk", flat=True))
    for pk in keys:
        _expire_one(pk, now)
    return len(keys)


@transaction.atomic
def _expire_one(pk: object, now: dt.datetime) -> None:
    draft = lock_draft(pk)  # type: ignore[arg-type]
    if draft.state != Draft.State.OPEN or draft.expires_at > now:
        return
    first = draft.consents.select_related("text__operator").first()
    destroy_draft(draft=draft, at=now)
    if first is not None:
        write_act(
            operator=first.text.operator,
            subject=f"черновик № {draft.number}",
            data_list="Введённые в черновик данные, приложенные файлы, адрес электронной почты.",
            reason="истёк срок хранения черновика",
            at=now,
        )


@every(minutes=60, name="forms: retention")
def destroy_due(now: dt.datetime) -> int:
    """Destroy decided submissions whose retention period has run out (X-5)."""
    done = 0
    decided = Submission.objects.filter(
        state__in=[State.ACCEPTED, State.REJECTED, State.WITHDRAWN]
    ).select_related("key", "registration")
    for submission in decided.iterator(chunk_size=200):
        due = _keep_until(submission)
        if due is not None and due <= now:
            destroy_submission(
                submission=submission, actor=None, reason="истёк срок хранения", at=now
            )
            done += 1
    return done


def _keep_until(submission: Submission) -> dt.datetime | None:
    try:
        by_journey = registry.get(submission.journey).keep_until(submission)
    except LookupError:  # the domain is switched off in this installation
        return None
    withdrawn = (
        submission.consents.exclude(withdrawn_at=None)
        .values_list("withdrawn_at", flat=True)
        .order_by("withdrawn_at")
        .first()
    )
    if withdrawn is None or submission.state != State.WITHDRAWN:
        return by_journey
    return min(filter(None, [by_journey, withdrawn + AFTER_WITHDRAWAL]))


@every(minutes=24 * 60, name="forms: evidence of consents")
def destroy_old_evidence(now: dt.datetime) -> int:
    """Destroy consents 3 years after the data they allowed (C-A5)."""
    local = clock.in_zone(now, "UTC")
    before = local.replace(year=local.year - EVIDENCE_YEARS, day=min(local.day, 28))
    old = Consent.objects.filter(submission__destroyed_at__lte=before, destroyed_at=None)
    found = list(old)
    for consent in found:
        destroy_evidence(consent=consent, at=now)
    return len(found)
