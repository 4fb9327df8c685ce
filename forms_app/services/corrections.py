"""Returning a submission for correction, and the draft that corrects it (X-3)."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core import clock, history
from core.errors import Refused
from forms_app import notifications, numbers, reading
from forms_app.engine import registry
from forms_app.engine.payload import seal_draft
from forms_app.lifecycle import State
from forms_app.models import Draft, DraftUpload, Remark, Submission
from forms_app.models.drafts import Source
from forms_app.remarks import Places

from .locking import lock_submission, move, touch

if TYPE_CHECKING:
    from core.models import User


@dataclasses.dataclass(frozen=True)
class RemarkText:
    """What is to be corrected; beside a step, some of its answers, a document, or the whole form."""

    text: str
    step: str = ""
    slot: str = ""
    questions: tuple[str, ...] = ()


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
    opened = list(dict.fromkeys([*steps, *(r.step for r in remarks if r.step)]))
    documents = list(dict.fromkeys([*slots, *(r.slot for r in remarks if r.slot)]))
    places = Places(locked.current)
    _check_return(places, remarks, opened, documents, due_at)
    locked.returned_steps, locked.returned_slots = opened, documents
    locked.corrections_due_at = due_at
    due = due_at.isoformat() if due_at else ""
    details: dict[str, object] = {"steps": opened, "slots": documents, "due": due}
    move(locked, "return", actor=actor, details=details)
    rows = _keep(remarks, locked, actor)
    notifications.submission_letter(
        locked,
        "returned",
        remarks="\n".join(f"– {places.of(row).line}" for row in rows),
        due=_due_words(locked),
    )
    return locked


def _check_return(
    places: Places,
    remarks: Sequence[RemarkText],
    steps: Sequence[str],
    slots: Sequence[str],
    due_at: dt.datetime | None,
) -> None:
    """Raise Refused for a return that says too little, names what is not there, or is overdue."""
    if not remarks:
        raise Refused("Напишите, что исправить.", field="remarks")
    if not steps and not slots:
        raise Refused("Укажите шаги или документы, которые нужно исправить.", field="steps")
    if due_at is not None and due_at <= clock.now():
        raise Refused("Срок исправления уже прошёл.", field="due_at")
    _check_places(places, steps, slots, remarks)


def _keep(remarks: Sequence[RemarkText], submission: Submission, actor: "User") -> list[Remark]:
    """The rows of the remarks, beside the version that they are about."""
    version, now = submission.current, clock.now()
    return Remark.objects.bulk_create(
        Remark(
            submission=submission,
            version=version,
            step=remark.step,
            slot=remark.slot,
            questions=list(remark.questions),
            text=remark.text.strip(),
            at=now,
            by=actor,
        )
        for remark in remarks
    )


@transaction.atomic
def start_correction(
    *,
    submission: Submission,
    actor: "User | None" = None,
    source: str = Source.SITE,
    received_at: dt.datetime | None = None,
) -> Draft:
    """The open draft that corrects a returned submission, made from its newest version.

    Staff who enter corrections that came on paper or by e-mail give ``source`` and
    ``received_at``: the arrival decides lateness, and a correction that is already open becomes
    theirs (C-10, C-11). Raises Refused when the submission is not returned, its date has passed,
    the arrival cannot be, or – for the applicant – while staff enter the correction.
    """
    locked = lock_submission(submission.pk)
    _check_may_be_corrected(locked, received_at)
    open_drafts = locked.correction_drafts.filter(state=Draft.State.OPEN)
    open_draft = open_drafts.select_related("key").first()
    if actor is None and open_draft is not None and open_draft.entered_by_id:
        raise Refused("Ваши исправления поступили и сейчас вводятся: дождитесь результата.")
    if actor is not None:
        _log_look(locked, actor)
    if open_draft is not None:
        return _hand_over(open_draft, actor, source, received_at)
    return _draft_of_newest(locked, entered_by=actor, source=source, received_at=received_at)


def _check_may_be_corrected(submission: Submission, received_at: dt.datetime | None) -> None:
    """Raise Refused unless it is returned, and corrections that arrived then, or now, are in time."""
    if submission.state != State.RETURNED:
        noun = registry.noun(submission.journey)
        raise Refused(f"Исправлять сейчас нечего: {noun.nom} не возвращен{noun:|а|о}.")
    now = clock.now()
    if received_at is not None:
        _check_arrival(submission, received_at, now)
    due = submission.corrections_due_at
    if due is not None and (received_at or now) >= due:
        raise Refused(f"Исправления принимались {_due_words(submission)}.")


def _draft_of_newest(submission: Submission, **entry: Any) -> Draft:
    """A draft with the answers and files of the newest version."""
    draft = Draft(
        journey=submission.journey,
        scope=submission.scope,
        key=submission.key,
        email=submission.email,
        number=numbers.new_number(),
        code_hash=submission.code_hash,
        corrects=submission,
        **entry,
    )
    touch(draft, clock.now())
    version = submission.current
    seal_draft(draft, reading.payload_of(version).owned())
    draft.save(force_insert=True)
    DraftUpload.objects.bulk_create(
        DraftUpload(draft=draft, slot=held.slot, file=held.file, answers_digest=held.answers_digest)
        for held in version.files.select_related("file")
    )
    return draft


def _check_arrival(submission: Submission, received_at: dt.datetime, now: dt.datetime) -> None:
    if received_at > now:
        raise Refused("Момент поступления ещё не наступил.", field="day")
    returned = submission.remarks.latest("at").at
    # People write down minutes, not seconds.
    if received_at < returned.replace(second=0, microsecond=0):
        raise Refused(
            f"Исправления не могли поступить раньше, чем {registry.noun(submission.journey).acc} вернули"
            " на доработку.",
            field="day",
        )


def _log_look(submission: Submission, actor: "User") -> None:
    """What is opened for correction is shown unmasked to whoever enters it (X-5)."""
    form = registry.get(submission.journey)
    opened = [step.title for step in form.steps if step.code in submission.returned_steps]
    history.log_read(
        submission,
        actor=actor,
        what=f"ввод исправлений: {', '.join(opened) or 'документы'}"[:255],
        organisation=form.describe(submission.scope).operator,
    )


def _hand_over(
    draft: Draft, actor: "User | None", source: str, received_at: dt.datetime | None
) -> Draft:
    """An open correction goes on; one that staff take gets their arrival and a new revision."""
    if actor is None:
        return draft
    draft.entered_by, draft.source, draft.received_at = actor, source, received_at
    draft.revision += 1  # a page that is still open elsewhere is stale now
    draft.save(update_fields=["entered_by", "source", "received_at", "revision", "updated_at"])
    history.log_change(draft, actor=actor, action="take-over")
    return draft


def _check_places(
    places: Places, steps: Sequence[str], slots: Sequence[str], remarks: Sequence[RemarkText]
) -> None:
    is_known = all(places.has(step, "") for step in steps) and all(
        places.has("", slot) for slot in slots
    )
    if not is_known or not all(places.has(r.step, r.slot, r.questions) for r in remarks):
        raise Refused("Такого шага, вопроса или документа здесь нет.", field="steps")


def _due_words(submission: Submission) -> str:
    if submission.corrections_due_at is None:
        return "срок не установлен"
    tz = registry.get(submission.journey).describe(submission.scope).tz
    return clock.format_deadline(submission.corrections_due_at, tz)
