"""Consents that are signed, taken back and used at the same moment (P-F4, P-F5, X-5)."""

import re

import pytest

from core import outbox
from core.errors import Refused
from core.models import Letter
from placement.cases import services as cases
from placement.consents import ASSISTANCE, HEALTH
from placement.graduates.models import Graduate
from placement.grants import gate, letters, services
from placement.grants.models import Grant
from placement.grants.services import codes
from placement.needs import services as needs
from placement.needs.models import WorkNeeds
from placement.needs.rules.content import Needs
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.threads import at_once, within

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.req("X-5"),
]


def first_of(graduate: Graduate) -> Grant:
    return Grant.objects.get(graduate=graduate, purpose=ASSISTANCE)


def test_who_looks_at_health_data_while_they_are_taken_back_sees_nothing(specialist):
    person = GraduateFactory()
    allow(person, HEALTH)
    needs.set_needs(graduate=person, needs=Needs(), actor=specialist)
    withdrawn, looked = within(
        lambda: services.withdraw(grant=first_of(person), actor=None),
        "placement.grants.services.signing._end",
        lambda: needs.needs_of(person, specialist),
    )
    assert isinstance(withdrawn, Grant)
    assert isinstance(looked, Refused)
    assert not WorkNeeds.objects.exists()


def test_a_protocol_of_health_and_a_withdrawal_end_both(specialist):
    person = GraduateFactory()
    allow(person, HEALTH)
    case = cases.open_case(graduate=person, specialist=specialist, actor=specialist)
    day = case.opened_on
    consilium = cases.call_consilium(case=case, held_on=day, place="Каб. 5", actor=specialist)
    recorded, withdrawn = within(
        lambda: cases.record_protocol(
            consilium=consilium, held_on=day, recommendations="Тихое место", actor=specialist
        ),
        "placement.cases.services.consilium.gate.require",
        lambda: services.withdraw(grant=first_of(person), actor=None),
    )
    assert not isinstance(recorded, Exception)
    assert isinstance(withdrawn, Grant)
    case.refresh_from_db()
    assert not case.is_open


def test_of_a_signature_and_a_withdrawal_at_once_nothing_stays_in_force():
    person = GraduateFactory()
    first = services.open_grant(graduate=person, purpose=ASSISTANCE, actor=None)
    signed = evidence(ASSISTANCE)
    at_once(
        lambda: services.sign(grant=first, evidence=signed, actor=None),
        lambda: services.withdraw(grant=first, actor=None),
    )
    assert not gate.allows(person, ASSISTANCE)


def test_of_two_signatures_at_once_one_counts():
    person = GraduateFactory()
    first = services.open_grant(graduate=person, purpose=ASSISTANCE, actor=None)
    papers = [evidence(ASSISTANCE), evidence(ASSISTANCE)]
    answers = at_once(
        *(lambda p=p: services.sign(grant=first, evidence=p, actor=None) for p in papers)
    )
    assert sum(isinstance(one, Refused) for one in answers) == 1
    assert first.signatures.count() == 1


def test_wrong_codes_in_many_browsers_are_all_counted(centre):
    person = GraduateFactory()
    first = services.open_grant(graduate=person, purpose=ASSISTANCE, actor=None)
    services.ask_code(grant=first, identity_document="4000 000001", address="Выборг")
    answers = at_once(
        *[lambda: services.sign_by_code(grant=first, typed="0000-0000")] * (codes.TRIES + 2)
    )
    assert answers.count(None) == codes.TRIES
    assert services.live_code(first, None) is None


def test_one_code_given_in_two_browsers_signs_once(centre):
    person = GraduateFactory()
    first = services.open_grant(graduate=person, purpose=ASSISTANCE, actor=None)
    services.ask_code(grant=first, identity_document="4000 000001", address="Выборг")
    _, text = outbox.content(Letter.objects.get(code=letters.CODE))
    (code,) = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", text)
    answers = at_once(*[lambda: services.sign_by_code(grant=first, typed=code)] * 2)
    assert sum(isinstance(one, Refused) for one in answers) == 1
    assert first.signatures.count() == 1
