"""One of two requests of a person is withdrawn: what the other one gave stays (P-F1, X-5)."""

import pytest

from core.errors import Refused
from forms_app import services as forms
from placement.cases.models import Case
from placement.consents import ASSISTANCE, PHOTO, TO_EMPLOYERS, VK
from placement.graduates import services as graduates
from placement.graduates.models import Graduate
from placement.grants import gate
from placement.grants import services as grants
from placement.grants.models import Grant
from tests.placement.assistance.requests import sent
from tests.placement.graduates.factories import evidence

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("centre"),
    pytest.mark.req("P-F1", "X-5"),
]


def signed(submission):
    """The request, with all that it asks for signed."""
    for grant in submission.grants.order_by("pk"):
        grants.sign(grant=grant, evidence=evidence(grant.purpose), actor=None)
    return submission


@pytest.fixture
def two(specialist):
    """The accepted request by which the person is led, and a second one on a card linked to theirs."""
    first, second = signed(sent()), signed(sent(email="again@example.org"))
    forms.register_and_accept(submission=first, actor=specialist)
    kept, other = (one.assistance_request.graduate for one in (first, second))
    graduates.merge_graduates(keep=kept, merge=other, actor=specialist)
    return first, second


def led(submission) -> Graduate:
    return Graduate.objects.get(pk=submission.assistance_request.graduate_id)


def test_with_the_second_request_ends_what_it_gave_and_nothing_else(two):
    first, second = two
    forms.withdraw(submission=second)
    assert not Grant.objects.open().filter(submission=second).exists()
    assert Grant.objects.open().filter(submission=first).count() == 3
    assert gate.allows(led(first), TO_EMPLOYERS)
    assert Case.objects.get().is_open


def test_what_only_the_withdrawn_request_gave_ends(two, specialist):
    first, second = two
    grants.withdraw(grant=first.grants.get(purpose=TO_EMPLOYERS), actor=None)
    again = grants.open_grant(graduate=led(first), purpose=TO_EMPLOYERS, actor=specialist)
    grants.sign(grant=again, evidence=evidence(TO_EMPLOYERS), actor=specialist)
    Grant.objects.filter(pk=again.pk).update(submission=second)
    forms.withdraw(submission=second)
    assert not gate.allows(led(first), TO_EMPLOYERS)
    assert gate.allows(led(first), ASSISTANCE)
    assert gate.allows(led(first), PHOTO, place=VK)


def test_with_the_last_request_all_ends(two):
    first, second = two
    forms.withdraw(submission=second)
    forms.withdraw(submission=first)
    assert not Grant.objects.open().exists()
    assert not Case.objects.get().is_open


def test_the_consent_itself_taken_back_ends_everywhere(two):
    _, second = two
    consent = second.consents.get(text__purpose=ASSISTANCE)
    forms.withdraw_consent(consent=consent)
    assert not Grant.objects.open().exists()
    assert not Case.objects.get().is_open


def test_who_has_lost_the_right_moves_no_request(two, specialist):
    first, _ = two
    specialist.groups.clear()
    actor = type(specialist).objects.get(pk=specialist.pk)
    with pytest.raises(Refused, match="нет права"):
        forms.withdraw(submission=first, actor=actor, reason="звонок")
    first.refresh_from_db()
    assert first.state == "accepted"
