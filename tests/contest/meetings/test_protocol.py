"""The protocol: numbered, signed, confirmed by another person (C-K6, C-K8)."""

import datetime as dt

import pytest

from contest.meetings import services
from contest.meetings.lifecycle import MeetingState
from contest.meetings.models import (
    Decision,
)
from core import issued_papers, journals
from core.errors import Refused
from core.models import JournalEntry, PrivateFile
from tests.contest.meetings.conftest import DURING, fresh, scan_for

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def only(meeting):
    return meeting.items.get()


@pytest.mark.req("C-K6")
def test_protocols_are_numbered_without_gaps_and_keep_their_number(held, secretary, contest):
    first, second = held(), held()
    services.reopen(meeting=first, why="Опечатка", actor=secretary)
    services.close(meeting=first, actor=secretary)
    numbers = [fresh(one).number.label for one in (first, second)]
    assert numbers == ["1", "2"]
    assert first.number.journal.entries.count() == 2
    with pytest.raises(Refused, match="номер протокола"):
        journals.annul_number(entry=first.number, actor=secretary, why="Ошибка")


def test_a_refused_closing_takes_no_number(running, vote, secretary, contest):
    meeting = running()
    vote(only(meeting), "+++++++")
    before = JournalEntry.objects.count()
    with pytest.raises(Refused, match="решение не записано"):
        services.close(meeting=meeting, actor=secretary)
    assert JournalEntry.objects.count() == before
    assert fresh(meeting).state == MeetingState.CONVENED


@pytest.mark.req("C-K4")
def test_without_chair_and_deputy_a_meeting_cannot_be_held(convened, commission, secretary, at):
    meeting = convened()
    at(DURING)
    services.save_attendance(meeting=meeting, present=commission[2:], actor=secretary)
    with pytest.raises(Refused, match="вести заседание некому"):
        services.close(meeting=meeting, actor=secretary)


@pytest.mark.req("C-K8")
def test_signing_is_confirmed_by_another_person_and_for_good(
    filed, secretary, chair, second_worker, users
):
    meeting = filed()
    with pytest.raises(Refused, match="другой человек"):
        services.confirm(meeting=meeting, actor=secretary)
    with pytest.raises(Refused, match="нет права"):
        services.confirm(meeting=meeting, actor=users["Озерова"])
    row = services.confirm(meeting=meeting, actor=chair)
    assert (row.state, row.confirmed_by, len(row.digest)) == ("signed", chair, 64)
    for act in (
        lambda: services.send_back(meeting=meeting, why="Ошибка", actor=chair),
        lambda: services.reopen(meeting=meeting, why="Ошибка", actor=secretary),
        lambda: services.call_off(meeting=meeting, why="Ошибка", actor=secretary),
    ):
        with pytest.raises(Refused, match="недоступно"):
            act()
    item = meeting.items.get()
    with pytest.raises(Refused, match="Явку, голоса и решения"):
        services.undecide(decision=item.decision, why="Ошибка", actor=secretary)
    assert Decision.objects.signed().adopted().count() == 1


@pytest.mark.req("C-K8")
def test_a_wrong_scan_is_sent_back_and_goes(filed, chair, secretary):
    meeting = filed()
    services.send_back(meeting=meeting, why="Нет подписи секретаря", actor=chair)
    row = fresh(meeting)
    assert (row.state, row.scan, row.signed_on, row.digest) == ("held", None, None, "")
    assert not PrivateFile.objects.filter(key=row.key).exists()


def test_a_protocol_is_not_signed_before_the_meeting_or_in_the_future(held, secretary):
    meeting = held()
    for day, words in ((-1, "не раньше дня"), (1, "ещё не наступил")):
        with pytest.raises(Refused, match=words) as refusal:
            services.file_protocol(
                meeting=meeting,
                signed_on=meeting.day + day * DAY,
                scan=scan_for(meeting),
                actor=secretary,
            )
        assert refusal.value.field == "signed_on"


@pytest.mark.req("C-K8")
def test_a_signed_protocol_is_checked_by_its_number_and_digest(filed, second_worker):
    meeting = filed()
    shown = meeting.digest[: issued_papers.SHOWN]
    assert issued_papers.check(meeting.number.label, shown) is None
    services.confirm(meeting=meeting, actor=second_worker)
    checked = issued_papers.check(meeting.number.label, shown)
    assert (checked.title, checked.issued_on) == (
        "Протокол заседания комиссии конкурса",
        meeting.signed_on,
    )
    assert issued_papers.check("99", shown) is None
