"""What a referral moves elsewhere: the job of the case, places of the vacancy."""

import datetime as dt

from core.errors import Refused
from core.lifecycle import APPLICANT, STAFF
from core.models import User
from placement.cases import services as cases
from placement.cases.lifecycle import CaseState
from placement.cases.models import Job, Step
from placement.referrals.models import Referral
from placement.vacancies import services as vacancies
from placement.vacancies.lifecycle import VACANCY


def hired(row: Referral, started_on: dt.date, actor: User | None) -> None:
    """The person works, or will: the case follows, one place of the vacancy is taken.

    A case that has found a job meanwhile, or has ended, keeps the answer alone: staff look at it.
    """
    if row.case.state == CaseState.SEARCHING:
        _lead_on(row, started_on, actor)
    vacancy = row.vacancy
    allowed = VACANCY.actions(source=vacancy.state, who=STAFF if actor else APPLICANT)
    if "fill" in allowed and vacancy.free_places:
        vacancies.fill(vacancy=vacancy, hired=1, actor=actor, note="принят по направлению")


def _lead_on(row: Referral, started_on: dt.date, actor: User | None) -> None:
    """The case follows by the rule that holds for staff, too: a job, or a promise of one."""
    if started_on < row.case.opened_on:
        raise Refused("Проверьте дату: тогда направления ещё не было.", field="started_on")
    cases.hire(
        case=row.case,
        employer=row.employer,
        position=row.vacancy.title,
        started_on=started_on,
        vacancy=row.vacancy,
        source=Step.Source.EMPLOYER,
        actor=actor,
    )


def has_job(row: Referral) -> bool:
    """Whether the case holds a job at this vacancy that goes on."""
    return Job.objects.filter(case=row.case, vacancy=row.vacancy, ended_on=None).exists()
