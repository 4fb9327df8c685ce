"""A request is filed, or its corrected version (P-F2)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from core.errors import Refused
from forms_app.models import Submission
from placement.employers import services as employers
from placement.employers.models import Employer, EmployerContact
from placement.requests.models import VacancyRequest
from placement.vacancies import services as vacancies
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES

from .changes import contact_differences, differences
from .people import contact_for


@transaction.atomic
def file_request(
    *,
    submission: Submission,
    employer: Employer,
    contact: EmployerContact,
    wanted: Sequence[Mapping[str, Any]],
    composed_on: dt.date,
) -> VacancyRequest:
    """The request that is being sent, or its corrected version.

    An unknown ИНН makes a new employer; of a known one nothing is overwritten: what differs is for
    staff to take over. ``employer`` and ``contact`` are what was typed, not saved; ``wanted`` is what
    was typed of the vacancies, by their number, from 1. A corrected version changes those that nobody
    has published yet and withdraws those that are left out; what a request does not ask for stays.
    """
    row = _employer(employer)
    request = VacancyRequest.objects.select_for_update().filter(submission=submission).first()
    request = request or VacancyRequest(submission=submission, composed_on=composed_on)
    request.employer = row
    request.contact = contact_for(request, row, contact, submission)
    request.changes_employer = bool(differences(row, employer))
    request.changes_contact = bool(contact_differences(request.contact, contact))
    request.save()
    _save_vacancies(request, wanted)
    return request


def _employer(data: Employer) -> Employer:
    employer = _entered(data)
    if employer is not None:
        return employers.current(employer)
    try:
        return employers.register_employer(data=data, actor=None)
    except Refused:
        # Somebody else has just registered the same ИНН.
        employer = _entered(data)
        if employer is None:
            raise
        return employers.current(employer)


def _entered(data: Employer) -> Employer | None:
    """The employer of the bank by ИНН; by ОГРН where the bank does not know its ИНН yet."""
    employer = employers.find_by_inn(data.inn)
    if employer is not None:
        return employer
    by_ogrn = employers.find_by_ogrn(data.ogrn)
    return by_ogrn if by_ogrn is not None and not by_ogrn.inn else None


def _save_vacancies(request: VacancyRequest, wanted: Sequence[Mapping[str, Any]]) -> None:
    rows = {row.number: row for row in request.vacancies.select_for_update()}
    for number, typed in enumerate(wanted, start=1):
        row = rows.pop(number, None)
        if row is None:
            vacancies.create_vacancy(
                data=Vacancy(**typed),
                employer=request.employer,
                actor=None,
                request_id=request.pk,
                number=number,
            )
        elif row.state == VacancyState.NEW:
            if row.employer_id != request.employer_id:
                row.employer = request.employer
                row.save(update_fields=["employer"])
            vacancies.update_vacancy(vacancy=row, data=VACANCIES.copy(row, **typed), actor=None)
        # What staff have published stands as they published it: they look at the new version.
    for row in rows.values():
        if row.is_live:
            vacancies.withdraw(
                vacancy=row, reason="Работодатель убрал вакансию из заявки", actor=None
            )
