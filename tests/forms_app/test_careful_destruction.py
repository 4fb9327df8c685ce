"""Destruction is careful: judged again under the lock, announced, stopped by no broken row (X-5)."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from core import clock, keyring, outbox
from core.models import HistoryRecord, Letter, Organisation
from core.tick import PiecesFailed
from forms_app import services, tasks
from forms_app.lifecycle import State
from forms_app.models import DestructionAct, Draft, Submission
from tests.forms_app.helpers import sent, start

pytestmark = pytest.mark.usefixtures("sample")
DAY = dt.timedelta(days=1)


# -- one broken row stops no other -----------------------------------------------------------
def test_a_draft_of_a_switched_off_domain_waits_and_stops_no_other():
    foreign, own = start().draft, start().draft
    Draft.objects.filter(pk=foreign.pk).update(journey="switched-off")
    Draft.objects.update(expires_at=own.created_at)
    assert tasks.expire_drafts(own.created_at) == 1
    foreign.refresh_from_db()
    own.refresh_from_db()
    assert (foreign.state, own.state) == ("open", "destroyed")


@pytest.mark.req("X-5")
def test_one_broken_draft_stops_no_other_and_is_told(caplog):
    broken, whole = start().draft, start().draft
    Draft.objects.filter(pk=broken.pk).update(scope="gone")
    Draft.objects.update(expires_at=whole.created_at)
    with pytest.raises(PiecesFailed, match=str(broken.pk)):
        tasks.expire_drafts(whole.created_at)
    whole.refresh_from_db()
    assert whole.state == "destroyed"
    assert "LookupError: gone" in caplog.text


@pytest.mark.req("X-5")
def test_one_broken_submission_stops_no_other_and_is_told(sample):
    broken, whole = sent(), sent()
    Submission.objects.filter(pk=broken.pk).update(scope="gone")
    sample.keep = whole.received_at
    with pytest.raises(PiecesFailed, match=str(broken.pk)):
        tasks.destroy_due(whole.received_at + DAY)
    whole.refresh_from_db()
    broken.refresh_from_db()
    assert (broken.state, whole.state) == (State.RECEIVED, State.DESTROYED)


@pytest.mark.req("X-5")
def test_what_a_missing_key_keeps_closed_is_destroyed_all_the_same(sample):
    submission = sent()
    storage = keyring.storage()
    storage.delete(keyring.path_of(submission.key))
    sample.keep = submission.received_at
    assert tasks.destroy_due(submission.received_at + DAY) == 1
    assert "Вид; Согласие; О вас" in DestructionAct.objects.get().data_list


# -- judged again under the lock -------------------------------------------------------------
@pytest.mark.req("X-5")
def test_what_changes_before_the_lock_is_taken_is_not_destroyed(sample, monkeypatch):
    submission = sent()
    now = sample.keep = submission.received_at
    take = tasks.lock_submission

    def postponed_meanwhile(pk):
        sample.keep = now + DAY
        return take(pk)

    monkeypatch.setattr(tasks, "lock_submission", postponed_meanwhile)
    assert tasks.destroy_due(now) == 0
    submission.refresh_from_db()
    assert submission.state == State.RECEIVED


# -- an end that staff have typed ------------------------------------------------------------
@pytest.fixture
def planned(sample):
    """The sample, whose end hangs on a typed date; its operator has an address."""
    sample.has_planned_end = True
    Organisation.objects.filter(code="sample").update(email="office@example.org")
    return sample


@pytest.mark.req("X-5")
def test_a_mistyped_end_destroys_nothing_and_is_told_two_weeks_before(planned):
    first, second = sent(), sent()
    now = first.received_at
    planned.keep = now - 10 * DAY
    assert tasks.destroy_due(now) == 0
    assert tasks.announce_destruction(now) == 2
    assert tasks.announce_destruction(now + DAY) == 0
    (letter,) = Letter.objects.filter(code="destruction-announced")
    day = clock.format_date((now + 14 * DAY).astimezone(ZoneInfo("Asia/Novosibirsk")).date())
    subject, body = outbox.content(letter)
    assert (letter.to, day in subject, "Сколько заявок: 2" in body) == (
        "office@example.org",
        True,
        True,
    )
    said = HistoryRecord.objects.about(second).get(action="destruction-announced")
    assert day in said.why
    assert tasks.destroy_due(now + 13.9 * DAY) == 0
    planned.keep = now + 300 * DAY
    assert tasks.destroy_due(now + 20 * DAY) == 0


@pytest.mark.req("X-5")
def test_an_end_that_stood_for_two_weeks_acts_on_its_day(planned):
    submission = sent()
    planned.keep = end = submission.received_at + 100 * DAY
    assert tasks.announce_destruction(end - 15 * DAY) == 0
    assert tasks.announce_destruction(end - 14 * DAY) == 1
    assert tasks.destroy_due(end - DAY) == 0
    assert tasks.destroy_due(end) == 1


@pytest.mark.req("X-5")
def test_an_end_that_moves_is_announced_anew(planned):
    submission = sent()
    planned.keep = end = submission.received_at + 100 * DAY
    tasks.announce_destruction(end - 14 * DAY)
    planned.keep = end - 2 * DAY
    assert tasks.destroy_due(end) == 0
    assert tasks.announce_destruction(end) == 1
    assert tasks.destroy_due(end + 13 * DAY) == 0
    assert tasks.destroy_due(end + 14 * DAY) == 1


@pytest.mark.req("X-5")
def test_a_withdrawal_needs_no_announcement(planned):
    submission = services.withdraw(submission=sent())
    planned.keep = submission.received_at + 300 * DAY
    assert tasks.destroy_due(submission.received_at + 30 * DAY) == 1
