"""What a referral moves elsewhere: the job of the case, places of the vacancy."""

import datetime as dt

from core.errors import Refused
from core.lifecycle import APPLICANT, STAFF
from core.models import User
from placement.cases import services as cases
from placement.cases.lifecycle import CaseState
from placement.cases.models import Job, Step
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral
from placement.vacancies import services as vacancies
from placement.vacancies.lifecycle import VACANCY
from placement.vacancies.models import Vacancy
from placement.vacancies.services.guards import locked


def hired(row: Referral, started_on: dt.date, actor: User | None) -> None:
    """The person works, or will: the case follows, one place of the vacancy is taken.

    A case that has found a job meanwhile, or has ended, keeps the answer alone: staff look at it.
    """
    if row.case.state == CaseState.SEARCHING:
        _lead_on(row, started_on, actor)
    # Locked before it is judged: the employer may be answering for the vacancy by its own link.
    vacancy = locked(row.vacancy)
    allowed = VACANCY.actions(source=vacancy.state, who=STAFF if actor else APPLICANT)
    if "fill" in allowed and not _is_counted(row, vacancy):
        vacancies.fill(vacancy=vacancy, hired=1, actor=actor, note="принят по направлению")


def _is_counted(row: Referral, vacancy: Vacancy) -> bool:
    """Whether the answer for the vacancy has counted this place already: one hiring, one place.

    Of the places that were taken since the person was sent each other referral explains one.
    """
    assert row.sent_at is not None
    taken = vacancy.filled_places - vacancies.filled_places_at(vacancy, row.sent_at)
    hirings = Referral.objects.filter(
        vacancy=vacancy, state=ReferralState.HIRED, answered_at__gte=row.sent_at
    )
    return taken > hirings.exclude(pk=row.pk).count()


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
