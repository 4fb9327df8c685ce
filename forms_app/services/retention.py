"""Destruction with proof (X-5, invariant 10)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from core import clock, crypto, files, journals
from core.lifecycle import STAFF, SYSTEM
from core.models import Journal, Letter, Organisation, PrivateFile
from forms_app import links
from forms_app.consents import KEEP_DRAFT
from forms_app.engine import registry
from forms_app.models import Consent, DestructionAct, Draft, Submission, SubmissionFile

from .locking import lock_submission, move

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
    actor: "User | None",
    reason: str,
    method: str = METHOD,
    at: dt.datetime | None = None,
) -> DestructionAct:
    """Destroy a submission's personal data and write the act.

    Files, answers and the key go; digests, the history without data, the act and – as evidence,
    under keys of their own – the consents with their signed originals stay. ``actor`` None means
    that a retention period has run out. Raises TransitionRefused for an undecided submission.
    """
    locked = lock_submission(submission.pk)
    at = at or clock.now()
    subject, operator = locked.title, _operator(locked)
    listed = _data_list(locked)
    _empty(locked, at)
    move(locked, "destroy", actor=actor, who=STAFF if actor else SYSTEM, why=reason)
    act = write_act(
        operator=operator,
        subject=subject,
        data_list=listed,
        reason=reason,
        method=method,
        at=at,
        actor=actor,
        submission=locked,
    )
    crypto.destroy_key(locked.key, at=at)
    return act


def write_act(
    *,
    operator: Organisation,
    subject: str,
    data_list: str,
    reason: str,
    at: dt.datetime,
    method: str = METHOD,
    actor: "User | None" = None,
    submission: Submission | None = None,
) -> DestructionAct:
    """The act of destruction, numbered without gaps."""
    journal, _ = Journal.objects.get_or_create(
        code=ACTS_JOURNAL, defaults={"title": "Акты об уничтожении персональных данных"}
    )
    entry = journals.take_number(journal=journal, actor=actor, at=at)
    label = f"{actor.full_name}, {actor.post}".strip(", ") if actor else "система, автоматически"
    return DestructionAct.objects.create(
        number=entry.number,
        operator=operator,
        subject=subject[:255],
        data_list=data_list,
        system_name=settings.WAGTAIL_SITE_NAME,
        reason=reason,
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
    kept_keys = [locked.key_id]
    held = SubmissionFile.objects.filter(version__submission=locked, file__key_id__in=kept_keys)
    for file in PrivateFile.objects.filter(pk__in=held.values("file"), destroyed_at=None):
        files.destroy_file(file, at)
    held.update(label=GONE)
    locked.versions.update(answers=None, data=None)
    locked.remarks.update(text=GONE)
    locked.notes.update(text=GONE)
    Letter.objects.filter(key=locked.key).update(to="destroyed@example.invalid")
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
    steps = "; ".join(step.title for step in journey.steps)
    names = SubmissionFile.objects.filter(version__submission=locked, file__key=locked.key)
    labels = "; ".join(dict.fromkeys(names.values_list("label", flat=True)))
    return f"Ответы анкеты «{journey.title}»: {steps}. Документы: {labels or 'нет'}."


def _operator(locked: Submission) -> Organisation:
    return registry.get(locked.journey).describe(locked.scope).operator
