"""Attendance, conflicts, votes and decisions: what counts and what is refused (C-K5, C-K7)."""

import pytest

from contest.finalists.models import Finalist
from contest.meetings import services
from contest.meetings.models import (
    Attendance,
    Decision,
    DecisionEntry,
    Leave,
    Vote,
)
from contest.meetings.rules.questions import Kind
from contest.meetings.services import Proposal
from contest.meetings.services.deciding import eligible
from contest.meetings.services.holding import attendance_revision, votes_revision
from contest.meetings.sitting import sitting_of
from contest.scoring import ties
from contest.scoring.rules import places
from core.errors import Refused
from forms_app.lifecycle import State
from tests.contest.factories import ContestFactory
from tests.contest.meetings.conftest import FOR, STARTS, admit, fresh, scan_for

pytestmark = pytest.mark.django_db


def only(meeting):
    return meeting.items.get()


@pytest.mark.req("C-K7")
def test_attendance_waits_for_the_day_of_the_meeting(convened, commission, secretary, at):
    meeting = convened()
    with pytest.raises(Refused, match="его день наступил"):
        services.save_attendance(meeting=meeting, present=commission, actor=secretary)
    at(STARTS.replace(hour=0, minute=1))
    services.save_attendance(meeting=meeting, present=commission[:5], actor=secretary)
    assert Attendance.objects.filter(meeting=meeting, is_present=True).count() == 5
    assert Attendance.objects.filter(meeting=meeting).count() == 7


@pytest.mark.req("X-6")
def test_attendance_typed_beside_older_ticks_is_refused(running, commission, secretary):
    meeting = running(present=4)
    shown = attendance_revision(meeting)
    services.save_attendance(meeting=meeting, present=commission[:5], actor=secretary)
    with pytest.raises(Refused, match="изменил кто-то ещё"):
        services.save_attendance(
            meeting=meeting, present=commission[:3], actor=secretary, revision=shown
        )


def test_who_has_voted_cannot_be_made_absent(running, commission, secretary, vote):
    meeting = running(present=5)
    vote(only(meeting), "+++++")
    with pytest.raises(Refused, match="уже голосует"):
        services.save_attendance(meeting=meeting, present=commission[:4], actor=secretary)


def test_who_comes_after_a_decision_was_away_for_it(running, commission, secretary, vote):
    meeting = running("other", "other", present=4)
    first, second = meeting.items.all()
    vote(first, "+++-")
    services.decide(item=first, proposal=Proposal("Да."), actor=secretary)
    services.save_attendance(meeting=meeting, present=commission[:5], actor=secretary)
    sitting = sitting_of(meeting)
    assert len(sitting.room_for(first).present) == 4
    assert len(sitting.room_for(second).present) == 5
    assert sitting.result(first).is_adopted
    assert Leave.objects.get().cause == "away"


@pytest.mark.req("C-K7")
def test_below_the_quorum_nothing_can_be_voted_on_or_decided(running, vote, secretary):
    meeting = running(present=3)
    item = only(meeting)
    with pytest.raises(Refused, match="Нет кворума"):
        vote(item, "+++")
    with pytest.raises(Refused, match="Нет кворума"):
        services.decide(item=item, proposal=Proposal("Да."), actor=secretary)
    with pytest.raises(Refused, match="Нет кворума"):
        services.close(meeting=meeting, actor=secretary)
    assert not Decision.objects.exists()


@pytest.mark.req("C-K7")
def test_a_conflict_takes_a_member_out_of_the_room_and_may_end_the_quorum(
    running, commission, secretary, vote
):
    meeting = running("other", "other", present=4)
    first, second = meeting.items.all()
    vote(first, "++++")
    services.leave(
        item=first,
        member=commission[3],
        cause="conflict",
        reason="Работают вместе",
        actor=secretary,
    )
    assert not Vote.objects.filter(item=first, member=commission[3]).exists()
    with pytest.raises(Refused, match="Нет кворума"):
        services.decide(item=first, proposal=Proposal("Да."), actor=secretary)
    vote(second, "++++")
    assert services.decide(item=second, proposal=Proposal("Да."), actor=secretary).is_adopted


def test_a_conflict_is_explained_and_only_another_person_lifts_it(
    running, commission, secretary, second_worker
):
    item = only(running())
    with pytest.raises(Refused, match="в чём конфликт") as refusal:
        services.leave(item=item, member=commission[4], cause="conflict", actor=secretary)
    assert refusal.value.field == "reason"
    left = services.leave(
        item=item, member=commission[4], cause="conflict", reason="Родня", actor=secretary
    )
    stored = Leave.objects.filter(pk=left.pk).values_list("reason", flat=True).get()
    assert "Родня".encode() not in bytes(stored)
    with pytest.raises(Refused, match="другой человек"):
        services.come_back(leave=left, actor=secretary)
    services.come_back(leave=left, actor=second_worker)
    assert not Leave.objects.exists()


@pytest.mark.req("C-K4", "C-K7")
def test_the_deputys_vote_breaks_a_tie_where_the_chair_has_left(
    running, commission, secretary, vote
):
    meeting = running(present=5)
    item = only(meeting)
    services.leave(
        item=item, member=commission[0], cause="conflict", reason="Коллеги", actor=secretary
    )
    vote(item, " ++--")
    decision = services.decide(item=item, proposal=Proposal("Да."), actor=secretary)
    assert decision.outcome == "adopted-by-chair"


def test_a_decision_waits_for_all_votes_and_is_recorded_once(running, secretary, vote):
    meeting = running(present=4)
    item = only(meeting)
    vote(item, "+++")
    with pytest.raises(Refused, match="Проголосовали не все"):
        services.decide(item=item, proposal=Proposal("Да."), actor=secretary)
    vote(item, "+---")
    decision = services.decide(item=item, proposal=Proposal("Да."), actor=secretary)
    assert (decision.outcome, decision.is_adopted) == ("rejected", False)
    with pytest.raises(Refused, match="уже записано"):
        services.decide(item=item, proposal=Proposal("Да."), actor=secretary)
    with pytest.raises(Refused, match="сначала отмените"):
        vote(item, "++++")
    services.undecide(decision=decision, why="Голос записан неверно", actor=secretary)
    vote(item, "++++")
    assert services.decide(item=item, proposal=Proposal("Да."), actor=secretary).is_adopted


def test_votes_typed_beside_older_ones_are_refused(running, secretary, vote, commission):
    item = only(running(present=4))
    shown = votes_revision(item)
    vote(item, "++++")
    with pytest.raises(Refused, match="изменил кто-то ещё"):
        services.save_votes(
            item=item, ballots={commission[0].pk: FOR}, actor=secretary, revision=shown
        )


def test_who_is_not_in_the_room_does_not_vote(running, secretary, commission):
    item = only(running(present=4))
    with pytest.raises(Refused, match="только тот, кто присутствует"):
        services.save_votes(item=item, ballots={commission[6].pk: FOR}, actor=secretary)


@pytest.mark.req("C-15")
def test_a_tie_is_decided_by_naming_whom_and_among_whom(running, secretary, vote, admitted):
    one, two, three = map(admitted, ("Белова", "Волкова", "Громова"))
    item = only(running("tie-stage-two"))
    vote(item, "+++++++")
    proposal = Proposal("Допустить Волкову.", chosen=[two], among=[one, two, three])
    decision = services.decide(item=item, proposal=proposal, actor=secretary)
    rows = DecisionEntry.objects.filter(decision=decision).values_list("entry", "place")
    assert dict(rows) == {one.pk: None, two.pk: 1, three.pk: None}


@pytest.mark.req("C-15")
def test_all_who_are_tied_go_on_only_at_the_cut_of_stage_two(running, secretary, vote, came):
    tied = [came("Белова"), came("Волкова")]
    meeting = running("tie-stage-two", "tie-prize")
    cut, prize = meeting.items.all()
    proposal = Proposal("Допустить всех.", among=tied, admits_all=True)
    for item in (cut, prize):
        vote(item, "+++++++")
    assert services.decide(item=cut, proposal=proposal, actor=secretary).admits_all
    with pytest.raises(Refused, match="На призовых местах") as refusal:
        services.decide(item=prize, proposal=proposal, actor=secretary)
    assert refusal.value.field == "admits_all"


@pytest.mark.req("C-17", "C-18")
def test_results_keep_the_order_of_places_and_the_nominee_is_one_of_them(
    running, secretary, vote, came
):
    one, two, three, other = map(came, ("Белова", "Волкова", "Громова", "Данилова"))
    meeting = running("results", "nominee")
    results, nominee = meeting.items.all()
    vote(results, "+++++++")
    vote(nominee, "+++++++")
    decision = services.decide(
        item=results, proposal=Proposal("Утвердить.", chosen=[three, one, two]), actor=secretary
    )
    assert list(decision.entries.values_list("entry", flat=True)) == [three.pk, one.pk, two.pk]
    with pytest.raises(Refused, match="победитель или призёр"):
        services.decide(
            item=nominee, proposal=Proposal("Направить.", chosen=[other]), actor=secretary
        )
    services.decide(item=nominee, proposal=Proposal("Направить.", chosen=[one]), actor=secretary)


@pytest.mark.req("C-17", "C-18")
@pytest.mark.parametrize("kind", ["results", "nominee", "tie-prize"])
def test_places_and_the_federal_stage_are_decided_of_those_alone_who_came_to_stage_two(
    kind, running, secretary, vote, came
):
    meeting = running(kind)
    present, absent = came("Белова"), came("Волкова")
    never = admit(meeting.contest, "Громова")
    Finalist.objects.filter(entry=absent).update(attended=False)
    item = only(meeting)
    vote(item, "+++++++")
    for stranger in (never, absent):
        pair = [stranger, present] if kind == "tie-prize" else []
        proposal = Proposal("Утвердить.", chosen=[stranger], among=pair)
        with pytest.raises(Refused, match="явившимися на II этап"):
            services.decide(item=item, proposal=proposal, actor=secretary)
    assert not Decision.objects.exists()
    assert eligible(meeting.contest, Kind(kind)) == [present]


def test_a_decision_is_of_admitted_participants_of_this_contest(
    running, secretary, vote, admitted, contest
):
    item = only(running("admission"))
    vote(item, "+++++++")
    for stranger in (
        admit(contest, "Егорова", State.REJECTED),
        admit(ContestFactory(), "Жукова"),
    ):
        with pytest.raises(Refused, match="допущенных участниках"):
            services.decide(
                item=item, proposal=Proposal("Допустить.", chosen=[stranger]), actor=secretary
            )
    services.decide(
        item=item, proposal=Proposal("Допустить.", chosen=[admitted("Белова")]), actor=secretary
    )


@pytest.mark.req("C-15")
def test_the_ranking_follows_a_decision_once_its_protocol_is_signed(
    running, secretary, chair, vote, admitted
):
    one, two = map(admitted, ("Белова", "Волкова"))
    meeting = running("tie-stage-two")
    item = only(meeting)
    vote(item, "+++++++")
    proposal = Proposal("Допустить Волкову.", chosen=[two], among=[one, two])
    services.decide(item=item, proposal=proposal, actor=secretary)
    services.close(meeting=meeting, actor=secretary)
    meeting = fresh(meeting)
    services.file_protocol(
        meeting=meeting, signed_on=meeting.day, scan=scan_for(meeting), actor=secretary
    )
    assert ties.decided(meeting.contest) == []
    services.confirm(meeting=fresh(meeting), actor=chair)
    among = frozenset({one.pk, two.pk})
    assert ties.decided(meeting.contest) == [places.Decision(among, chosen=(two.pk,))]
