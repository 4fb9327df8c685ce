"""What a request says differently from the data bank, and how staff take it over (P-F2)."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core.errors import Refused
from core.history import log_change
from core.models import User
from placement.employers import services as employers
from placement.employers.models import Employer, EmployerContact
from placement.employers.record import CONTACTS, EMPLOYERS
from placement.employers.services.contacts import checked_contact
from placement.employers.services.data import normalised
from placement.requests.form import COMPANY_PAGE
from placement.requests.models import VacancyRequest


@dataclass(frozen=True)
class Change:
    """A value of the bank and what the employer says instead."""

    name: str
    label: str
    was: str
    new: str


def differences(employer: Employer, data: Employer) -> list[Change]:
    """What an employer says differently from the bank; what it leaves empty is not said."""
    new = normalised(data)
    asked = {"inn", *(one.name for one in EMPLOYERS.asked_on(COMPANY_PAGE))}
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


def contact_differences(person: EmployerContact, data: EmployerContact) -> list[Change]:
    """What a request says differently of a contact person whom the bank has."""
    new = checked_contact(data)
    return [
        Change(name, CONTACTS.label(name), CONTACTS.text(person, name), CONTACTS.text(new, name))
        for name in CONTACTS.changes(person, new)
        if getattr(new, name)
    ]


@transaction.atomic
def take_over_contact(
    *, request: VacancyRequest, data: EmployerContact, actor: User, revision: str = ""
) -> EmployerContact:
    """Put what a request says of a known contact person into the bank: staff have looked at it.

    Raises Refused when nothing is new, and when the person is there no more.
    """
    row = VacancyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    person = row.contact
    new = checked_contact(data)
    changes = contact_differences(person, data) if person is not None else []
    if person is None or not changes:
        raise Refused("Новых данных нет: в банке данных уже то же самое.")
    values = {change.name: getattr(new, change.name) for change in changes}
    updated = employers.update_contact(
        contact=person, data=CONTACTS.copy(person, **values), actor=actor, revision=revision
    )
    row.changes_contact = False
    row.save(update_fields=["changes_contact"])
    log_change(
        row.submission,
        actor=actor,
        action="take-over-contact",
        details={"fields": CONTACTS.labels(values)},
    )
    return updated


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
