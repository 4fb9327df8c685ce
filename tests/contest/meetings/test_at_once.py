"""Two people at one meeting in the same instant (C-K7, X-6)."""

import pytest

from contest.meetings import services
from contest.meetings.lifecycle import MeetingState
from contest.meetings.models import (
    Attendance,
    Decision,
    Leave,
    Meeting,
    Vote,
)
from contest.meetings.services import Proposal
from contest.meetings.services.holding import votes_revision
from core.errors import Refused
from tests.contest.meetings.conftest import FOR, fresh
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def only(meeting):
    return meeting.items.get()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("C-K7", "X-6")
def test_of_two_votes_of_one_member_at_once_one_counts_and_the_other_is_told(
    running, commission, secretary
):
    item = only(running())
    shown, member = votes_revision(item), commission[0].pk
    answers = at_once(
        *(
            lambda choice=choice: services.save_votes(
                item=item, ballots={member: choice}, actor=secretary, revision=shown
            )
            for choice in (FOR, "against")
        )
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Vote.objects.filter(item=item, member=member).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("C-K7", "X-6")
def test_a_decision_and_a_member_leaving_at_once_never_decide_without_a_quorum(
    running, commission, secretary, vote
):
    item = only(running(present=4))
    vote(item, "++++")
    answers = at_once(
        lambda: services.decide(item=item, proposal=Proposal("Да."), actor=secretary),
        lambda: services.leave(
            item=item, member=commission[3], cause="conflict", reason="Родня", actor=secretary
        ),
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Decision.objects.count() + Leave.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("C-K7", "X-6")
def test_a_decision_and_another_attendance_at_once_agree_on_who_was_there(
    running, commission, secretary, vote
):
    meeting = running(present=5)
    item = only(meeting)
    vote(item, "++-- ")
    at_once(
        lambda: services.save_votes(
            item=item,
            ballots={
                one.pk: FOR if place < 3 else "against" for place, one in enumerate(commission[:5])
            },
            actor=secretary,
        ),
        lambda: services.save_attendance(meeting=meeting, present=commission[:4], actor=secretary),
    )
    voters = set(Vote.objects.filter(item=item).values_list("member", flat=True))
    present = set(
        Attendance.objects.filter(meeting=meeting, is_present=True).values_list("member", flat=True)
    )
    assert voters <= present


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("C-K6", "X-6")
def test_meetings_closed_at_once_have_numbers_without_a_gap(held, secretary):
    meetings = [held(), held()]
    Meeting.objects.update(state=MeetingState.CONVENED, number=None)
    journal = meetings[0].number.journal
    journal.entries.all().delete()
    type(journal).objects.filter(pk=journal.pk).update(next_number=1)
    at_once(
        *(
            lambda meeting=meeting: services.close(meeting=meeting, actor=secretary)
            for meeting in meetings
        )
    )
    assert sorted(fresh(meeting).number.label for meeting in meetings) == ["1", "2"]
