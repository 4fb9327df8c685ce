"""A version as it may be changed, what must be true of it, and whether it may go out."""

from typing import Any

from core.errors import Refused
from core.history import log_change
from core.models import User
from core.records import refuse_overtaken
from core.records.revisions import revision_of
from placement.common.guards import signature
from placement.consents import TO_EMPLOYERS
from placement.graduates.models import Graduate
from placement.graduates.rights import PERSON
from placement.graduates.services.guards import locked as locked_graduate
from placement.grants import gate
from placement.resumes.content import MOST_JOBS, MOST_STUDIES, Content
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from placement.resumes.rules.months import is_before

POSITION_LENGTH = 255


def current_graduate(graduate: Graduate) -> Graduate:
    """The card, locked; refused when it is merged or its data are destroyed."""
    rows = Graduate.objects.select_related("key").select_for_update(of=("self",))
    row = rows.filter(pk=graduate.pk).first()
    if row is None or not row.is_current:
        raise Refused("Этой карточки больше нет: её объединили с другой или данные уничтожены.")
    return row


def locked(resume: Resume) -> Resume:
    """The version as it is now, locked after its graduate; of a linked card, too."""
    graduate = locked_graduate(resume.graduate, even_merged=True)
    row = Resume.objects.select_for_update(of=("self",)).get(pk=resume.pk)
    row.graduate = graduate
    return row


def revision(resume: Resume) -> str:
    """What a form saw when it was opened; changes with every value."""
    return revision_of(
        {
            "content": str(resume.content),
            "vacancy": resume.vacancy_id,
            "photo": resume.photo_id,
        }
    )


def forget_agreement(resume: Resume) -> None:
    """What one of two has agreed to is not what the version says now: both are asked again."""
    resume.person_agreed_at = resume.representative_agreed_at = None
    resume.save(update_fields=["person_agreed_at", "representative_agreed_at"])


def refuse_changed(resume: Resume, shown: str) -> None:
    """Refuse what was typed beside an older version of the draft."""
    refuse_overtaken(shown, revision(resume))


def refuse_wrong(content: Content) -> None:
    """Refuse what no resume may lack or hold."""
    if not content.position.strip():
        raise Refused("Напишите, какую должность ищет человек.", field="position")
    if len(content.position) > POSITION_LENGTH:
        raise Refused(f"Не длиннее {POSITION_LENGTH} знаков.", field="position")
    if len(content.jobs) > MOST_JOBS:
        raise Refused(f"Мест работы – не больше {MOST_JOBS}.")
    if len(content.studies) > MOST_STUDIES:
        raise Refused(f"Учебных заведений – не больше {MOST_STUDIES}.")
    periods = [("Место работы", n, j.since, j.until) for n, j in enumerate(content.jobs, 1)]
    periods += [
        ("Учебное заведение", n, s.since, s.until) for n, s in enumerate(content.studies, 1)
    ]
    for title, number, since, until in periods:
        if is_before(until, since):
            raise Refused(f"{title} {number}: конец раньше начала. Проверьте даты.")


def may_go_out(resume: Resume) -> bool:
    """Whether an employer may be shown this version now: approved, and the person allows it."""
    return resume.state == ResumeState.APPROVED and gate.allows(resume.graduate, TO_EMPLOYERS)


def require_going_out(resume: Resume) -> None:
    """Refuse, in words, a version that may not go out now; locks the person's consents."""
    if resume.state != ResumeState.APPROVED:
        raise Refused("Эту версию резюме человек ещё не согласовал.")
    gate.require(resume.graduate, TO_EMPLOYERS)


def log(row: Resume, actor: User | None, action: str, source: str, **more: Any) -> None:
    """One line of the version's history; what the resume says stays out of it."""
    who = signature(actor, more.pop("label", PERSON))
    log_change(row, action=action, from_state=source, to_state=row.state, **who, **more)
