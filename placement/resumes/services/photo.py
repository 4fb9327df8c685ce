"""The photograph of a version: only under a consent of its own, gone at once with it (P-F3, FACTS 2)."""

from django.db import transaction

from core import files
from core.errors import Refused
from core.history import SYSTEM_LABEL
from core.models import PrivateFile, User
from core.photos import read_photo
from placement.common.guards import require
from placement.consents import RESUME_PHOTO
from placement.graduates.models import Graduate
from placement.graduates.rights import PERSON, WORK
from placement.grants import gate
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume

from .guards import forget_agreement, locked, log

# An approved version never changes.
OPEN = (ResumeState.DRAFT, ResumeState.OFFERED)


@transaction.atomic
def add_photo(
    *, resume: Resume, photo: PrivateFile, actor: User | None, by: str = PERSON
) -> Resume:
    """Put the photograph into a version that is not approved yet, in place of an earlier one."""
    row = _changeable(resume, actor)
    gate.require(row.graduate, RESUME_PHOTO)
    if photo.key_id != row.graduate.key_id:
        raise Refused("Это файл другого человека.", field="photo")
    _drop(row)
    row.photo = photo
    row.save(update_fields=["photo"])
    forget_agreement(row)
    log(row, actor, "photo", row.state, label=by)
    return row


@transaction.atomic
def remove_photo(*, resume: Resume, actor: User | None, by: str = PERSON) -> Resume:
    """Take the photograph out of a version that is not approved yet; the file is deleted."""
    row = _changeable(resume, actor)
    if row.photo is not None:
        _drop(row)
        forget_agreement(row)
        log(row, actor, "remove-photo", row.state, label=by)
    return row


@transaction.atomic
def forget_photos(*, graduate: Graduate) -> int:
    """Delete the photographs of all versions of a person; return how many."""
    rows = graduate.resumes.filter(photo__isnull=False).select_for_update(of=("self",))
    for row in rows:
        _drop(row)
        log(row, None, "remove-photo", row.state, label=SYSTEM_LABEL)
    return len(rows)


def may_have_photo(graduate: Graduate) -> bool:
    """Whether the person allows a photograph in the resume now."""
    return gate.allows(graduate, RESUME_PHOTO)


def photo_for_employer(resume: Resume) -> bytes:
    """The photograph as an employer may see it at this moment; empty without the consent."""
    if resume.photo is None or not may_have_photo(resume.graduate):
        return b""
    return read_photo(resume.photo)


def _changeable(resume: Resume, actor: User | None) -> Resume:
    require(actor, WORK)
    row = locked(resume)
    if row.state not in OPEN:
        raise Refused("Эта версия уже согласована и не меняется. Сделайте новую: «Скопировать».")
    return row


def _drop(row: Resume) -> None:
    former, row.photo = row.photo, None
    if former is not None:
        row.save(update_fields=["photo"])
        files.discard_file(former)
