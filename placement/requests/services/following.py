"""What follows a request through its life: vacancies, contact person, employer (P-F2, X-5)."""

import datetime as dt

from django.db import transaction

from core.models import User
from forms_app.lifecycle import State
from forms_app.models import Submission
from placement.employers import services as employers
from placement.requests.models import VacancyRequest
from placement.vacancies import services as vacancies
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy

from .people import person_goes, release_person

# Why a rejection closes vacancies: by these words it opens them again when it is taken back.
_REJECTED = "Заявка отклонена"
# 152-ФЗ, art. 21: data are destroyed within 30 days after they have served their purpose.
KEPT_AFTER_LAST = dt.timedelta(days=30)


@transaction.atomic
def follow_submission(*, submission: Submission, actor: User | None) -> None:
    """Keep contact and vacancies in step with the submission; call inside its transaction.

    Who withdraws a request, or is refused, has no vacancies at the centre. The contact person goes
    as soon as the request is withdrawn, the consent ended or the data destroyed. Who accepts a
    request has looked at what it says of an employer that it brought into the bank.
    """
    if submission.state == State.ACCEPTED:
        # The employer before the request, in the order in which filing and merging lock them.
        _confirm_employer(submission, actor)
    request = VacancyRequest.objects.select_for_update().filter(submission=submission).first()
    if request is None:
        return
    if submission.state in (State.WITHDRAWN, State.REJECTED):
        reason = "Заявка отозвана" if submission.state == State.WITHDRAWN else _REJECTED
        for vacancy in request.vacancies.live():
            vacancies.withdraw(vacancy=vacancy, reason=reason, actor=actor)
    if why := person_goes(submission):
        release_person(request, actor, why)
    if submission.state == State.DESTROYED:
        for vacancy in request.vacancies.exclude(reports_to=""):
            vacancies.forget_persons(vacancy=vacancy)


@transaction.atomic
def bring_vacancies_back(*, submission: Submission, actor: User | None) -> None:
    """Open again what the rejection of the request closed; for the specialist to publish."""
    closed = Vacancy.objects.filter(
        request__submission=submission, state=VacancyState.WITHDRAWN, end_note=_REJECTED
    )
    for vacancy in closed.order_by("pk"):
        vacancies.reopen(vacancy=vacancy, actor=actor, why="Отклонение заявки отменено")


def kept_until(submission: Submission) -> dt.datetime | None:
    """30 days after the last vacancy of the request ended; None while one is live.

    One that nobody publishes ends by itself (`asks.expire_unpublished`).
    """
    rows = Vacancy.objects.filter(request__submission=submission)
    ends = list(rows.values_list("ended_at", flat=True))
    if not ends or None in ends:
        return None
    return max(end for end in ends if end) + KEPT_AFTER_LAST


def _confirm_employer(submission: Submission, actor: User | None) -> None:
    """Of an employer that nobody has confirmed yet, unless the request says something else of it."""
    requests = VacancyRequest.objects.select_related("employer").filter(submission=submission)
    request = requests.filter(employer__confirmed_on=None, changes_employer=False).first()
    if request is not None:
        employers.confirm_employer(employer=request.employer, actor=actor)
