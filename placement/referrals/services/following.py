"""What an answer moves: the case of the person and the places of the vacancy."""

import datetime as dt

from core.lifecycle import APPLICANT, STAFF
from core.models import User
from placement.cases.models import Job
from placement.referrals.models import Referral
from placement.vacancies import services as vacancies
from placement.vacancies.lifecycle import VACANCY


def hired(row: Referral, started_on: dt.date, actor: User | None) -> None:
    """The person works: one place of the vacancy is taken."""
    vacancy = row.vacancy
    allowed = VACANCY.actions(source=vacancy.state, who=STAFF if actor else APPLICANT)
    if "fill" in allowed and vacancy.free_places:
        vacancies.fill(vacancy=vacancy, hired=1, actor=actor, note="принят по направлению")


def has_job(row: Referral) -> bool:
    """Whether the case holds a job at this vacancy that goes on."""
    return Job.objects.filter(case=row.case, vacancy=row.vacancy, ended_on=None).exists()
