"""A consent is taken back at every moment of a referral: it acts at once and everywhere (X-5)."""

import datetime as dt

import pytest
from django.core import mail

from core import outbox
from core.models import HistoryRecord, Letter
from placement.consents import ASSISTANCE, HEALTH, TO_EMPLOYERS
from placement.graduates.services.destroying import destroy_graduate
from placement.grants import services as grants
from placement.referrals import services
from placement.referrals.lifecycle import OPEN, ReferralState
from placement.referrals.models import Referral
from tests.placement.graduates.factories import allow
from tests.placement.referrals import helpers
from tests.placement.referrals.helpers import reread

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2b")]


def withdraw(referral, purpose):
    """The person takes the consent back."""
    grants.withdraw(grant=referral.graduate.grants.open().get(purpose=purpose), actor=None)


@pytest.mark.parametrize("purpose", [ASSISTANCE, TO_EMPLOYERS])
@pytest.mark.parametrize("state", OPEN)
def test_an_open_referral_is_called_off_and_what_waits_is_not_sent(specialist, state, purpose):
    row = helpers.in_state(state, specialist)
    withdraw(row, purpose)
    row = reread(row)
    assert row.state == ReferralState.CALLED_OFF
    record = HistoryRecord.objects.about(row).last()
    assert (record.action, record.actor_label) == ("call-off", "система")
    for letter in Letter.objects.about(row):
        assert not outbox.deliver(letter.pk)
    assert mail.outbox == []


@pytest.mark.parametrize("state", sorted(set(ReferralState) - set(OPEN)))
def test_the_fact_of_a_past_referral_stays(specialist, state):
    row = helpers.in_state(state, specialist)
    before = list(HistoryRecord.objects.about(row))
    withdraw(row, TO_EMPLOYERS)
    after = reread(row)
    assert (after.state, after.sent_at, after.answered_at) == (state, row.sent_at, row.answered_at)
    assert list(HistoryRecord.objects.about(row)) == before


def test_a_consent_for_something_else_touches_no_referral(specialist):
    row = helpers.sent(specialist)
    allow(row.graduate, HEALTH)
    withdraw(row, HEALTH)
    assert reread(row).state == ReferralState.SENT


def test_what_is_withdrawn_between_queueing_and_sending_is_not_sent(specialist):
    row = helpers.sent(specialist)
    letter = Letter.objects.about(row).get()
    # A consent that loses its force by itself tells nobody: the outbox asks when it sends.
    row.graduate.grants.filter(purpose=TO_EMPLOYERS).update(own_signature_from=dt.date(2020, 1, 1))
    assert not outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED
    assert mail.outbox == []


def test_a_letter_that_failed_is_not_sent_again_after_the_withdrawal(specialist):
    row = helpers.sent(specialist)
    letter = Letter.objects.about(row).get()
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED)
    withdraw(row, TO_EMPLOYERS)
    letter.refresh_from_db()
    outbox.retry(letter)
    assert not outbox.deliver(letter.pk)
    assert mail.outbox == []


@pytest.mark.parametrize("state", ReferralState)
def test_a_destruction_leaves_the_fact_and_nothing_that_can_be_read(specialist, state):
    row = helpers.in_state(state, specialist)
    Referral.objects.filter(pk=row.pk).update(answer_note="Звал на встречу")
    destroy_graduate(graduate=row.graduate, reason="срок хранения", actor=None)
    after = Referral.objects.get(pk=row.pk)
    assert (after.answer_note, after.resume, after.sent_at) == ("", None, row.sent_at)
    assert not after.is_open
    for letter in Letter.objects.about(row):
        assert not outbox.deliver(letter.pk)
    record = HistoryRecord.objects.about(row.graduate).get(action="destroy")
    assert "1 направление" in record.details["destroyed"]


def test_the_person_calls_off_one_referral_and_the_others_stand(specialist):
    row = helpers.sent(specialist)
    other = helpers.sent(specialist, case=row.case)
    services.call_off(referral=row, actor=None)
    assert reread(row).state == ReferralState.CALLED_OFF
    assert HistoryRecord.objects.about(row).last().actor_label == "выпускник"
    assert reread(other).state == ReferralState.SENT
