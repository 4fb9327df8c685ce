"""A version is written: from nothing, or as a copy of another."""

from django.db import transaction
from django.db.models import Max

from core.errors import Refused
from core.models import User
from core.photos import copy_photo
from core.repeats import refuse_repeat
from placement.common.guards import require
from placement.consents import ASSISTANCE
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.grants import gate
from placement.resumes.content import Content
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from placement.vacancies.models import Vacancy

from .guards import current_graduate, locked, log, refuse_changed, refuse_wrong
from .photo import may_have_photo


@transaction.atomic
def create_resume(
    *,
    graduate: Graduate,
    content: Content,
    actor: User | None,
    vacancy: Vacancy | None = None,
    copied: Resume | None = None,
) -> Resume:
    """A new draft; needs the consent to accompaniment. ``actor`` is None for the person.

    ``copied`` is the version that says the same, and is meant to.
    """
    require(actor, WORK)
    person = current_graduate(graduate)
    gate.require(person, ASSISTANCE)
    refuse_wrong(content)
    drafts = person.resumes.filter(
        state=ResumeState.DRAFT, vacancy=vacancy, position=content.position
    )
    drafts = drafts.exclude(pk=copied.pk) if copied else drafts
    same = [row.pk for row in drafts if str(row.content) == content.to_json()]
    refuse_repeat(Resume.objects.filter(pk__in=same), "created_at")
    last = person.resumes.aggregate(last=Max("number"))["last"] or 0
    row = Resume.objects.create(
        graduate=person,
        number=last + 1,
        vacancy=vacancy,
        position=content.position,
        content=content.to_json(),
        is_demo=person.is_demo,
    )
    log(row, actor, "create", "")
    return row


@transaction.atomic
def copy_resume(*, resume: Resume, actor: User) -> Resume:
    """A new draft that says the same: an approved version itself never changes."""
    require(actor, WORK)
    content = Content.from_json(str(resume.content))
    row = create_resume(
        graduate=resume.graduate,
        content=content,
        actor=actor,
        vacancy=resume.vacancy,
        copied=resume,
    )
    if resume.photo is not None and may_have_photo(row.graduate):
        row.photo = copy_photo(resume.photo)
        row.save(update_fields=["photo"])
    return row


@transaction.atomic
def save_draft(
    *,
    resume: Resume,
    content: Content,
    actor: User,
    vacancy: Vacancy | None = None,
    revision: str = "",
) -> Resume:
    """Write what was typed; Refused for any version but a draft, and where somebody was quicker."""
    require(actor, WORK)
    row = locked(resume)
    if row.state != ResumeState.DRAFT:
        raise Refused("Эта версия уже не черновик. Сделайте новую версию: «Скопировать».")
    refuse_changed(row, revision)
    refuse_wrong(content)
    row.content, row.position, row.vacancy = content.to_json(), content.position, vacancy
    row.save()
    log(row, actor, "edit", row.state)
    return row
