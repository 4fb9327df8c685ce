"""Use cases of employers' requests: filed, followed, new data taken over (P-F2)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core.errors import Refused
from core.history import log_change
from core.models import User
from forms_app.lifecycle import State
from forms_app.models import Submission
from forms_app.services.consents import withdrawn_at
from placement.employers import services as employers
from placement.employers.models import Employer, EmployerContact
from placement.employers.record import EMPLOYERS
from placement.employers.services.data import normalised
from placement.requests.form import COMPANY_PAGE
from placement.requests.models import VacancyRequest
from placement.vacancies import services as vacancies
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy

WORK = "placement.work_vacancies"
# Why a rejection closes vacancies: by these words it opens them again when it is taken back.
_REJECTED = "Заявка отклонена"
# 152-ФЗ, art. 21: data are destroyed within 30 days after they have served their purpose.
KEPT_AFTER_LAST = dt.timedelta(days=30)


@dataclass(frozen=True)
class Change:
    """A value of the bank and what the employer says instead."""

    name: str
    label: str
    was: str
    new: str


@transaction.atomic
def file_request(
    *,
    submission: Submission,
    employer: Employer,
    contact: EmployerContact,
    wanted: Sequence[Vacancy],
    composed_on: dt.date,
) -> VacancyRequest:
    """The request that is being sent, or its corrected version.

    An unknown ИНН makes a new employer; of a known one nothing is overwritten: what differs is for
    staff to take over. ``employer`` and ``contact`` are what was typed, not saved; ``wanted`` are
    the vacancies by their number, from 1. A corrected version changes those that nobody has
    published yet and withdraws those that are left out.
    """
    row = _employer(employer)
    request = VacancyRequest.objects.select_for_update().filter(submission=submission).first()
    request = request or VacancyRequest(submission=submission, composed_on=composed_on)
    request.employer = row
    request.contact = _contact(request, row, contact, submission)
    request.changes_employer = bool(differences(row, employer))
    request.save()
    _save_vacancies(request, wanted)
    return request


def differences(employer: Employer, data: Employer) -> list[Change]:
    """What an employer says differently from the bank; what it leaves empty is not said."""
    new = normalised(data)
    asked = {one.name for one in EMPLOYERS.asked_on(COMPANY_PAGE)}
    return [
        Change(name, EMPLOYERS.label(name), _shown(getattr(employer, name)), _shown(value))
        for name in EMPLOYERS.changes(employer, new)
        if name in asked and (value := getattr(new, name))
    ]


@transaction.atomic
def take_over_changes(
    *, request: VacancyRequest, data: Employer, actor: User, revision: str = ""
) -> Employer:
    """Put what the employer says into the bank: staff have looked at it.

    ``revision`` is that of the bank's data which staff saw. Raises Refused when nothing is new,
    and what the bank refuses.
    """
    row = VacancyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    employer = employers.current(row.employer)
    new = normalised(data)
    values = {change.name: getattr(new, change.name) for change in differences(employer, data)}
    if not values:
        raise Refused("Новых сведений нет: в банке данных уже то же самое.")
    updated = employers.update_employer(
        employer=employer,
        data=EMPLOYERS.copy(employer, **values),
        actor=actor,
        revision=revision,
    )
    row.changes_employer = False
    row.save(update_fields=["changes_employer"])
    log_change(
        row.submission,
        actor=actor,
        action="take-over",
        details={"fields": EMPLOYERS.labels(values)},
    )
    return updated


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
    if why := _person_goes(submission):
        employers.remove_contacts_of(submission=submission, actor=actor, why=why)
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


def _person_goes(submission: Submission) -> str:
    """Why the contact person may be kept no longer; empty while the consent is in force."""
    if submission.state == State.DESTROYED:
        return "данные заявки уничтожены"
    if submission.state == State.WITHDRAWN:
        return "заявка отозвана"
    return "согласие отозвано" if withdrawn_at(submission) else ""


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _employer(data: Employer) -> Employer:
    employer = employers.find_by_inn(data.inn)
    if employer is not None:
        return employers.current(employer)
    try:
        return employers.register_employer(data=data, actor=None)
    except Refused:
        # Somebody else has just registered the same ИНН.
        employer = employers.find_by_inn(data.inn)
        if employer is None:
            raise
        return employers.current(employer)


def _contact(
    request: VacancyRequest, employer: Employer, data: EmployerContact, submission: Submission
) -> EmployerContact:
    """The contact person; a corrected version changes the one that the request brought in."""
    person = request.contact
    if person is not None and person.employer_id == employer.pk:
        return employers.update_contact(contact=person, data=data, actor=None)
    if person is not None:
        employers.remove_contact(contact=person, actor=None, reason=employers.Removal.MOVED)
    return employers.add_contact(employer=employer, data=data, submission=submission, actor=None)


def _save_vacancies(request: VacancyRequest, wanted: Sequence[Vacancy]) -> None:
    rows = {row.number: row for row in request.vacancies.select_for_update()}
    for number, data in enumerate(wanted, start=1):
        row = rows.pop(number, None)
        if row is None:
            vacancies.create_vacancy(
                data=data,
                employer=request.employer,
                actor=None,
                request_id=request.pk,
                number=number,
            )
        elif row.state == VacancyState.NEW:
            if row.employer_id != request.employer_id:
                row.employer = request.employer
                row.save(update_fields=["employer"])
            vacancies.update_vacancy(vacancy=row, data=data, actor=None)
        # What staff have published stands as they published it: they look at the new version.
    for row in rows.values():
        if row.is_live:
            vacancies.withdraw(
                vacancy=row, reason="Работодатель убрал вакансию из заявки", actor=None
            )
