"""A referral is prepared and goes out: under the consent alone, with an approved resume (P-2.2b)."""

import datetime as dt

from django.db import transaction

from core import clock, journals
from core.errors import Refused
from core.lifecycle import STAFF
from core.models import User
from placement.agreements.models import Agreement
from placement.cases.models import Case
from placement.cases.services.guards import require_leading
from placement.common.guards import require
from placement.consents import PURPOSES, TO_EMPLOYERS
from placement.employers.models import Employer
from placement.graduates.rights import WORK
from placement.graduates.services.guards import locked as locked_graduate
from placement.grants import gate
from placement.referrals import letters
from placement.referrals.lifecycle import OPEN, REFERRAL
from placement.referrals.models import Referral
from placement.referrals.setting_up import make_journal
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from placement.vacancies.models import Vacancy

from .guards import locked_by, log

# On so many days, that of the sending and the whole last one among them, the employer's link shows the resume.
LINK_DAYS = 30


@transaction.atomic
def prepare(*, case: Case, vacancy: Vacancy, resume: Resume | None = None, actor: User) -> Referral:
    """Make a referral that nobody outside sees yet; without ``resume`` the fitting approved one.

    Refused for an ended case or vacancy, and while another one to this vacancy is open.
    """
    require(actor, WORK)
    locked_graduate(case.graduate)
    row = (
        Case.objects.select_related("graduate", "specialist")
        .select_for_update(of=("self",))
        .get(pk=case.pk)
    )
    require_leading(row, actor)
    if not row.is_open:
        raise Refused("Сопровождение завершено. Чтобы направить человека, откройте его заново.")
    wanted = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
    if not wanted.is_open or not wanted.free_places:
        raise Refused("Эта вакансия закрыта, или все места заняты.", field="vacancy")
    if row.referrals.filter(vacancy=wanted, state__in=OPEN).exists():
        raise Refused("Направление на эту вакансию уже есть.", field="vacancy")
    if resume is not None and resume.graduate.person_id != row.graduate.person_id:
        raise Refused("Это резюме другого человека.", field="resume")
    referral = Referral.objects.create(
        case=row,
        vacancy=wanted,
        resume=resume or fitting_resume(row, wanted),
        made_by=actor,
        is_demo=row.is_demo,
    )
    log(referral, actor, "prepare", "")
    return referral


@transaction.atomic
def send(
    *, referral: Referral, way: str = Referral.Way.LINK, actor: User, resume: Resume | None = None
) -> Referral:
    """Pass the referral on, by a letter with a link or on paper, and enter it into the journal.

    What it rests on is asked here, under lock: consent, approved resume, open case and vacancy.
    """
    require(actor, WORK)
    locked_graduate(referral.case.graduate)
    row = locked_by(referral, actor)
    source = row.state
    row.state = REFERRAL.target("send", source=source, who=STAFF)
    gate.require(row.graduate, TO_EMPLOYERS)
    _refuse_ended(row)
    row.resume = resume or row.resume or fitting_resume(row.case, row.vacancy)
    _refuse_resume(row)
    now = clock.now()
    row.way, row.sent_at = way, now
    row.number = row.number or journals.take_number(journal=make_journal(), actor=actor, at=now)
    if way == Referral.Way.LINK:
        row.link_until = clock.day_begins(clock.local_day(now) + dt.timedelta(days=LINK_DAYS))
    row.save()
    if way == Referral.Way.LINK and letters.enqueue(row, letters.SENT) is None:
        raise Refused(
            "У работодателя нет адреса электронной почты. Передайте направление на бумаге или"
            " внесите адрес в карточку работодателя.",
            field="way",
        )
    log(row, actor, "send", source, details={"way": way, "number": row.number.label})
    return row


def fitting_resume(case: Case, vacancy: Vacancy) -> Resume | None:
    """The newest approved version for this vacancy, else the newest one for all."""
    rows = Resume.objects.of_person(case.graduate_id).filter(state=ResumeState.APPROVED)
    own = rows.filter(vacancy=vacancy).first()
    return own or rows.filter(vacancy=None).first()


def obstacles_of(referral: Referral) -> list[str]:
    """Why it could not be sent now, in words; the sending itself asks again, under lock."""
    obstacles = []
    if not gate.allows(referral.graduate, TO_EMPLOYERS):
        obstacles.append(
            f"Передать пока нельзя: нет действующего согласия «{PURPOSES[TO_EMPLOYERS]}»."
        )
    for check in (_refuse_ended, _refuse_resume):
        try:
            check(referral)
        except Refused as refusal:
            obstacles.append(f"Передать пока нельзя. {refusal.message}")
    return obstacles


def warnings_of(referral: Referral) -> list[str]:
    """What does not forbid to send it, but wants a look (P-5.4)."""
    if has_agreement(referral.vacancy.employer):
        return []
    return [
        (
            "С этим работодателем нет действующего договора. Направить можно, но лучше сначала"
            " заключить договор о сотрудничестве."
        )
    ]


def has_agreement(employer: Employer) -> bool:
    """Whether an agreement with the employer is in force today."""
    today = clock.local_day(clock.now())
    return Agreement.objects.in_force(today).filter(employer=employer).exists()


def _refuse_ended(row: Referral) -> None:
    if not row.case.is_open:
        raise Refused("Сопровождение завершено: направлять некого.")
    if not row.vacancy.is_open or not row.vacancy.free_places:
        raise Refused("Эта вакансия закрыта, или все места заняты.")


def _refuse_resume(row: Referral) -> None:
    resume = row.resume
    if resume is None:
        raise Refused(
            "Нет резюме, которое человек согласовал. Составьте его и дайте согласовать.",
            field="resume",
        )
    if resume.graduate.person_id != row.case.graduate.person_id:
        raise Refused("Это резюме другого человека.", field="resume")
    if resume.state != ResumeState.APPROVED:
        raise Refused(
            f"Резюме «{resume}» не согласовано человеком: передавать его нельзя.", field="resume"
        )
