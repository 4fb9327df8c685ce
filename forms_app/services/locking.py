"""Row locks and the guards that come first. Order: a submission before its drafts."""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from core import crypto, history
from core.lifecycle import APPLICANT, STAFF, SYSTEM
from forms_app import links
from forms_app.engine import registry
from forms_app.engine.journey import BoundContext
from forms_app.engine.payload import open_draft
from forms_app.engine.progress import Progress, evaluate
from forms_app.errors import DraftClosed, StaleRevision
from forms_app.lifecycle import SUBMISSION
from forms_app.models import Draft, Submission

if TYPE_CHECKING:
    from core.models import User

APPLICANT_LABEL = "заявитель"


def lock_submission(pk: UUID) -> Submission:
    """The submission, its row locked to the end of the transaction."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("key", "registration")
        .get(pk=pk)
    )


def lock_draft(pk: UUID) -> Draft:
    """The draft, its row (and before it the corrected submission's) locked."""
    corrects = Draft.objects.values_list("corrects_id", flat=True).get(pk=pk)
    if corrects is not None:
        lock_submission(corrects)
    return (
        Draft.objects.select_for_update(of=("self",)).select_related("key", "corrects").get(pk=pk)
    )


def lock_open_draft(pk: UUID, *, revision: int | None = None) -> Draft:
    """An open draft, locked; raise DraftClosed, and StaleRevision when it has moved on."""
    draft = lock_draft(pk)
    check_open(draft, revision=revision)
    return draft


def check_open(draft: Draft, *, revision: int | None = None) -> None:
    """Raise DraftClosed for a draft that is over, StaleRevision for one that has moved on."""
    if draft.state != Draft.State.OPEN:
        raise DraftClosed(registry.noun(draft.journey))
    if revision is not None and draft.revision != revision:
        raise StaleRevision(registry.noun(draft.journey))


def touch(draft: Draft, now: dt.datetime) -> None:
    """Somebody works on a locked draft: it lives on, a correction at least to its date.

    The caller saves ``expires_at``.
    """
    kept = now + dt.timedelta(days=registry.get(draft.journey).draft_days)
    due = draft.corrects.corrections_due_at if draft.corrects is not None else None
    draft.expires_at = max(kept, due) if due is not None else kept


def progress_of(draft: Draft, *, at: dt.datetime, actor: "User | None" = None) -> Progress:
    """How far a draft has come, judged at this instant."""
    ctx = BoundContext(
        journey=registry.get(draft.journey), scope=draft.scope, draft=draft, at=at, actor=actor
    )
    return evaluate(ctx, open_draft(draft))


def move(
    submission: Submission,
    action: str,
    *,
    actor: "User | None",
    who: str = "",
    why: str = "",
    details: dict[str, object] | None = None,
) -> None:
    """Take a locked submission through its transition table, log it, tell the domain.

    ``who`` defaults to staff for a user and to the applicant without one. The caller has set the
    other fields; this saves the row. Raises TransitionRefused.
    """
    who = who or (STAFF if actor is not None else APPLICANT)
    before = submission.state
    submission.state = SUBMISSION.target(action, source=before, who=who)
    submission.save()
    label = {APPLICANT: APPLICANT_LABEL, SYSTEM: history.SYSTEM_LABEL}.get(who, "")
    history.log_change(
        submission,
        actor=actor,
        action=action,
        from_state=before,
        to_state=submission.state,
        why=why,
        details=details or {},
        actor_label=label,
    )
    registry.get(submission.journey).on_change(submission, action, actor)


def close_draft(draft: Draft, *, at: dt.datetime, destroy_key: bool) -> None:
    """Make a locked draft hold nothing: typed data, address and, where unshared, the key go."""
    draft.closed_link = links.signature(links.RESUME, draft)
    draft.state = Draft.State.DESTROYED
    draft.payload = None
    draft.email = ""
    draft.code_hash = ""
    draft.save()
    if destroy_key:
        crypto.destroy_key(draft.key, at=at)
