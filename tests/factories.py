"""Factories of the tests: the least that makes a valid row; each app's follow below."""

import factory

from core.models import Organisation, User


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"org-{n}")
    full_name = factory.Sequence(lambda n: f"Организация № {n}")
    short_name = factory.Sequence(lambda n: f"Организация {n}")
    time_zone = "Asia/Novosibirsk"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    last_name = "Сотрудникова"
    first_name = "Мария"
    middle_name = "Петровна"
    is_active = True
