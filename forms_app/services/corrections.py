"""Returning a submission for correction, and the draft that corrects it (X-3)."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from core.errors import Refused
from forms_app import notifications, numbers, reading
from forms_app.engine import registry
from forms_app.engine.payload import seal_draft
from forms_app.lifecycle import State
from forms_app.models import Draft, DraftUpload, Remark, Submission

from .locking import lock_submission, move

if TYPE_CHECKING:
    from core.models import User


@dataclasses.dataclass(frozen=True)
class RemarkText:
    """What is to be corrected; beside a step, a document, or the form as a whole."""

    text: str
    step: str = ""
    slot: str = ""


@transaction.atomic
def return_for_correction(
    *,
    submission: Submission,
    actor: "User",
    remarks: Sequence[RemarkText],
    steps: Sequence[str] = (),
    slots: Sequence[str] = (),
    due_at: dt.datetime | None = None,
) -> Submission:
    """Return a submission: exactly the named steps and documents open, with the remarks beside.

    A remark on a step or document opens it. ``due_at`` is the first instant that is too late.
    Raises Refused without remarks, without anything to correct, for unknown names, a past date.
    """
    locked = lock_submission(submission.pk)
    remarks = [remark for remark in remarks if remark.text.strip()]
    if not remarks:
        raise Refused("Напишите, что исправить.", field="remarks")
    opened = list(dict.fromkeys([*steps, *(r.step for r in remarks if r.step)]))
    documents = list(dict.fromkeys([*slots, *(r.slot for r in remarks if r.slot)]))
    if not opened and not documents:
        raise Refused("Укажите шаги или документы, которые нужно исправить.", field="steps")
    if due_at is not None and due_at <= clock.now():
        raise Refused("Срок исправления уже прошёл.", field="due_at")
    _check_known(locked, opened, documents)
    locked.returned_steps, locked.returned_slots = opened, documents
    locked.corrections_due_at = due_at
    version = locked.current
    move(locked, "return", actor=actor, details={"steps": opened, "slots": documents})
    Remark.objects.bulk_create(
        Remark(
            submission=locked,
            version=version,
            step=remark.step,
            slot=remark.slot,
            text=remark.text.strip(),
            at=clock.now(),
            by=actor,
        )
        for remark in remarks
    )
    notifications.submission_letter(
        locked,
        "returned",
        remarks="\n".join(f"– {remark.text.strip()}" for remark in remarks),
        due=_due_words(locked),
    )
    return locked


@transaction.atomic
def start_correction(*, submission: Submission, actor: "User | None" = None) -> Draft:
    """The open draft that corrects a returned submission, made from its newest version.

    Raises Refused when the submission is not returned or its date has passed.
    """
    locked = lock_submission(submission.pk)
    if locked.state != State.RETURNED:
        raise Refused("Исправлять сейчас нечего: обращение не возвращено.")
    now = clock.now()
    due = locked.corrections_due_at
    if due is not None and now >= due:
        raise Refused(f"Исправления принимались {_due_words(locked)}.")
    known = locked.correction_drafts.filter(state=Draft.State.OPEN).select_related("key").first()
    if known is not None:
        return known
    days = registry.get(locked.journey).draft_days
    draft = Draft(
        journey=locked.journey,
        scope=locked.scope,
        key=locked.key,
        email=locked.email,
        number=numbers.new_number(),
        code_hash=locked.code_hash,
        corrects=locked,
        entered_by=actor,
        expires_at=max(filter(None, [due, now + dt.timedelta(days=days)])),
    )
    version = locked.current
    seal_draft(draft, reading.payload_of(version))
    draft.save(force_insert=True)
    DraftUpload.objects.bulk_create(
        DraftUpload(draft=draft, slot=held.slot, file=held.file, answers_digest=held.answers_digest)
        for held in version.files.select_related("file")
    )
    return draft


def _check_known(submission: Submission, steps: Sequence[str], slots: Sequence[str]) -> None:
    ctx = reading.context_of(submission.current)
    known_steps = {step.code for step in ctx.journey.steps}
    known_slots = {slot.code for slot in ctx.journey.upload_slots(ctx)}
    if not known_steps.issuperset(steps) or not known_slots.issuperset(slots):
        raise Refused("Такого шага или документа в анкете нет.", field="steps")


def _due_words(submission: Submission) -> str:
    if submission.corrections_due_at is None:
        return "срок не установлен"
    tz = registry.get(submission.journey).describe(submission.scope).tz
    return clock.format_deadline(submission.corrections_due_at, tz)
