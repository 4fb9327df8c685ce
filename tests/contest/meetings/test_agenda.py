"""The agenda: drawn up, approved by the chair or the deputy, members called to it (C-K4)."""

import datetime as dt

import pytest

from contest.meetings import services
from contest.meetings.lifecycle import MeetingState
from contest.meetings.models import (
    Meeting,
    Summons,
)
from core import outbox
from core.errors import Refused
from core.models import HistoryRecord, Letter
from tests.contest.factories import ContestFactory
from tests.contest.meetings.conftest import NOW, STARTS, fresh

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def only(meeting):
    return meeting.items.get()


def letters(meeting, code):
    return Letter.objects.about(meeting).filter(code=f"contest-meeting-{code}")


@pytest.mark.req("C-K4")
def test_the_chair_approves_the_agenda(planned, chair, secretary, users):
    meeting = planned()
    for other in (secretary, users["Озерова"], users["Луговая"]):
        with pytest.raises(Refused, match="утверждает председатель"):
            services.approve(meeting=meeting, actor=other)
    row = services.approve(meeting=meeting, actor=chair)
    assert (row.state, row.approved_by, row.approved_seat) == ("approved", chair, "chair")
    record = HistoryRecord.objects.about(meeting).get(action="approve")
    assert (record.from_state, record.to_state) == ("planned", "approved")


@pytest.mark.req("C-K4")
def test_the_deputy_approves_only_on_the_days_of_the_chairs_recorded_absence(
    planned, deputy, secretary, contest, at
):
    meeting = planned()
    absence = services.record_chair_absence(
        contest=contest,
        starts_on=NOW.date() + DAY,
        ends_on=NOW.date() + 2 * DAY,
        reason="отпуск",
        actor=secretary,
    )
    for day, may in ((0, False), (1, True), (2, True), (3, False)):
        at(NOW + day * DAY)
        if may:
            assert services.approve(meeting=meeting, actor=deputy).approved_seat == "deputy"
            services.replan(meeting=meeting, why="проверка", actor=secretary)
        else:
            with pytest.raises(Refused, match="утверждает председатель"):
                services.approve(meeting=meeting, actor=deputy)
    at(NOW + DAY)
    services.take_back_chair_absence(absence=absence, actor=secretary)
    with pytest.raises(Refused, match="утверждает председатель"):
        services.approve(meeting=meeting, actor=deputy)


@pytest.mark.req("C-K4")
def test_an_empty_agenda_is_not_approved_and_an_approved_one_does_not_change(
    planned, chair, secretary
):
    meeting = planned()
    item = only(meeting)
    services.remove_item(item=item, actor=secretary)
    with pytest.raises(Refused, match="ни одного вопроса"):
        services.approve(meeting=meeting, actor=chair)
    item = services.add_item(meeting=meeting, kind="other", subject="О плане", actor=secretary)
    services.approve(meeting=meeting, actor=chair)
    for act in (
        lambda: services.add_item(meeting=meeting, kind="other", subject="Ещё", actor=secretary),
        lambda: services.edit_item(item=item, kind="other", subject="Иное", actor=secretary),
        lambda: services.remove_item(item=item, actor=secretary),
        lambda: services.raise_item(item=item, actor=secretary),
    ):
        with pytest.raises(Refused, match="Повестка утверждена"):
            act()
    assert [one.subject for one in meeting.items.all()] == ["О плане"]


def test_questions_keep_their_order_when_they_move_and_go(planned, secretary):
    meeting = planned("other", "results", "nominee")
    last = meeting.items.get(kind="nominee")
    services.raise_item(item=last, actor=secretary)
    services.remove_item(item=meeting.items.get(kind="other"), actor=secretary)
    assert list(meeting.items.values_list("ordinal", "kind")) == [(1, "nominee"), (2, "results")]
    services.raise_item(item=meeting.items.get(kind="nominee"), actor=secretary)
    assert list(meeting.items.values_list("ordinal", "kind")) == [(1, "nominee"), (2, "results")]


def test_only_who_runs_the_contests_meetings_prepares_them(planned, chair, make_user):
    meeting = planned()
    stranger = make_user("Секретарь конкурса", organisation=ContestFactory().operator)
    for other in (chair, stranger):
        with pytest.raises(Refused, match="нет права"):
            services.plan(
                data=Meeting(contest=meeting.contest, starts_at=STARTS, place="там"), actor=other
            )
        with pytest.raises(Refused, match="нет права"):
            services.add_item(meeting=meeting, kind="other", subject="О", actor=other)


def test_a_meeting_is_not_planned_for_the_past(contest, secretary):
    data = Meeting(contest=contest, starts_at=NOW - DAY, place="там")
    with pytest.raises(Refused, match="уже прошло") as refusal:
        services.plan(data=data, actor=secretary)
    assert refusal.value.field == "starts_at"


@pytest.mark.req("C-K4")
def test_members_with_an_address_get_a_letter_and_the_others_are_to_be_phoned(
    convened, users, secretary
):
    meeting = convened("results")
    assert set(letters(meeting, "convened").values_list("to", flat=True)) == {
        user.email for user in users.values()
    }
    subject, body = outbox.content(letters(meeting, "convened").first())
    assert "10 сентября 2026" in subject
    for words in ("10:00", "новосибирское время", "каб. 5", "1. Вопрос results"):
        assert words in body
    to_phone = Summons.objects.filter(meeting=meeting, letter=None)
    assert {str(one.member.last_name) for one in to_phone} == {
        "Каменев",
        "Ольховский",
        "Перелескова",
    }
    services.mark_told(summons=to_phone.first(), actor=secretary)
    assert Summons.objects.exclude(told_at=None).count() == 1


def test_an_account_that_is_closed_gets_no_letter(planned, chair, secretary, users):
    users["Озерова"].is_active = False
    users["Озерова"].save()
    meeting = planned()
    services.approve(meeting=meeting, actor=chair)
    services.convene(meeting=meeting, actor=secretary)
    assert not letters(meeting, "convened").filter(to=users["Озерова"].email).exists()


@pytest.mark.req("C-K4")
def test_another_date_sends_a_new_letter_in_place_of_the_waiting_one(
    convened, chair, secretary, users
):
    meeting = convened()
    sent = letters(meeting, "convened").get(to=chair.email)
    Letter.objects.filter(pk=sent.pk).update(state="sent", sent_at=NOW)
    with pytest.raises(Refused, match="определяет председатель"):
        services.reschedule(
            meeting=meeting, starts_at=STARTS + DAY, place="там же", actor=secretary
        )
    services.reschedule(meeting=meeting, starts_at=STARTS + DAY, place="каб. 7", actor=chair)
    waiting = Letter.objects.about(meeting).filter(state="waiting")
    # Who got the first letter is told that it changed; the others only of the new date.
    assert waiting.get(to=chair.email).code == "contest-meeting-changed"
    assert waiting.get(to=secretary.email).code == "contest-meeting-convened"
    for letter in waiting:
        assert "11 сентября 2026" in outbox.content(letter)[0]
    assert letters(meeting, "convened").filter(state="cancelled").count() == len(users) - 1


def test_a_meeting_taken_back_lets_no_waiting_letter_out(convened, secretary):
    meeting = convened()
    services.replan(meeting=meeting, why="Другая повестка", actor=secretary)
    assert not Letter.objects.about(meeting).filter(state="waiting").exists()
    row = fresh(meeting)
    assert (row.state, row.approved_by, row.approved_seat) == ("planned", None, "")


def test_who_knew_of_a_meeting_is_told_that_it_is_called_off(convened, chair, secretary):
    meeting = convened()
    letters(meeting, "convened").filter(to=chair.email).update(state="sent", sent_at=NOW)
    services.call_off(meeting=meeting, why="Перенос сроков", actor=secretary)
    assert [one.to for one in letters(meeting, "called-off")] == [chair.email]
    assert not letters(meeting, "convened").filter(state="waiting").exists()
    assert fresh(meeting).state == MeetingState.CALLED_OFF
