"""Conflicts of interest recorded at the scoring, and absence decided at a meeting (C-14, C-K7)."""

import datetime as dt

import pytest

from contest.meetings import papers, services
from contest.meetings.models import Decision, Leave
from contest.meetings.services import Proposal
from contest.meetings.sitting import sitting_of
from contest.scoring.models import Absence, Mark, ScoreSheet
from contest.scoring.services import excuse, lift, recuse, take_back
from contest.scoring.standing import standing
from contest.setup.models import Part
from core.errors import Refused
from tests.contest.meetings.conftest import come, fresh, scan_for
from tests.contest.meetings.test_desk import words_of
from tests.queries import page_queries

pytestmark = pytest.mark.django_db
LIST = "/cms/contest/meetings/"


@pytest.fixture
def two(admitted):
    return [admitted("Абрамова"), admitted("Белова")]


@pytest.fixture
def recused(commission, two, secretary):
    """The fourth member has a conflict of interest with the first participant."""
    return recuse(entry=two[0], member=commission[3], reason="Сестра", actor=secretary)


def tie(two) -> Proposal:
    return Proposal("Допустить Белову.", chosen=two[1:], among=two)


@pytest.mark.req("C-14")
def test_a_question_about_a_participant_is_not_voted_on_while_the_recused_member_is_there(
    running, two, recused, secretary, vote
):
    meeting = running("tie-stage-two")
    item = meeting.items.get()
    item.entries.set(two)
    assert sitting_of(meeting).recused_in_room(item) == [recused.member]
    with pytest.raises(Refused, match="Озерова"):
        vote(item, "+++++++")
    (left,) = services.leave_recused(item=item, actor=secretary)
    assert (left.member, left.cause) == (recused.member, Leave.Cause.CONFLICT)
    vote(item, "+++ +++")
    assert services.decide(item=item, proposal=tie(two), actor=secretary).is_adopted
    with pytest.raises(Refused):
        services.leave_recused(item=item, actor=secretary)


@pytest.mark.req("C-14")
def test_a_decision_that_picks_a_participant_is_refused_with_the_vote_of_a_recused_member(
    running, two, recused, secretary, vote
):
    """Here only the decision says whom the question concerns."""
    item = running("tie-stage-two").items.get()
    vote(item, "+++++++")
    with pytest.raises(Refused, match=r"Озерова.*Абрамова") as refusal:
        services.decide(item=item, proposal=tie(two), actor=secretary)
    assert refusal.value.field == "among"
    assert not Decision.objects.exists()
    services.leave(
        item=item, member=recused.member, cause="conflict", reason="Сестра", actor=secretary
    )
    assert services.decide(item=item, proposal=tie(two), actor=secretary).is_adopted


@pytest.mark.req("C-14")
def test_nominating_a_participant_too(running, two, recused, secretary, vote):
    come(two[0].contest, two, secretary)
    item = running("nominee").items.get()
    vote(item, "+++++++")
    proposal = Proposal("Направить.", chosen=two[:1])
    with pytest.raises(Refused, match="Озерова"):
        services.decide(item=item, proposal=proposal, actor=secretary)
    other = Proposal("Направить.", chosen=two[1:])
    assert services.decide(item=item, proposal=other, actor=secretary).is_adopted


def test_what_approves_the_computed_list_is_voted_on_by_all(running, two, recused, secretary, vote):
    item = running("admission").items.get()
    vote(item, "+++++++")
    proposal = Proposal("Допустить.", chosen=two)
    assert services.decide(item=item, proposal=proposal, actor=secretary).is_adopted


def test_a_lifted_conflict_keeps_nobody_out(running, two, recused, chair, vote):
    lift(recusal=recused, reason="Ошибка", actor=chair)
    item = running("tie-stage-two").items.get()
    item.entries.set(two)
    vote(item, "+++++++")


@pytest.mark.req("X-4")
def test_the_page_says_who_leaves_and_one_press_records_it(running, two, recused, client_of, users):
    meeting = running("tie-stage-two", "other")
    item = meeting.items.first()
    item.entries.set(two)
    desk = client_of(users["Тропинина"])
    page = desk.get(f"{LIST}inspect/{meeting.pk}/").content.decode()
    assert f"не участвует: {recused.member.full_name}" in page
    assert page.count("Вышли из-за конфликта интересов<") == 1
    form = desk.get(f"{LIST}leave/{meeting.pk}/{item.pk}/").content.decode()
    assert f'<option value="{recused.member.pk}" selected' in form
    desk.post(f"{LIST}leave-recused/{meeting.pk}/{item.pk}/")
    assert item.leaves.get().member == recused.member
    protocol = papers.protocol(fresh(meeting), sitting_of(fresh(meeting))).pdf
    assert f"{recused.member.full_name}: конфликт интересов" in words_of(protocol)


def test_whom_a_question_concerns_is_ticked_at_the_question(planned, two, client_of, users):
    meeting, desk = planned("other"), client_of(users["Тропинина"])
    item = meeting.items.get()
    address = f"{LIST}edit-item/{meeting.pk}/{item.pk}/"
    desk.post(address, {"kind": "other", "subject": "О заявке", "entries": [two[0].pk]})
    assert list(item.entries.all()) == [two[0]]
    page = desk.get(address).content.decode()
    assert page.count("checked") == 1


@pytest.mark.req("X-4")
def test_the_agenda_asks_as_much_for_three_questions_as_for_one(
    planned, two, recused, client_of, users
):
    counts = []
    for kinds in (("other",), ("other", "other", "other")):
        meeting = planned(*kinds)
        for item in meeting.items.all():
            item.entries.set(two)
        counts.append(page_queries(client_of(users["Тропинина"]), f"{LIST}inspect/{meeting.pk}/"))
    assert counts[0] == counts[1]


# --- absence -------------------------------------------------------------------------------------


@pytest.fixture
def decided(running, vote, secretary, commission):
    """``decided(member, part, votes)``: a signed, not yet confirmed protocol of an absence."""

    def file(member, part: str = "video", votes: str = "+++++++"):
        meeting = running("absence")
        item = meeting.items.get()
        vote(item, votes)
        proposal = Proposal("Освободить.", member=member, part=part)
        services.decide(item=item, proposal=proposal, actor=secretary)
        services.close(meeting=meeting, actor=secretary)
        services.file_protocol(
            meeting=meeting, signed_on=meeting.day, scan=scan_for(meeting), actor=secretary
        )
        return fresh(meeting)

    return file


@pytest.mark.req("C-14", "C-K7")
def test_a_signed_decision_on_absence_excuses_the_member_with_number_and_date(
    decided, commission, chair
):
    meeting = decided(commission[4])
    assert not Absence.objects.exists()
    services.confirm(meeting=meeting, actor=chair)
    absence = Absence.objects.get()
    number = fresh(meeting).number.label
    assert (absence.member, absence.part) == (commission[4], Part.VIDEO)
    assert (absence.number, absence.decided_on) == (number, meeting.day)
    assert list(absence.decisions.all()) == [meeting.items.get().decision]


def test_without_a_part_it_is_everything_that_members_mark_and_a_test_is_nothing(
    decided, commission, chair
):
    services.confirm(meeting=decided(commission[4], ""), actor=chair)
    assert sorted(Absence.objects.values_list("part", flat=True)) == sorted(Part.values)
    services.confirm(meeting=decided(commission[5], "test"), actor=chair)
    assert not Absence.objects.filter(member=commission[5]).exists()


def test_a_decision_that_was_not_taken_excuses_nobody(decided, commission, chair):
    services.confirm(meeting=decided(commission[4], votes="-------"), actor=chair)
    assert not Absence.objects.exists()


def test_who_is_excused_already_stays_so_by_the_earlier_decision(
    decided, commission, chair, secretary
):
    meeting = decided(commission[4])
    earlier = excuse(
        member=commission[4],
        number="7-б",
        decided_on=meeting.day,
        reason="На бумаге",
        actor=secretary,
    )
    services.confirm(meeting=meeting, actor=chair)
    assert list(Absence.objects.all()) == [earlier]


def test_it_is_undone_the_recorded_way_and_does_not_come_back(
    decided, commission, chair, secretary
):
    meeting = decided(commission[4])
    services.confirm(meeting=meeting, actor=chair)
    take_back(absence=Absence.objects.get(), reason="Вернулся", actor=secretary)
    with pytest.raises(Refused):
        services.confirm(meeting=fresh(meeting), actor=chair)
    assert not Absence.objects.in_force().exists()


@pytest.mark.req("C-14", "C-15")
def test_it_unblocks_the_ranking(decided, commission, chair, contest, two):
    """One member alone has marked nothing: only the signed decision lets the ranking go on."""
    for member in commission[:4] + commission[5:]:
        for entry in two:
            sheet = ScoreSheet.objects.create(entry=entry, member=member, part="video")
            for criterion in contest.criteria.filter(part="video"):
                Mark.objects.create(sheet=sheet, criterion=criterion, steps=7)
    (group,) = standing(contest)[1]
    assert len(group.without_mark) == 2
    services.confirm(meeting=decided(commission[4]), actor=chair)
    (group,) = standing(contest)[1]
    assert group.without_mark == ()
    assert group.allotment is not None


def test_the_day_of_the_protocol_is_the_day_of_the_meeting(decided, commission, second_worker, at):
    meeting = decided(commission[4])
    at(meeting.starts_at + dt.timedelta(days=3))
    services.confirm(meeting=meeting, actor=second_worker)
    assert Absence.objects.get().decided_on == meeting.day
