"""Factories of the tests: the least that makes a valid row."""

import factory
from django.utils.datastructures import MultiValueDict

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


def as_typed(fields: dict[str, object]) -> MultiValueDict:
    """Fields in the shape of a request."""
    return MultiValueDict(
        {k: [str(i) for i in v] if isinstance(v, list) else [str(v)] for k, v in fields.items()}
    )
