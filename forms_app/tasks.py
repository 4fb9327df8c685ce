"""Regular work of the forms: reminders, expiry, retention; each can run any number of times."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from core import clock
from core.models import Letter
from core.tick import Pieces, every
from forms_app import notifications
from forms_app.engine import registry
from forms_app.engine.journey import BoundContext
from forms_app.lifecycle import PlanState, State
from forms_app.models import Consent, Draft, Ground, PlannedDestruction, Submission
from forms_app.services import destroy_submission, discard_draft
from forms_app.services.consents import withdrawn_at
from forms_app.services.contacts import digest_filed
from forms_app.services.early_destruction import carry_out
from forms_app.services.locking import lock_draft, lock_submission
from forms_app.services.planned_end import LEAD, Ending, announce, announced_for
from forms_app.services.retention import EVIDENCE_YEARS, destroy_evidence

REMIND_DAYS = (3, 1)
EXPIRY_WARNING = dt.timedelta(days=3)
EXPIRING = "draft-expiring"
# A withdrawn consent or submission: the data go within 30 days (152-ФЗ, art. 21).
AFTER_WITHDRAWAL = dt.timedelta(days=29)
REASONS = {
    Ground.TERM: "истёк срок хранения",
    Ground.WITHDRAWN: "отзыв заявителем или отзыв согласия, истёк срок хранения по закону",
}


@every(minutes=15, name="forms: reminders")
def remind(now: dt.datetime) -> int:
    """Remind of unsent drafts 3 days and 1 day before the deadline, once each (X-3)."""
    sent, pieces = 0, Pieces()
    open_drafts = Draft.objects.filter(state=Draft.State.OPEN, entered_by=None, corrects=None)
    pairs = open_drafts.exclude(email="").values_list("journey", "scope").distinct().order_by()
    for code, scope in pairs:
        days = _reminder_due(code, scope, now)
        if days is None:
            continue
        waiting = open_drafts.filter(journey=code, scope=scope).exclude(email="")
        sent += pieces.count(_keys(waiting), partial(_remind_one, days=days, now=now))
    pieces.finish()
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
def _remind_one(pk: UUID, *, days: int, now: dt.datetime) -> int:
    draft = lock_draft(pk)
    if draft.state != Draft.State.OPEN or days in draft.reminded:
        return 0
    journey = registry.get(draft.journey)
    ctx = BoundContext(journey=journey, scope=draft.scope, draft=draft, at=now)
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
    """Write to whoever has left a draft alone, 3 days before it is destroyed; once until they return."""
    ending = Draft.objects.filter(
        state=Draft.State.OPEN,
        entered_by=None,
        expires_at__gt=now,
        expires_at__lte=now + EXPIRY_WARNING,
        updated_at__lte=F("expires_at") - EXPIRY_WARNING,
    ).exclude(email="")
    return _each(ending, partial(_warn_one, now=now))


@transaction.atomic
def _warn_one(pk: UUID, *, now: dt.datetime) -> int:
    draft = lock_draft(pk)
    if draft.state != Draft.State.OPEN or not now < draft.expires_at <= now + EXPIRY_WARNING:
        return 0
    try:
        journey = registry.get(draft.journey)
    except LookupError:  # the domain is switched off in this installation
        return 0
    code = journey.letter(EXPIRING)
    told = Letter.objects.about(draft).filter(code=code, created_at__gte=draft.updated_at)
    ctx = BoundContext(journey=journey, scope=draft.scope, draft=draft, at=now)
    due = draft.corrects.corrections_due_at if draft.corrects else ctx.about.deadline
    # What can no longer be sent is not worth a letter.
    if told.exists() or (due is not None and now >= due):
        return 0
    notifications.draft_letter(EXPIRING, ctx)
    return 1


@every(minutes=60, name="forms: expired drafts")
def expire_drafts(now: dt.datetime) -> int:
    """Destroy the drafts whose time of keeping has run out, each with its act."""
    codes = [journey.code for journey in registry.every()]
    # Those of a domain that is switched off wait until it is there to say whose they are.
    expired = Draft.objects.filter(state=Draft.State.OPEN, expires_at__lte=now, journey__in=codes)
    return _each(expired, partial(_expire_one, now=now))


@transaction.atomic
def _expire_one(pk: UUID, *, now: dt.datetime) -> int:
    draft = lock_draft(pk)
    if draft.state != Draft.State.OPEN or draft.expires_at > now:
        return 0
    discard_draft(draft=draft, reason="истёк срок хранения черновика", demanded=False, at=now)
    return 1


@every(minutes=60, name="forms: destruction announced")
def announce_destruction(now: dt.datetime) -> int:
    """Say 14 days before that submissions will be destroyed, where the day hangs on typed dates."""
    ending: dict[Ending, list[Submission]] = {}
    pieces = Pieces()
    planned = [journey.code for journey in registry.every() if journey.has_planned_end]
    kept = Submission.objects.filter(journey__in=planned).exclude(state=State.DESTROYED)
    pieces.count(_keys(kept), partial(_find_ending, ending=ending, now=now))
    announced = pieces.count(list(ending), lambda one: announce(one, ending[one], now=now))
    pieces.finish()
    return announced


def _find_ending(pk: UUID, *, ending: dict[Ending, list[Submission]], now: dt.datetime) -> int:
    submission = Submission.objects.get(pk=pk)
    due = registry.get(submission.journey).keep_until(submission)
    if due is None or due > now + LEAD or announced_for(submission, due) is not None:
        return 0
    ending.setdefault(Ending(submission.journey, submission.scope, due), []).append(submission)
    return 1


@every(minutes=60, name="forms: retention")
def destroy_due(now: dt.datetime) -> int:
    """Destroy submissions whose retention period has run out, decided or not (X-5)."""
    kept = Submission.objects.exclude(state=State.DESTROYED)
    return _each(kept, partial(_destroy_one, now=now))


def _destroy_one(pk: UUID, *, now: dt.datetime) -> int:
    submission = Submission.objects.select_related("key", "registration").get(pk=pk)
    return _destroy_locked(pk, now) if _ground_now(submission, now) else 0


@transaction.atomic
def _destroy_locked(pk: UUID, now: dt.datetime) -> int:
    """Destroy one if that is still so: a look without the lock may be old by now."""
    submission = lock_submission(pk)
    ground = _ground_now(submission, now) if submission.state != State.DESTROYED else None
    if ground is None:
        return 0
    destroy_submission(submission=submission, ground=ground, reason=REASONS[ground], at=now)
    return 1


def _ground_now(submission: Submission, now: dt.datetime) -> Ground | None:
    """Why the data may be kept no longer; None while they may."""
    try:
        journey = registry.get(submission.journey)
    except LookupError:  # the domain is switched off in this installation
        return None
    due = journey.keep_until(submission)
    if due is not None and journey.has_planned_end:
        due = announced_for(submission, due)
    if due is not None and due <= now:
        return Ground.TERM
    withdrawn = withdrawn_at(submission)
    is_over = withdrawn is not None and withdrawn + AFTER_WITHDRAWAL <= now
    return Ground.WITHDRAWN if is_over else None


@every(minutes=60, name="forms: planned destruction")
def destroy_planned(now: dt.datetime) -> int:
    """Destroy what was asked for or decided before its term, announced, and stopped by nobody."""
    served = [journey.code for journey in registry.every()]
    due = PlannedDestruction.objects.filter(
        state=PlanState.ANNOUNCED, due_at__lte=now, submission__journey__in=served
    )
    return _each(due, lambda pk: carry_out(pk=pk, now=now))


@every(minutes=24 * 60, name="forms: evidence of consents")
def destroy_old_evidence(now: dt.datetime) -> int:
    """Destroy consents 3 years after the data they allowed (C-A5)."""
    local = clock.in_zone(now, "UTC")
    before = local.replace(year=local.year - EVIDENCE_YEARS, day=min(local.day, 28))
    old = Consent.objects.filter(submission__destroyed_at__lte=before, destroyed_at=None)
    return _each(old, partial(_destroy_evidence_of, now=now))


def _destroy_evidence_of(pk: int, *, now: dt.datetime) -> int:
    destroy_evidence(consent=Consent.objects.get(pk=pk), at=now)
    return 1


@every(minutes=60, name="forms: contacts to search by")
def digest_contacts(now: dt.datetime) -> int:
    """Make those findable by telephone and address that were filed before this was possible."""
    served = [journey.code for journey in registry.every()]
    kept = Submission.objects.filter(journey__in=served).exclude(state=State.DESTROYED)
    return _each(kept.filter(contact_digests=None), lambda pk: digest_filed(pk=pk))


def _each(rows: QuerySet, work: Callable[..., int]) -> int:
    """Do ``work`` with the key of each row; one that fails stops no other and is told at the end."""
    pieces = Pieces()
    done = pieces.count(_keys(rows), work)
    pieces.finish()
    return done


def _keys(rows: QuerySet) -> list[Any]:
    """Keys of the rows, read at once: the work changes what the query would find."""
    return list(rows.values_list("pk", flat=True))
