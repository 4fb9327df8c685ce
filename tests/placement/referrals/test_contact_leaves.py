"""The employer's person withdraws, too: no letter about a referral names the address any more."""

import pytest

from core import outbox
from core.models import Letter
from placement.employers import services as employers
from placement.employers.services import Removal
from tests.placement.factories import EmployerContactFactory, EmployerFactory
from tests.placement.referrals import helpers

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5")]


def letter_to(specialist, **fields):
    employer = EmployerFactory(email="")
    contact = EmployerContactFactory(employer=employer, email="anna@employer.example")
    row = helpers.sent(specialist, vacancy=helpers.open_vacancy(employer=employer))
    employer.email = fields.get("email", "")
    employer.save()
    return contact, Letter.objects.about(row).get()


def test_a_letter_to_a_removed_person_does_not_go_and_forgets_the_address(specialist):
    contact, letter = letter_to(specialist)
    employers.remove_contact(contact=contact, actor=specialist, reason=Removal.LEFT)
    letter.refresh_from_db()
    assert (letter.to, letter.state) == (outbox.NOBODY, Letter.State.CANCELLED)


def test_an_address_that_is_the_employers_own_stays(specialist):
    contact, letter = letter_to(specialist, email="anna@employer.example")
    employers.remove_contact(contact=contact, actor=specialist, reason=Removal.LEFT)
    letter.refresh_from_db()
    assert letter.state == Letter.State.WAITING
