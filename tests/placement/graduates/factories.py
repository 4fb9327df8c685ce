"""Graduates, and what they allow."""

import datetime as dt
from typing import Any

import factory

from core import clock, crypto
from core.models import Organisation
from forms_app.models import Consent, ConsentText
from placement.consents import ASSISTANCE, text_purpose
from placement.employers.models import Employer
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.grants import services
from placement.grants.models import Grant


class GraduateFactory(factory.django.DjangoModelFactory):
    """A confirmed grown-up graduate; ``minor=True``: 17 years old on the day of the test."""

    class Meta:
        model = Graduate

    class Params:
        minor = factory.Trait(
            born_on=factory.LazyFunction(
                lambda: clock.local_day(clock.now()) - dt.timedelta(days=17 * 366)
            )
        )

    key = factory.LazyFunction(crypto.new_key)
    state = GraduateState.CONFIRMED
    source = Graduate.Source.STAFF
    last_name = factory.Sequence(lambda n: f"Пробнов{chr(0x430 + n % 32)}")
    first_name = "Иван"
    middle_name = "Петрович"
    born_on = dt.date(2004, 3, 15)
    group = "ПК-21"
    left_year = 2026
    email = factory.Sequence(lambda n: f"graduate{n + 1}@example.org")
    phone = factory.Sequence(lambda n: f"+7921{n + 1:07d}")


def grow_young(graduate: Graduate) -> Graduate:
    """Make somebody 17 years old, so that a parent represents them."""
    graduate.born_on = clock.local_day(clock.now()) - dt.timedelta(days=17 * 366)
    graduate.save()
    return graduate


def evidence(
    purpose: str,
    *,
    method: str = Consent.Method.INK,
    by_representative: bool = False,
    **fields: Any,
) -> Consent:
    """A signed text; it is neither kept with a submission nor filled in."""
    purpose = text_purpose(purpose, by_representative=by_representative)
    operator = Organisation.objects.first() or Organisation.objects.create(
        code="centre", full_name="Пробное учреждение", short_name="Учреждение"
    )
    text, _ = ConsentText.objects.get_or_create(
        purpose=purpose,
        operator=operator,
        version=2,
        defaults={
            "title": f"Согласие: {purpose}",
            "body": "Даю согласие.",
            "effective_from": dt.date(2025, 9, 1),
        },
    )
    return Consent.objects.create(
        text=text,
        text_sha256=text.sha256,
        key=crypto.new_key(),
        method=method,
        given_at=fields.pop("given_at", clock.now()),
        **fields,
    )


def allow(graduate: Graduate, *purposes: str, employer: Employer | None = None) -> list[Grant]:
    """Grants in force, signed on paper by a grown-up: of accompaniment, and of each purpose."""
    grants = []
    for purpose in dict.fromkeys((ASSISTANCE, *purposes)):
        whom = employer if purpose != ASSISTANCE else None
        grant = services.open_grant(graduate=graduate, purpose=purpose, actor=None, employer=whom)
        if services.missing(grant):
            services.sign(grant=grant, evidence=evidence(purpose), actor=None)
        grants.append(grant)
    return grants
