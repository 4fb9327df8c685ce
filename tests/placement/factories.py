"""Employers, people, professions and vacancies; numbers with right check digits."""

import datetime as dt
from typing import Any

import factory
from django.utils import timezone

from placement.agreements.models import Agreement
from placement.employers.models import Employer, EmployerContact
from placement.professions.models import Profession
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy


def inn(n: int) -> str:
    """The n-th valid ИНН of an organisation."""
    body = f"4703{n:05d}"
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return f"{body}{sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11 % 10}"


def person_inn(n: int) -> str:
    """The n-th valid ИНН of a person."""
    number = f"4703{n:06d}"
    for weights in ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)):
        number += str(sum(w * int(d) for w, d in zip(weights, number, strict=True)) % 11 % 10)
    return number


def ogrn(n: int) -> str:
    """The n-th valid ОГРН."""
    body = f"10247{n:07d}"
    return f"{body}{int(body) % 11 % 10}"


def person_ogrn(n: int) -> str:
    """The n-th valid ОГРНИП."""
    body = f"30447{n:09d}"
    return f"{body}{int(body) % 13 % 10}"


class EmployerFactory(factory.django.DjangoModelFactory):
    """An organisation with everything the bank can know; ``person=True``: an entrepreneur."""

    class Meta:
        model = Employer

    class Params:
        person = factory.Trait(
            full_name=factory.Sequence(lambda n: f"ИП Пробный {n + 1}"),
            short_name="",
            inn=factory.Sequence(lambda n: person_inn(n + 1)),
            ogrn=factory.Sequence(lambda n: person_ogrn(n + 1)),
        )

    kind = Employer.Kind.POTENTIAL
    full_name = factory.Sequence(
        lambda n: f"Общество с ограниченной ответственностью «Пробное дело {n + 1}»"
    )
    short_name = factory.Sequence(lambda n: f"ООО «Пробное дело {n + 1}»")
    inn = factory.Sequence(lambda n: inn(n + 1))
    ogrn = factory.Sequence(lambda n: ogrn(n + 1))
    address = "Ленинградская область, г. Всеволожск, Лесной проспект, д. 1"
    district = "lo-vsevolozhsk"
    phone = factory.Sequence(lambda n: f"+7813702{n + 1:04d}")
    email = factory.Sequence(lambda n: f"office{n + 1}@example.org")
    website = "https://example.org"
    activity = "общественное питание"
    founded_year = 2001
    head_post = "генеральный директор"
    head_name = "Пробный Пётр Петрович"


class EmployerContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EmployerContact

    employer = factory.SubFactory(EmployerFactory)
    submission = None
    name = "Кадровая Анна Ивановна"
    post = "специалист по кадрам"
    phone = "+79111234567"
    email = "hr@example.org"


class ProfessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Profession

    name = factory.Sequence(lambda n: f"Профессия {n + 1}")


class VacancyFactory(factory.django.DjangoModelFactory):
    """``VacancyFactory(state="filled")``: in any state, with the marks that the state needs.

    Staff's own entry (``request=None``); pass a request to make it an employer's.
    """

    class Meta:
        model = Vacancy

    class Params:
        at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=3))

    request = None
    employer = factory.SubFactory(EmployerFactory)
    profession = factory.SubFactory(ProfessionFactory)
    state = VacancyState.NEW
    title = factory.Sequence(lambda n: f"Работник {n + 1}")
    places = 1
    address = "Ленинградская область, г. Всеволожск, Лесной проспект, д. 1"
    district = "lo-vsevolozhsk"
    schedule = Vacancy.Schedule.FULL
    pay = 45_000
    published_at = factory.LazyAttribute(lambda o: o.at if o.state != VacancyState.NEW else None)
    confirmed_at = factory.LazyAttribute(lambda o: o.published_at)
    ended_at = factory.LazyAttribute(
        lambda o: (
            o.at + dt.timedelta(days=2)
            if o.state in (VacancyState.FILLED, VacancyState.EXPIRED, VacancyState.WITHDRAWN)
            else None
        )
    )
    filled_places = factory.LazyAttribute(
        lambda o: o.places if o.state == VacancyState.FILLED else 0
    )


def agreement_data(**fields: Any) -> Agreement:
    """What staff type of an agreement: a partnership of this school year unless said otherwise."""
    kind = fields.setdefault("kind", Agreement.Kind.PARTNERSHIP)
    defaults: dict[str, Any] = {
        "subject": "Содействие трудоустройству выпускников",
        "starts_on": dt.date(2026, 9, 1),
        "ends_on": dt.date(2027, 8, 31),
    }
    if kind == Agreement.Kind.PRACTICE:
        defaults |= {"practice_kind": Agreement.Practice.EDUCATIONAL, "group": "ПК-21"}
    if kind in Agreement.FOR_PERSONS:
        defaults["people_names"] = "Пробный Иван Петрович"
    if "employer" not in fields:
        defaults["employer"] = EmployerFactory()
    return Agreement(**{**defaults, **fields})
