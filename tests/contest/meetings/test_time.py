"""The secretary is reminded of the deadlines of protocol and order (C-K8)."""

import datetime as dt

import pytest

from contest.meetings import services, tasks
from contest.meetings.models import DeadlineReminder
from contest.meetings.services import Proposal
from core import outbox
from core.models import HistoryRecord, Letter
from tests.contest.factories import NOVOSIBIRSK
from tests.contest.meetings.conftest import scan_for

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-K8")]
# Eight working days before it is Friday, 18 September.
CEREMONY = dt.date(2026, 9, 30)


def noon(day, month=9):
    return dt.datetime(2026, month, day, 12, tzinfo=NOVOSIBIRSK)


@pytest.fixture
def dated(contest, commission):
    contest.ceremony_on = CEREMONY
    contest.save()
    return contest


def reminders():
    return Letter.objects.filter(code="contest-meeting-deadline").order_by("created_at")


def test_each_distance_is_written_of_once(dated, secretary):
    for day in (10, 11, 11, 14, 16, 16, 18, 18, 19):
        tasks.follow_deadlines(noon(day))
    assert list(DeadlineReminder.objects.order_by("pk").values_list("ahead", flat=True)) == [
        5,
        2,
        0,
    ]
    assert [one.to for one in reminders()] == [secretary.email] * 3
    subject, body = outbox.content(reminders().first())
    assert "Протокол об итогах конкурса – не позднее 18 сентября 2026 года" in subject
    assert "8 рабочих дней" in body


def test_another_ceremony_is_another_deadline(dated):
    tasks.follow_deadlines(noon(18))
    dated.ceremony_on = CEREMONY + dt.timedelta(days=1)
    dated.save()
    tasks.follow_deadlines(noon(18))
    assert reminders().count() == 2


def test_without_an_address_the_history_says_that_nobody_was_written_to(dated, commission):
    commission[2].user = None
    commission[2].save()
    tasks.follow_deadlines(noon(18))
    assert not reminders().exists()
    assert HistoryRecord.objects.about(dated).get(action="remind-deadline").details["no_address"]


def test_without_a_ceremony_nothing_is_due(contest, commission):
    tasks.follow_deadlines(noon(18))
    assert not DeadlineReminder.objects.exists()


def test_the_signed_protocol_ends_its_reminders_and_begins_those_of_the_order(
    commission, running, vote, came, secretary
):
    contest = commission[0].contest
    contest.ceremony_on = CEREMONY
    contest.save()
    meeting = running("results")
    item = meeting.items.get()
    vote(item, "+++++++")
    proposal = Proposal("Утвердить.", chosen=[came("Белова")])
    services.decide(item=item, proposal=proposal, actor=secretary)
    services.close(meeting=meeting, actor=secretary)
    services.file_protocol(
        meeting=meeting, signed_on=meeting.day, scan=scan_for(meeting), actor=secretary
    )
    tasks.follow_deadlines(noon(11))
    assert DeadlineReminder.objects.filter(step="order").count() == 0
    services.confirm(meeting=meeting, actor=commission[0].user)
    tasks.follow_deadlines(noon(11))
    # Signed on Thursday, 10 September: the order is due on Thursday, 17 September.
    order = DeadlineReminder.objects.get(step="order")
    assert (order.due_on, order.ahead) == (dt.date(2026, 9, 17), 5)
