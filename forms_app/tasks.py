"""Regular work of the forms: reminders, expiry, retention; each can run any number of times."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from core import clock
from core.models import Letter
from core.tick import every
from forms_app import notifications
from forms_app.engine import registry
from forms_app.engine.context import JourneyContext
from forms_app.lifecycle import State
from forms_app.models import Consent, Draft, Submission
from forms_app.services import destroy_submission, discard_draft
from forms_app.services.consents import withdrawn_at
from forms_app.services.locking import lock_draft
from forms_app.services.retention import EVIDENCE_YEARS, destroy_evidence

REMIND_DAYS = (3, 1)
EXPIRY_WARNING = dt.timedelta(days=3)
EXPIRING = "draft-expiring"
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


@every(minutes=60, name="forms: drafts about to expire")
def warn_of_expiry(now: dt.datetime) -> int:
    """Write to who has left a draft alone, 3 days before it is destroyed; once until they return."""
    ending = Draft.objects.filter(
        state=Draft.State.OPEN,
        entered_by=None,
        expires_at__gt=now,
        expires_at__lte=now + EXPIRY_WARNING,
        updated_at__lte=F("expires_at") - EXPIRY_WARNING,
    ).exclude(email="")
    return sum(_warn_one(pk, now) for pk in list(ending.values_list("pk", flat=True)))


@transaction.atomic
def _warn_one(pk: object, now: dt.datetime) -> int:
    draft = lock_draft(pk)  # type: ignore[arg-type]
    if draft.state != Draft.State.OPEN or not now < draft.expires_at <= now + EXPIRY_WARNING:
        return 0
    told = Letter.objects.about(draft).filter(code=EXPIRING, created_at__gte=draft.updated_at)
    try:
        journey = registry.get(draft.journey)
    except LookupError:  # the domain is switched off in this installation
        return 0
    ctx = JourneyContext(journey=journey, scope=draft.scope, draft=draft, at=now)
    due = draft.corrects.corrections_due_at if draft.corrects else ctx.about.deadline
    # What can no longer be sent is not worth a letter.
    if told.exists() or (due is not None and now >= due):
        return 0
    notifications.draft_letter(EXPIRING, ctx)
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
    discard_draft(draft=draft, reason="истёк срок хранения черновика", demanded=False, at=now)


@every(minutes=60, name="forms: retention")
def destroy_due(now: dt.datetime) -> int:
    """Destroy submissions whose retention period has run out, decided or not (X-5)."""
    done = 0
    kept = Submission.objects.exclude(state=State.DESTROYED).select_related("key", "registration")
    for submission in kept.iterator(chunk_size=200):
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
    withdrawn = withdrawn_at(submission)
    if withdrawn is None:
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
