"""What a person may take back and who may act for them, whatever became of cards and ages."""

import datetime as dt

import pytest
from django.test import Client

from core import clock
from core.errors import Refused
from placement.cases import services as cases
from placement.consents import ASSISTANCE, TO_EMPLOYERS
from placement.graduates import services as graduates
from placement.graduates.links import page_url
from placement.grants import gate, services
from placement.grants.links import representative_url
from placement.grants.models import Grant, Representative
from placement.grants.rules.capacity import Kind
from placement.resumes import services as resumes
from placement.resumes.lifecycle import ResumeState
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.placement.resumes.factories import ResumeFactory

pytestmark = pytest.mark.django_db


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


@pytest.fixture
def linked(specialist):
    """Two cards of one person: consents were signed on the one that is not in use any more."""
    kept, other = GraduateFactory(), GraduateFactory()
    allow(other, TO_EMPLOYERS)
    graduates.merge_graduates(keep=kept, merge=other, actor=specialist)
    other.refresh_from_db()
    return kept, other


@pytest.mark.req("P-F4")
def test_a_consent_of_a_linked_card_is_taken_back_by_staff(linked, specialist):
    _, other = linked
    grant = other.grants.get(purpose=ASSISTANCE)
    services.withdraw(grant=grant, actor=specialist, why="позвонил")
    assert not Grant.objects.open().exists()
    assert not gate.allows(other, TO_EMPLOYERS)


@pytest.mark.req("P-F4")
def test_a_consent_of_a_linked_card_stands_on_the_page_in_use(linked):
    kept, other = linked
    visitor, page = Client(), path_of(page_url(kept))
    visitor.post(f"{page}confirm/", {"born_on": f"{kept.born_on:%d.%m.%Y}"})
    assert "Передача резюме работодателям" in visitor.get(page).content.decode()
    grant = other.grants.get(purpose=TO_EMPLOYERS)
    visitor.post(f"{page}consents/{grant.pk}/withdraw/", {"sure": "on"})
    grant.refresh_from_db()
    assert grant.withdrawn_at is not None


def test_a_card_by_which_somebody_is_led_is_not_linked_to_another(specialist):
    led, other = GraduateFactory(), GraduateFactory()
    allow(led)
    cases.open_case(graduate=led, specialist=specialist, actor=specialist)
    with pytest.raises(Refused, match="ведут"):
        graduates.merge_graduates(keep=other, merge=led, actor=specialist)
    graduates.merge_graduates(keep=led, merge=other, actor=specialist)


@pytest.mark.req("P-F5")
def test_a_parents_link_is_over_when_the_child_is_of_age(db):
    graduate = GraduateFactory(minor=True)
    mother = Representative.objects.create(
        graduate=graduate, kind=Kind.PARENT, full_name="Пробнова Анна"
    )
    page = path_of(representative_url(mother))
    assert Client().get(page).status_code == 200
    graduate.born_on = clock.local_day(clock.now()) - dt.timedelta(days=19 * 366)
    graduate.save()
    assert Client().get(page).status_code == 410


@pytest.mark.req("P-F5")
def test_a_resume_is_approved_by_who_decides(specialist):
    graduate = GraduateFactory(capacity="incapable")
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    guardian = Representative.objects.create(
        graduate=graduate, kind=Kind.GUARDIAN, full_name="Опекунова Анна"
    )
    services.sign(
        grant=grant,
        evidence=evidence(ASSISTANCE, by_representative=True),
        representative=guardian,
        actor=None,
    )
    resume = ResumeFactory(graduate=graduate, state=ResumeState.OFFERED)
    with pytest.raises(Refused, match="законный представитель"):
        resumes.approve(resume=resume, actor=None)
    resumes.approve(resume=resume, actor=None, by="законный представитель")
    resume.refresh_from_db()
    assert resume.state == ResumeState.APPROVED


def test_a_signature_counts_when_the_specialist_has_left(specialist):
    graduate = GraduateFactory(responsible=specialist)
    specialist.groups.clear()
    allow(graduate)
    assert gate.allows(graduate, ASSISTANCE)
