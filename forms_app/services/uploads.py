"""Files put into a draft's slots: stored at once, judged by content (DESIGN §4)."""

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from core import clock, files
from core.errors import Refused
from core.models import PersonKey, PrivateFile
from forms_app import consents
from forms_app.engine.access import Access
from forms_app.engine.documents import document_set
from forms_app.engine.journey import UploadSlot
from forms_app.engine.progress import Progress
from forms_app.errors import NotYet, StaleRevision
from forms_app.models import Draft, DraftUpload, SubmissionFile

from .locking import check_open, lock_open_draft, progress_of, touch
from .proving import check_proved

if TYPE_CHECKING:
    from core.models import User


@dataclasses.dataclass(frozen=True)
class SetAside:
    """A stored file that is in no slot yet, and the digest of the answers that it was chosen for."""

    file: PrivateFile
    answers_digest: str


def store_upload(
    *,
    draft: Draft,
    slot: str,
    source: File,
    name: str,
    actor: "User | None" = None,
    revision: int | None = None,
    access: Access | None = None,
) -> DraftUpload:
    """Keep a file in a slot; a slot for one file has its former file replaced.

    The file is checked, encrypted and on the disk before any row is locked: nobody waits for a
    big upload. Raises Refused with words for the sender (0 bytes, too big, wrong type, slot full
    or closed), StaleRevision, DraftClosed, NotProved, NotYet while steps are incomplete.
    """
    check_proved(Draft.objects.select_related("key", "corrects").get(pk=draft.pk), access)
    waiting = set_aside(
        draft=draft, slot=slot, source=source, name=name, actor=actor, revision=revision
    )
    return attach_set_aside(
        draft=draft,
        slot=slot,
        file=waiting.file.pk,
        answers_digest=waiting.answers_digest,
        actor=actor,
        revision=revision,
        access=access,
    )


def set_aside(
    *,
    draft: Draft,
    slot: str,
    source: File,
    name: str,
    actor: "User | None" = None,
    revision: int | None = None,
) -> SetAside:
    """Check and encrypt a file without putting it anywhere: it waits for the owner's proof.

    A signed paper repeats the answers of this instant, whatever they are when it is attached.
    Nobody sees the file, and unless ``attach_set_aside`` takes it, it is removed as an orphan. Raises
    as ``store_upload`` does, but for NotProved.
    """
    seen = Draft.objects.select_related("key", "corrects").get(pk=draft.pk)
    check_open(seen, revision=revision)
    progress = progress_of(seen, at=clock.now(), actor=actor)
    place = _open_slot(progress, slot)
    stored = files.store_file(
        key=_key(progress, place),
        name=name,
        source=source,
        allowed=place.allowed or files.DOCUMENT_TYPES,
        max_size=place.max_size,
    )
    return SetAside(stored, document_set(progress).paper_digest(place.paper_code))


def attach_set_aside(
    *,
    draft: Draft,
    slot: str,
    file: UUID,
    answers_digest: str,
    actor: "User | None" = None,
    revision: int | None = None,
    access: Access | None = None,
) -> DraftUpload:
    """Put a file that was set aside into its slot; one that is refused is removed.

    ``answers_digest`` is that of the answers when the file was chosen: a paper signed for others
    than those of today is void. Raises as ``store_upload`` does, and Refused for a file that was removed meanwhile.
    """
    stored = PrivateFile.objects.filter(pk=file, destroyed_at=None, draftupload=None).first()
    if stored is None:
        raise Refused("Файл больше не хранится: выберите его ещё раз.", field=slot)
    try:
        return _attach(
            SetAside(stored, answers_digest),
            draft=draft,
            slot=slot,
            actor=actor,
            revision=revision,
            access=access,
        )
    except Refused:
        files.discard_file(stored)
        raise


@transaction.atomic
def _attach(
    waiting: SetAside,
    *,
    draft: Draft,
    slot: str,
    actor: "User | None",
    revision: int | None,
    access: Access | None,
) -> DraftUpload:
    """Put a stored file into its slot, judged again under the lock."""
    locked = lock_open_draft(draft.pk, revision=revision)
    check_proved(locked, access)
    now = clock.now()
    progress = progress_of(locked, at=now, actor=actor)
    place = _open_slot(progress, slot)
    if waiting.file.key_id != _key(progress, place).pk:  # the consent was given anew meanwhile
        raise StaleRevision(progress.ctx.journey.noun)
    former = list(locked.uploads.filter(slot=slot).select_related("file"))
    if place.multiple and len(former) >= place.max_files:
        raise Refused(f"«{place.label}»: не больше {place.max_files} файлов.", field=slot)
    digest = document_set(progress).paper_digest(place.paper_code)
    is_void = waiting.answers_digest != digest
    if is_void and any(upload.answers_digest == digest for upload in former):
        raise Refused(
            f"«{place.label}»: ответы изменились после того, как вы выбрали файл, и уже приложен"
            " документ с новыми ответами. Он остался на месте.",
            field=slot,
        )
    for upload in former:
        # A newly signed paper takes the place of the one that the answers have left behind.
        if not place.multiple or upload.answers_digest != digest:
            _remove(upload)
    _keep_alive(locked, now)
    return DraftUpload.objects.create(
        draft=locked, slot=slot, file=waiting.file, answers_digest=waiting.answers_digest
    )


@transaction.atomic
def drop_upload(
    *,
    draft: Draft,
    upload_id: int,
    actor: "User | None" = None,
    revision: int | None = None,
    access: Access | None = None,
) -> None:
    """Take a file out of its slot; one that an earlier version holds stays there.

    A file that is gone already is no error: a double press is harmless. Raises as
    ``store_upload`` does.
    """
    locked = lock_open_draft(draft.pk, revision=revision)
    check_proved(locked, access)
    upload = locked.uploads.filter(pk=upload_id).select_related("file").first()
    if upload is None:
        return
    now = clock.now()
    _open_slot(progress_of(locked, at=now, actor=actor), upload.slot)
    _remove(upload)
    _keep_alive(locked, now)


def _open_slot(progress: Progress, code: str) -> UploadSlot:
    first = progress.first_incomplete
    if first is not None:
        raise NotYet(first.code)
    state = document_set(progress).get(code)
    if state is None:
        noun = progress.ctx.journey.noun
        raise Refused(f"Такого документа в эт{noun:ом|ой|ом} {noun.pre} нет.")
    if not state.is_open:
        raise Refused("Этот документ не возвращён на исправление: заменить его нельзя.", field=code)
    return state.slot


def _key(progress: Progress, slot: UploadSlot) -> PersonKey:
    """The draft's key; a signed consent is evidence and lies under the consent's own."""
    draft = progress.ctx.draft
    assert draft is not None
    if slot.consent:
        given = consents.active(progress.ctx, slot.consent)
        if given is not None:
            return given.key
    return draft.key


def _remove(upload: DraftUpload) -> None:
    file = upload.file
    upload.delete()
    if not SubmissionFile.objects.filter(file=file).exists():
        files.destroy_file(file, clock.now())


def _keep_alive(locked: Draft, now: dt.datetime) -> None:
    touch(locked, now)
    locked.save(update_fields=["expires_at", "updated_at"])
