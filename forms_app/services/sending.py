"""Sending: the instant that turns a draft into a submission, once (invariants 2 and 3)."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock, crypto, history, text
from core.errors import Refused
from core.lifecycle import APPLICANT, STAFF
from forms_app import answers as answer_lists
from forms_app import consents, notifications
from forms_app.engine import registry
from forms_app.engine.access import Access
from forms_app.engine.documents import DocumentSet, document_set
from forms_app.engine.journey import Blocker, Identity
from forms_app.engine.payload import open_draft, version_place
from forms_app.engine.progress import Progress
from forms_app.errors import DraftClosed, Incomplete, LeftAsItWas, StaleRevision, TooLate
from forms_app.models import Consent, Draft, Submission, SubmissionFile, SubmissionVersion
from forms_app.untouched import untouched

from .contacts import keep_digests
from .locking import APPLICANT_LABEL, lock_draft, move, progress_of
from .proving import check_proved

if TYPE_CHECKING:
    from core.models import User

MAX_TITLE = 300


@transaction.atomic
def send_draft(
    *,
    draft: Draft,
    revision: int,
    actor: "User | None" = None,
    at: dt.datetime | None = None,
    left: Collection[str] = (),
    access: Access | None = None,
) -> Submission:
    """File a draft: a new submission, or the next version of the one it corrects.

    Every step is judged again under the lock; ``at``, the instant when the person's request came
    (by default now), decides lateness, so that nobody is late by waiting for a lock. A second press
    returns the same submission. ``left`` are the marks of what a correction leaves as it was on
    purpose. Raises StaleRevision, DraftClosed, NotProved, TooLate, Incomplete, LeftAsItWas, and
    whatever the journey refuses.
    """
    at = at or clock.now()
    locked = lock_draft(draft.pk)
    if locked.state == Draft.State.SENT:
        return sent_as(locked)
    if locked.state != Draft.State.OPEN:
        raise DraftClosed(registry.noun(locked.journey))
    if locked.revision != revision:
        raise StaleRevision(registry.noun(locked.journey))
    check_proved(locked, access)
    progress = progress_of(locked, at=at, actor=actor)
    check_deadline(progress)
    blockers, documents = completeness(progress)
    if blockers or documents is None:
        raise Incomplete(blockers)
    progress.ctx.journey.check_send(progress.ctx)
    kept = untouched(progress, documents)
    if unsaid := [one for one in kept if one.mark not in left]:
        raise LeftAsItWas(unsaid)
    submission = _submission(progress, actor, [one.place.name for one in kept])
    version = _version(submission, progress, documents, at)
    keep_digests(submission, documents.answers)
    _settle_consents(submission, progress, documents)
    progress.ctx.submission = submission
    progress.ctx.journey.file(progress.ctx, submission, version)
    locked.state = Draft.State.SENT
    locked.payload = None
    locked.save()
    event = "corrected" if locked.corrects_id else "received"
    notifications.submission_letter(
        submission, event, answers=answer_lists.masked(documents.answers)
    )
    return submission


def sent_as(draft: Draft) -> Submission:
    """The submission that a sent draft became, or corrected."""
    return draft.corrects if draft.corrects is not None else draft.submission


def completeness(progress: Progress) -> tuple[list[Blocker], DocumentSet | None]:
    """What keeps a draft from being sent, and its documents once the steps are complete (C-11)."""
    first = progress.first_incomplete
    if first is not None:
        left = [state for state in progress.states if not state.complete]
        return [Blocker(f"Не заполнен шаг «{s.step.title}».", s.code) for s in left], None
    documents = document_set(progress)
    missing = documents.blockers(may_lack=bool(progress.ctx.lacks))
    return [*missing, *progress.ctx.journey.blockers(progress.ctx)], documents


def check_deadline(progress: Progress) -> None:
    """Raise TooLate when the deadline, or that of a correction, has passed.

    What staff enter to be refused formally is taken late too; ``accept`` refuses it.
    """
    ctx = progress.ctx
    tz = ctx.about.tz
    if ctx.corrects is not None:
        due = ctx.corrects.corrections_due_at
        if due is not None and ctx.decided_at >= due:
            deadline_words = clock.format_deadline(due, tz)
            raise TooLate(f"Исправления принимались {deadline_words}.", clause=ctx.about.clause)
        return
    deadline = ctx.about.deadline
    if ctx.by_staff and ctx.journey.takes_everything:
        return
    if deadline is not None and ctx.decided_at >= deadline:
        deadline_words = clock.format_deadline(deadline, tz)
        clause = f", пункт {ctx.about.clause}" if ctx.about.clause else ""
        plural = ctx.journey.noun.plural
        raise TooLate(
            f"Приём окончен: {plural} принимались {deadline_words}{clause}.",
            clause=ctx.about.clause,
        )


def _submission(progress: Progress, actor: "User | None", kept: Sequence[str] = ()) -> Submission:
    ctx = progress.ctx
    assert ctx.draft is not None
    identity = ctx.journey.identity(ctx)
    if len(identity.title) > MAX_TITLE:
        raise Refused(f"Имя длиннее {MAX_TITLE} знаков: сократите его.")
    who = STAFF if actor is not None else APPLICANT
    if ctx.corrects is not None:
        submission = ctx.corrects
        _identify(submission, identity)
        action = "correct-registered" if submission.registration_id else "correct"
        submission.corrections_due_at = None
        submission.returned_steps, submission.returned_slots = [], []
        submission.is_incomplete = False
        # Who sends corrections knows what they were asked for.
        submission.calls.due().delete()
        details = _arrival(ctx.draft)
        if kept:
            details["left"] = list(kept)
        move(submission, action, actor=actor, who=who, details=details)
        return submission
    submission = Submission(
        journey=ctx.journey.code,
        scope=ctx.scope,
        form_version=ctx.journey.form_version,
        reference=ctx.draft.number,
        code_hash=ctx.draft.code_hash,
        key=ctx.draft.key,
        draft=ctx.draft,
        source=ctx.draft.source,
        entered_by=ctx.draft.entered_by,
        received_at=ctx.decided_at,
        is_incomplete=bool(ctx.lacks),
    )
    _identify(submission, identity)
    submission.save(force_insert=True)
    history.log_change(
        submission,
        actor=actor,
        action="send",
        to_state=submission.state,
        actor_label="" if actor else APPLICANT_LABEL,
        details=_arrival(ctx.draft),
    )
    return submission


def _arrival(draft: Draft) -> dict[str, object]:
    """How and when it came that staff entered; nothing for what applicants send themselves."""
    if draft.received_at is None:
        return {}
    return {"source": draft.source, "received_at": draft.received_at.isoformat()}


def _identify(submission: Submission, identity: Identity) -> None:
    words = (identity.title, submission.reference, *identity.search)
    submission.title = identity.title
    submission.search_key = " ".join(text.search_key(word) for word in words)[:1000]
    submission.sort_key = text.sort_key(identity.title)[:300]
    submission.email = identity.email


def _version(
    submission: Submission, progress: Progress, documents: DocumentSet, at: dt.datetime
) -> SubmissionVersion:
    draft = progress.ctx.draft
    assert draft is not None
    number = submission.versions.count() + 1
    version = SubmissionVersion.objects.create(
        submission=submission,
        number=number,
        answers=crypto.encrypt_json(
            submission.key,
            answer_lists.to_json(documents.answers),
            context=version_place("answers", submission, number),
        ),
        data=crypto.encrypt_json(
            submission.key,
            open_draft(draft).to_json(),
            context=version_place("data", submission, number),
        ),
        digest=answer_lists.digest(documents.answers),
        sent_at=at,
        received_at=draft.received_at,
    )
    uploads = [(state.slot, upload) for state in documents.slots for upload in state.uploads]
    SubmissionFile.objects.bulk_create(
        SubmissionFile(
            version=version,
            slot=slot.code,
            label=slot.label,
            file=upload.file,
            answers_digest=upload.answers_digest,
        )
        for slot, upload in uploads
    )
    # A file of a slot that no longer applies is left unclaimed; the orphan sweep removes it.
    draft.uploads.all().delete()
    return version


def _settle_consents(submission: Submission, progress: Progress, documents: DocumentSet) -> None:
    """Tie the consents to the submission and keep each filled text as evidence (C-A5).

    One whose signed scan is filed is given in ink from then on, whatever was ticked before.
    """
    ctx = progress.ctx
    Consent.objects.filter(draft=ctx.draft, submission=None).update(submission=submission)
    held = submission.consents.filter(withdrawn_at=None).select_related("text", "key")
    signed = {state.slot.consent for state in documents.slots if state.uploads}
    held.filter(text__purpose__in=signed).update(method=Consent.Method.INK)
    for consent in held.exclude(text__purpose=consents.KEEP_DRAFT):
        values = ctx.journey.consent_values(ctx, consent.text.purpose)
        consents.seal_filled(consent=consent, values=values)
