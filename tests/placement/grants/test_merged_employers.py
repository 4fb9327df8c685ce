"""A person has allowed something to both cards of an employer, which become one (P-2.2a, P-F7)."""

import pytest

from placement.consents import RECOMMENDATIONS
from placement.employers.services import merge_employers
from placement.grants import gate, services
from placement.grants.models import Grant
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2a")]


def ask(graduate, employer) -> Grant:
    return services.open_grant(
        graduate=graduate, purpose=RECOMMENDATIONS, actor=None, employer=employer
    )


@pytest.mark.parametrize("signed_for", ["keep", "merge"])
def test_of_two_consents_the_signed_one_holds_for_the_card_that_stays(specialist, signed_for):
    cards = {"keep": EmployerFactory(), "merge": EmployerFactory(inn="")}
    person, nobody = GraduateFactory(), GraduateFactory()
    for card in cards.values():
        ask(person, card)
    allow(person, RECOMMENDATIONS, employer=cards[signed_for])
    ask(nobody, cards["merge"])
    merge_employers(**cards, actor=specialist)
    assert gate.allows(person, RECOMMENDATIONS, employer=cards["keep"])
    assert not gate.allows(nobody, RECOMMENDATIONS, employer=cards["keep"])
    left = Grant.objects.open().filter(purpose=RECOMMENDATIONS, employer=cards["keep"])
    assert left.filter(graduate=person).count() == 1
    assert left.filter(graduate=nobody).count() == 1
