"""What the commission decides on stage II: who did not appear, who of the tied has which place (C-17)."""

import pytest

from contest.finalists import services as lists
from contest.finalists.models import Finalist, NoShow
from contest.meetings import services
from contest.meetings.services import Proposal
from contest.meetings.ties import at_the_cut, at_the_prizes
from contest.scoring.rules.places import Decision
from core.errors import Refused
from tests.contest.meetings.conftest import fresh, scan_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign(secretary, chair):
    """``sign(meeting)``: closed, its protocol filed, and confirmed by the chair."""

    def make(meeting) -> None:
        services.close(meeting=meeting, actor=secretary)
        row = fresh(meeting)
        services.file_protocol(meeting=row, signed_on=row.day, scan=scan_for(row), actor=secretary)
        services.confirm(meeting=fresh(meeting), actor=chair)

    return make


@pytest.fixture
def decided(running, vote, secretary):
    """``decided("no-show", "+++", entry)``: a meeting that decided so, not yet closed."""

    def make(kind, ballots, *chosen, among=()):
        meeting = running(kind)
        item = meeting.items.get()
        vote(item, ballots)
        proposal = Proposal("Так.", chosen, among)
        services.decide(item=item, proposal=proposal, actor=secretary)
        return fresh(meeting)

    return make


@pytest.fixture
def absent(contest, admitted, secretary) -> Finalist:
    """A finalist who will not appear."""
    return lists.admit(contest=contest, entries=[admitted("Белова")], actor=secretary)[0]


@pytest.mark.req("C-14")
def test_who_did_not_appear_by_a_signed_protocol_has_no_place(decided, sign, absent):
    meeting = decided("no-show", "+++++++", absent.entry)
    assert not NoShow.objects.exists()
    sign(meeting)
    no_show = NoShow.objects.get()
    assert no_show.finalist == absent
    assert (no_show.number, no_show.decided_on) == (fresh(meeting).number.label, meeting.day)
    assert absent not in Finalist.objects.expected()


def test_only_a_finalist_can_be_said_not_to_have_appeared(decided, admitted, absent):
    with pytest.raises(Refused, match="участниках II этапа"):
        decided("no-show", "+++++++", admitted("Волкова"))


def test_a_no_show_names_somebody(decided):
    with pytest.raises(Refused, match="о ком решение"):
        decided("no-show", "+++++++")


@pytest.mark.req("C-14")
def test_a_no_show_that_was_voted_down_changes_nothing(decided, sign, absent):
    sign(decided("no-show", "-------", absent.entry))
    assert not NoShow.objects.exists()


@pytest.mark.req("C-14")
def test_a_no_show_that_was_recorded_meanwhile_is_recorded_once(decided, sign, absent, secretary):
    meeting = decided("no-show", "+++++++", absent.entry)
    lists.record_no_show(
        finalist=absent, number="7", decided_on=meeting.day, reason="ранее", actor=secretary
    )
    sign(meeting)
    assert NoShow.objects.get().number == "7"


@pytest.mark.req("C-17")
def test_a_tie_at_the_prizes_is_settled_by_signed_protocols_alone(decided, sign, came, contest):
    first, second = came("Белова"), came("Волкова")
    meeting = decided("tie-prize", "+++++++", second, first, among=(first, second))
    assert list(at_the_prizes(contest)) == []
    sign(meeting)
    tied = frozenset({first.pk, second.pk})
    assert list(at_the_prizes(contest)) == [Decision(tied, (second.pk, first.pk))]
    assert list(at_the_cut(contest)) == []
