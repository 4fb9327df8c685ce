"""A referral goes out while what it rests on ends (P-2.2b, X-5)."""

import datetime as dt

import pytest
from django.core import mail

from core import clock, outbox
from core.errors import Refused
from core.models import Letter
from placement.consents import TO_EMPLOYERS
from placement.graduates.record import GRADUATES
from placement.graduates.services import destroy_graduate, update_graduate
from placement.grants import services as grants
from placement.referrals import services
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral
from tests.placement.graduates.factories import GraduateFactory
from tests.placement.referrals import helpers
from tests.threads import within

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.req("P-2.2b", "X-5"),
]


def test_what_is_withdrawn_while_the_worker_holds_the_letter_does_not_leave(specialist):
    row = helpers.sent(specialist)
    letter = Letter.objects.about(row).get()
    grant = row.graduate.grants.get(purpose=TO_EMPLOYERS)
    delivered, _ = within(
        lambda: outbox.deliver(letter.pk),
        "core.outbox._may_go",
        lambda: grants.withdraw(grant=grant, actor=None),
    )
    assert delivered is False
    assert mail.outbox == []
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED


def test_who_answers_or_sends_while_the_data_are_destroyed_is_told(specialist, organisation):
    waiting = helpers.prepared(specialist)
    destroyed, sent = within(
        lambda: destroy_graduate(graduate=waiting.graduate, reason="срок", actor=None),
        "placement.graduates.services.destroying.write_act",
        lambda: services.send(referral=waiting, actor=specialist),
    )
    assert not isinstance(destroyed, Exception)
    assert isinstance(sent, Refused)
    row = Referral.objects.get(pk=waiting.pk)
    assert (row.state, row.sent_at) == (ReferralState.CALLED_OFF, None)
    assert not Letter.objects.about(row).exists()


def test_a_hiring_and_a_withdrawal_at_once_end_both(specialist):
    row = helpers.sent(specialist)
    grant = row.graduate.grants.get(purpose=TO_EMPLOYERS)
    answered, withdrawn = within(
        lambda: services.answer(
            referral=row,
            answer="hire",
            actor=None,
            started_on=clock.local_day(clock.now()) - dt.timedelta(days=1),
        ),
        "placement.referrals.services.answers.following.hired",
        lambda: grants.withdraw(grant=grant, actor=None),
    )
    assert not isinstance(answered, Exception)
    assert not isinstance(withdrawn, Exception)
    # The fact stays: the person works, and the employer is shown nothing more.
    assert Referral.objects.get(pk=row.pk).state == ReferralState.HIRED


def test_of_a_hiring_and_a_refusal_from_two_tabs_the_first_counts_whole(specialist):
    row = helpers.sent(specialist)
    hired, declined = within(
        lambda: services.answer(referral=row, answer="hire", actor=None, **helpers.ANSWERS["hire"]),
        "placement.referrals.services.answers.following.hired",
        lambda: services.answer(
            referral=row, answer="decline", actor=None, decline_reason="filled"
        ),
    )
    assert isinstance(hired, Referral)
    assert isinstance(declined, Refused)
    stored = helpers.reread(row)
    assert (stored.state, stored.decline_reason) == (ReferralState.HIRED, "")
    assert (stored.case.jobs.count(), stored.vacancy.filled_places) == (1, 1)


def test_an_address_that_changes_while_the_worker_holds_the_letter_gets_nothing(specialist, centre):
    graduate = GraduateFactory(email="former@example.org")
    grant = grants.open_grant(graduate=graduate, purpose=TO_EMPLOYERS, actor=specialist)
    letter = grants.send_link(grant=grant, actor=specialist)
    delivered, changed = within(
        lambda: outbox.deliver(letter.pk),
        "core.outbox._may_go",
        lambda: update_graduate(
            graduate=graduate,
            data=GRADUATES.copy(graduate, email="new@example.org"),
            actor=specialist,
        ),
    )
    assert delivered is False
    assert not isinstance(changed, Exception)
    assert mail.outbox == []
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED
