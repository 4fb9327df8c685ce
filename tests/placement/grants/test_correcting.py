"""A birth date or capacity that is corrected after signatures: who had to sign is judged anew."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.errors import Refused
from core.models import HistoryRecord
from placement.consents import ASSISTANCE, TO_EMPLOYERS
from placement.graduates import services as graduates
from placement.graduates.record import GRADUATES
from placement.grants import gate, services
from placement.grants.models import Representative
from placement.grants.rules.capacity import Signer
from tests.placement.graduates.factories import GraduateFactory, allow, evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre"), pytest.mark.req("P-F5")]


@pytest.fixture
def person():
    row = GraduateFactory()
    allow(row, TO_EMPLOYERS)
    return row


def years_ago(years):
    return clock.local_day(clock.now()) - dt.timedelta(days=years * 366)


def correct(row, actor, **fields):
    data = GRADUATES.copy(row, **fields)
    return graduates.update_graduate(graduate=row, data=data, actor=actor)


def mother_of(row):
    return Representative.objects.create(graduate=row, kind="parent", full_name="Пробнова Анна")


def sign_for(grant, representative=None):
    proof = evidence(grant.purpose, by_representative=representative is not None)
    services.sign(grant=grant, evidence=proof, representative=representative, actor=None)


def test_who_turns_out_to_be_a_minor_needs_the_representatives_signature(person, specialist):
    changed, consequences = correct(person, specialist, born_on=years_ago(17))
    assert "Снова ждут подписи" in " ".join(consequences)
    assert not gate.allows(person, TO_EMPLOYERS)
    with pytest.raises(Refused):
        gate.require(person, ASSISTANCE)
    mother = mother_of(changed)
    for grant in person.grants.select_related("graduate"):
        assert services.missing(grant) == {Signer.REPRESENTATIVE}
        assert grant.signatures.count() == 1
        assert grant.signatures.get().evidence.withdrawn_at is None
        sign_for(grant, mother)
    assert gate.allows(person, TO_EMPLOYERS)
    assert HistoryRecord.objects.about(person).filter(action="grant-lapsed").count() == 2


def test_who_turns_out_to_be_of_age_needs_nobody_elses(specialist):
    person = GraduateFactory(minor=True)
    grant = services.open_grant(graduate=person, purpose=ASSISTANCE, actor=None)
    sign_for(grant)
    assert not gate.allows(person, ASSISTANCE)
    assert correct(person, specialist, born_on=years_ago(19)).consequences == ()
    assert gate.allows(person, ASSISTANCE)


def test_the_day_that_asks_for_an_own_signature_moves_with_the_birth_date(specialist):
    person = GraduateFactory(minor=True)
    grant = services.open_grant(graduate=person, purpose=ASSISTANCE, actor=None)
    sign_for(grant)
    sign_for(grant, mother_of(person))
    born_on = years_ago(16)
    correct(person, specialist, born_on=born_on)
    grant.refresh_from_db()
    assert grant.own_signature_from == born_on.replace(year=born_on.year + 18)
    assert gate.allows(person, ASSISTANCE)


def test_who_is_declared_incapable_needs_the_guardians_signature(person, specialist):
    changed, consequences = correct(person, specialist, capacity="incapable")
    assert consequences
    assert not gate.allows(person, TO_EMPLOYERS)
    grant = changed.grants.get(purpose=ASSISTANCE)
    assert services.missing(grant) == {Signer.REPRESENTATIVE}


def test_a_correction_that_changes_nobodys_duty_ends_nothing(person, specialist):
    assert correct(person, specialist, born_on=years_ago(25)).consequences == ()
    assert gate.allows(person, TO_EMPLOYERS)


def test_a_birth_date_under_signatures_is_not_cleared(person, specialist):
    with pytest.raises(Refused, match="подписи"):
        correct(person, specialist, born_on=None)


def test_staff_are_told_on_the_page(person, visitor):
    url = reverse("placement_graduates_modeladmin_edit", args=[person.pk])
    form = visitor.get(url).context["form"]
    typed = {n: form[n].value() or "" for n in form.fields}
    typed |= {"born_on": f"{years_ago(17):%d.%m.%Y}"}
    page = visitor.post(url, typed, follow=True).content.decode()
    assert "Снова ждут подписи" in page
