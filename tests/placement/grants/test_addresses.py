"""An address that is changed while a letter waits: the former one gets nothing more (P-F4, P-F5)."""

import pytest
from django.core import mail

from core import outbox
from core.models import Letter
from core.records import record_of
from placement.consents import ASSISTANCE
from placement.graduates import services as graduates
from placement.graduates.record import GRADUATES
from placement.grants import letters, services
from placement.grants.models import Representative
from placement.grants.record import REPRESENTATIVES
from tests.placement.graduates.factories import GraduateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre"), pytest.mark.req("P-F4")]
FORMER, NEW = "former@example.org", "new@example.org"


def ask(graduate):
    return services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)


def change(graduate, actor, email=NEW):
    data = GRADUATES.copy(graduate, email=email)
    graduates.update_graduate(graduate=graduate, data=data, actor=actor)


@pytest.mark.parametrize("state", [Letter.State.WAITING, Letter.State.FAILED])
def test_what_waits_for_the_former_address_goes_to_the_new_one(specialist, state):
    graduate = GraduateFactory(email=FORMER)
    letter = services.send_link(grant=ask(graduate), actor=specialist)
    Letter.objects.update(state=state)
    change(graduate, specialist)
    letter.refresh_from_db()
    outbox.retry(letter)
    assert outbox.deliver(letter.pk)
    assert [one.to for one in mail.outbox] == [[NEW]]


def test_without_a_new_address_it_goes_to_nobody(specialist):
    graduate = GraduateFactory(email=FORMER)
    letter = services.send_link(grant=ask(graduate), actor=specialist)
    change(graduate, specialist, email="")
    assert not outbox.deliver(letter.pk)
    assert mail.outbox == []


def test_letters_on_a_linked_card_follow_the_address_of_the_person(specialist):
    other, kept = GraduateFactory(email=FORMER), GraduateFactory(email=FORMER)
    letter = services.send_link(grant=ask(other), actor=specialist)
    graduates.merge_graduates(keep=kept, merge=other, actor=specialist)
    kept.refresh_from_db()
    change(kept, specialist)
    letter.refresh_from_db()
    assert letter.to == NEW


def test_letters_that_left_and_letters_of_others_keep_their_address(specialist):
    graduate, other = GraduateFactory(email=FORMER), GraduateFactory(email=FORMER)
    sent = services.send_link(grant=ask(graduate), actor=specialist)
    outbox.deliver(sent.pk)
    of_other = services.send_link(grant=ask(other), actor=specialist)
    change(graduate, specialist)
    assert set(Letter.objects.values_list("to", flat=True)) == {FORMER}
    assert outbox.deliver(of_other.pk)


def test_a_code_for_an_address_that_is_nobodys_any_more_is_not_sent():
    """Whatever way the address was changed: it is asked about once more before the sending."""
    graduate = GraduateFactory(email=FORMER)
    services.ask_code(grant=ask(graduate), identity_document="4000 000001", address="Выборг")
    graduate.email = NEW
    graduate.save()
    letter = Letter.objects.get(code=letters.CODE)
    assert not outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED


@pytest.mark.req("P-F5")
@pytest.mark.parametrize("state", [Letter.State.WAITING, Letter.State.FAILED])
def test_a_mother_whose_address_is_corrected_gets_a_letter_with_the_link_that_opens(
    specialist, state
):
    graduate = GraduateFactory(minor=True)
    mother = Representative.objects.create(
        graduate=graduate, kind="parent", full_name="Пробнова Анна", email=FORMER
    )
    first = services.send_link(grant=ask(graduate), representative=mother, actor=specialist)
    Letter.objects.update(state=state)
    revision = record_of(Representative).revision(mother)
    data = REPRESENTATIVES.copy(mother, email=NEW)
    mother = services.update_representative(
        representative=mother, data=data, actor=specialist, revision=revision
    )
    first.refresh_from_db()
    assert (first.to, first.state) == (FORMER, Letter.State.CANCELLED)
    second = Letter.objects.get(to=NEW)
    assert letters.representative_url(mother) in outbox.content(second)[1]
    assert outbox.deliver(second.pk)


def test_a_mother_who_was_written_to_already_is_not_written_to_again(specialist):
    graduate = GraduateFactory(minor=True)
    mother = Representative.objects.create(
        graduate=graduate, kind="parent", full_name="Пробнова Анна", email=FORMER
    )
    outbox.deliver(
        services.send_link(grant=ask(graduate), representative=mother, actor=specialist).pk
    )
    revision = record_of(Representative).revision(mother)
    services.update_representative(
        representative=mother,
        data=REPRESENTATIVES.copy(mother, email=NEW),
        actor=specialist,
        revision=revision,
    )
    assert Letter.objects.count() == 1
