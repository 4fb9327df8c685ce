"""Destruction with proof (X-5, invariant 10)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from core import clock, crypto, files, history, journals, outbox
from core.errors import KeyDestroyed, KeyMissing, Refused, Tampered
from core.lifecycle import SYSTEM
from core.models import HistoryRecord, Journal, Organisation, PrivateFile
from forms_app import links, reading
from forms_app.consents import KEEP_DRAFT
from forms_app.engine import registry
from forms_app.engine.access import Access
from forms_app.lifecycle import DESTRUCTION, SUBMISSION
from forms_app.models import Consent, DestructionAct, Draft, Ground, Submission, SubmissionFile

from .drafts import destroy_draft
from .locking import APPLICANT_LABEL, lock_draft, lock_submission, move
from .proving import check_proved

if TYPE_CHECKING:
    from core.models import User

ACTS_JOURNAL = "destruction-acts"
METHOD = (
    "удаление файлов и ключа шифрования, без которого данные не читаются ни на сайте, "
    "ни в резервных копиях"
)
GONE = "Данные уничтожены"
EVIDENCE_YEARS = 3


@transaction.atomic
def destroy_submission(
    *,
    submission: Submission,
    reason: str,
    ground: Ground = Ground.TERM,
    decided_by: str = "",
    method: str = METHOD,
    at: dt.datetime | None = None,
) -> DestructionAct:
    """Destroy a submission's personal data and write the act.

    Files, answers and the key go; digests, the history without data, the act and – as evidence,
    under keys of their own – the consents with their signed originals stay. Only regular work
    calls this: a term of keeping has run out, or a planned destruction is due, and ``decided_by``
    names who decided it. Raises Refused without a reason.
    """
    locked = lock_submission(submission.pk)
    if not reason.strip():
        raise Refused("Укажите причину уничтожения.", field="reason")
    at = at or clock.now()
    SUBMISSION.target("destroy", source=locked.state, who=SYSTEM)
    subject, operator = locked.title, _operator(locked)
    listed = _data_list(locked)
    _empty(locked, at)
    act = write_act(
        operator=operator,
        subject=subject,
        data_list=listed,
        ground=ground,
        reason=reason,
        method=method,
        at=at,
        decided_by=decided_by,
        submission=locked,
    )
    # The reason in free words stands in the act alone: the history holds no data (invariant 10).
    move(locked, "destroy", actor=None, who=SYSTEM, why=str(act))
    crypto.destroy_key(locked.key, at=at)
    return act


@transaction.atomic
def discard_draft(
    *,
    draft: Draft,
    reason: str,
    demanded: bool,
    actor: "User | None" = None,
    at: dt.datetime | None = None,
    access: Access | None = None,
) -> DestructionAct | None:
    """Destroy an open draft at once and write the act; None when nothing was left to destroy.

    ``demanded`` says that the person took the consent to keep it back; otherwise its time is over.
    An abandoned correction leaves its submission whole and needs no act. Raises NotProved for a
    person who came by a link alone to what the owner had typed.
    """
    at = at or clock.now()
    locked = lock_draft(draft.pk)
    if locked.state != Draft.State.OPEN:
        return None
    check_proved(locked, access)
    unsent = locked.consents.filter(submission=None)
    if demanded:
        unsent.filter(withdrawn_at=None).update(withdrawn_at=at)
    is_correction = locked.corrects_id is not None
    operator = registry.get(locked.journey).describe(locked.scope).operator
    destroy_draft(draft=locked, at=at)
    if is_correction:
        return None
    act = write_act(
        operator=operator,
        subject=f"черновик № {locked.number}",
        data_list="Введённые в черновик данные, приложенные файлы, адрес электронной почты.",
        ground=Ground.WITHDRAWN if demanded else Ground.TERM,
        reason=reason,
        at=at,
        actor=actor,
    )
    history.log_change(
        act,
        actor=actor,
        action="consent-withdrawn" if demanded else "expired",
        actor_label=APPLICANT_LABEL if demanded and actor is None else "",
    )
    history.log_change(act, actor=None, action="destroy", to_state=Draft.State.DESTROYED)
    return act


def write_act(
    *,
    operator: Organisation,
    subject: str,
    data_list: str,
    ground: Ground,
    reason: str,
    at: dt.datetime,
    method: str = METHOD,
    actor: "User | None" = None,
    decided_by: str = "",
    submission: Submission | None = None,
) -> DestructionAct:
    """The act of destruction, numbered without gaps."""
    journal, _ = Journal.objects.get_or_create(
        code=ACTS_JOURNAL, defaults={"title": "Акты об уничтожении персональных данных"}
    )
    entry = journals.take_number(journal=journal, actor=actor, at=at)
    label = f"{actor.full_name}, {actor.post}".strip(", ") if actor else "система, автоматически"
    if decided_by:
        label = f"{label}: {decided_by}"
    return DestructionAct.objects.create(
        number=entry.number,
        operator=operator,
        subject=subject[:255],
        data_list=data_list,
        system_name=settings.WAGTAIL_SITE_NAME,
        ground=ground,
        reason=reason.strip()[:500],
        method=method,
        destroyed_at=at,
        destroyed_by=actor,
        destroyed_by_label=label[:255],
        submission=submission,
    )


@transaction.atomic
def destroy_evidence(*, consent: Consent, at: dt.datetime) -> None:
    """Destroy a consent's filled text and signed original; what, when and how stay."""
    locked = (
        Consent.objects.select_for_update(of=("self",)).select_related("key").get(pk=consent.pk)
    )
    if locked.destroyed_at is not None:
        return
    for file in PrivateFile.objects.filter(key=locked.key, destroyed_at=None):
        files.destroy_file(file, at)
    locked.filled_text = None
    locked.destroyed_at = at
    locked.save(update_fields=["filled_text", "destroyed_at"])
    crypto.destroy_key(locked.key, at=at)


def _empty(locked: Submission, at: dt.datetime) -> None:
    """Take the personal data out of the row, its versions, files, letters and drafts."""
    for draft in locked.correction_drafts.filter(state=Draft.State.OPEN):
        destroy_draft(draft=draft, at=at)
    kept_keys = [locked.key_id]
    held = SubmissionFile.objects.filter(version__submission=locked, file__key_id__in=kept_keys)
    for file in PrivateFile.objects.filter(pk__in=held.values("file"), destroyed_at=None):
        files.destroy_file(file, at)
    held.update(label=GONE)
    locked.versions.update(answers=None, data=None)
    locked.contact_digests.all().delete()
    locked.remarks.update(text=GONE)
    locked.notes.update(text=GONE)
    for plan in locked.planned_destructions.open():
        plan.state = DESTRUCTION.target("stop", source=plan.state, who=SYSTEM)
        plan.save(update_fields=["state"])
    locked.planned_destructions.update(reason=GONE)
    locked.calls.due().delete()
    locked.calls.exclude(note="").update(note=GONE)
    outbox.forget(locked.key)
    HistoryRecord.objects.about(locked).exclude(why="").update(why="")
    locked.consents.filter(text__purpose=KEEP_DRAFT, destroyed_at=None).update(destroyed_at=at)
    locked.closed_link = links.signature(links.TRACK, locked)
    locked.title = locked.search_key = locked.sort_key = GONE
    locked.email = locked.code_hash = ""
    locked.destroyed_at = at
    Draft.objects.filter(key=locked.key).update(
        state=Draft.State.DESTROYED, payload=None, email="", code_hash=""
    )


def _data_list(locked: Submission) -> str:
    """What is destroyed, by kind: the questions asked and the documents, without their values."""
    journey = registry.get(locked.journey)
    try:
        asked = {a.step for version in locked.versions.all() for a in reading.answers_of(version)}
    except (KeyDestroyed, KeyMissing, Tampered):  # what cannot be read is destroyed all the same
        asked = {step.code for step in journey.steps}
    steps = "; ".join(step.title for step in journey.steps if step.code in asked)
    names = SubmissionFile.objects.filter(version__submission=locked, file__key=locked.key)
    labels = "; ".join(dict.fromkeys(names.values_list("label", flat=True)))
    told = f"Ответы, «{journey.title}»: {steps}. Документы: {labels or 'нет'}."
    return " ".join([told, *journey.other_data(locked)])


def _operator(locked: Submission) -> Organisation:
    return registry.get(locked.journey).describe(locked.scope).operator
