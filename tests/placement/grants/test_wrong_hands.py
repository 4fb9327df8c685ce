"""A link in wrong hands is replaced, and who says to represent an adult is looked at first (P-F5, X-5)."""

import pytest
from django.test import Client

from core import outbox
from core.errors import Refused
from core.models import HistoryRecord, Letter
from placement.consents import ASSISTANCE
from placement.graduates import letters
from placement.graduates import services as graduates
from placement.graduates.links import page_url
from placement.grants import services
from placement.grants.links import representative_url
from placement.grants.models import MailedCode, Representative
from placement.own_page.models import PageGuard
from tests.placement.graduates.factories import GraduateFactory, grow_young

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5"), pytest.mark.usefixtures("centre")]
WORDS = {"identity_document": "паспорт 4010 123456", "address": "г. Всеволожск"}


@pytest.fixture
def graduate():
    return GraduateFactory(email="own@example.org")


def ask(graduate):
    return services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)


def represent(graduate, kind, **fields):
    values = {"full_name": "Непомнящая Вера Павловна", "email": "mother@example.org"}
    return Representative.objects.create(graduate=graduate, kind=kind, **values | fields)


def test_a_link_in_wrong_hands_opens_nothing_and_the_new_one_goes_to_the_person(
    graduate, specialist
):
    former, grant = page_url(graduate), ask(graduate)
    services.ask_code(grant=grant, **WORDS)
    PageGuard.objects.create(graduate=graduate, proof_misses=5)
    row = graduates.renew_link(graduate=graduate, actor=specialist)
    assert Client().get(former).status_code == 410
    assert Client().get(page_url(row)).status_code == 200
    mail = Letter.objects.get(code=letters.PAGE_LINK)
    assert (mail.to, page_url(row) in outbox.content(mail)[1]) == ("own@example.org", True)
    assert not MailedCode.objects.exists()
    assert not PageGuard.objects.exists()
    assert HistoryRecord.objects.about(graduate).filter(action="renew-link").exists()


@pytest.mark.parametrize("fields", [{"email": ""}, {"email_unverified": True}])
def test_a_new_link_is_mailed_to_no_address_that_nobody_has_verified(graduate, specialist, fields):
    for name, value in fields.items():
        setattr(graduate, name, value)
    graduate.save()
    former = page_url(graduate)
    graduates.renew_link(graduate=graduate, actor=specialist)
    assert Client().get(former).status_code == 410
    assert not Letter.objects.filter(code=letters.PAGE_LINK).exists()


@pytest.mark.req("P-F5")
def test_the_link_of_a_representative_is_replaced_without_that_of_the_graduate(
    visitor, graduate, specialist
):
    mother = represent(grow_young(graduate), "parent")
    former, own = representative_url(mother), page_url(graduate)
    visitor.post(f"/cms/placement/representatives/renew-link/{mother.pk}/")
    mother.refresh_from_db()
    assert Client().get(former).status_code == 410
    assert Client().get(own).status_code == 200
    mail = Letter.objects.get(code=letters.PAGE_LINK)
    assert (mail.to, representative_url(mother) in outbox.content(mail)[1]) == (mother.email, True)


@pytest.mark.req("P-F5")
def test_who_represents_an_adult_signs_by_code_only_when_staff_have_seen_the_document(
    visitor, graduate, specialist
):
    graduate.capacity = "incapable"
    graduate.save()
    guardian, grant = represent(graduate, "guardian"), ask(graduate)
    with pytest.raises(Refused, match="покажите в центре документ"):
        services.ask_code(grant=grant, representative=guardian, **WORDS)
    visitor.post(f"/cms/placement/representatives/confirm/{guardian.pk}/")
    guardian.refresh_from_db()
    assert guardian.entered_by == specialist
    assert services.ask_code(grant=grant, representative=guardian, **WORDS)


@pytest.mark.req("P-F5")
def test_a_parent_of_a_minor_signs_by_code_at_once(graduate):
    mother = represent(grow_young(graduate), "parent")
    assert services.ask_code(grant=ask(graduate), representative=mother, **WORDS)
