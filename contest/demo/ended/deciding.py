"""The commission meets, settles the tie at the fifth place and admits to stage II (C-15, C-K4…8)."""

import datetime as dt

from contest.applications.demo.applications import stand_in
from contest.commission.models import CommissionMember
from contest.demo.ended.admission import entry_of
from contest.demo.ended.people import CONFLICT, TIED
from contest.demo.ended.timetable import Times, day
from contest.meetings import services
from contest.meetings.models import AgendaItem, Leave, Meeting
from contest.meetings.rules.votes import Choice
from contest.scoring.rules import places
from contest.scoring.standing import standing
from contest.setup.models import Contest
from core import clock, files
from core.calendar import overrides
from core.models import User
from core.rules.working_days import add_working_days, subtract_working_days

_PLACE = "г. Новосибирск, ул. Вымышленная, д. 1, каб. 5"
_Kind = AgendaItem.Kind
_Seat = CommissionMember.Seat
_SCAN_BYTES = 20 * 1024 * 1024
# Who is not at the meeting, and who votes against, in the order of the composition.
_ABSENT = 5
_AGAINST = (1, 4)
_RECUSED = 6


def run(contest: Contest, times: Times, secretary: User) -> None:
    """The meeting on admission, from its plan to the protocol that two people have signed."""
    chair = contest.commission.get(seat=_Seat.CHAIR).user
    assert chair is not None
    days = overrides()
    with day(subtract_working_days(times.admission_on, 3, days), 10):
        meeting = _plan(contest, times.admission_on, secretary)
    with day(subtract_working_days(times.admission_on, 2, days), 11):
        services.approve(meeting=meeting, actor=chair)
        services.convene(meeting=meeting, actor=secretary)
    with day(times.admission_on, 11):
        _hold(meeting, secretary)
        services.close(meeting=meeting, actor=secretary)
    with day(add_working_days(times.admission_on, 1, days), 12):
        _file(meeting, secretary)
        services.confirm(meeting=meeting, actor=chair)


def _plan(contest: Contest, on: dt.date, secretary: User) -> Meeting:
    starts_at = clock.at_local(on, dt.time(10), contest.time_zone)
    data = Meeting(contest=contest, starts_at=starts_at, place=_PLACE)
    meeting = services.plan(data=data, actor=secretary)
    speaker = "Тропинина О.С., секретарь комиссии"
    for kind, subject in (
        (_Kind.TIE_STAGE_TWO, "О равных баллах на пятом месте среди карьерных консультантов"),
        (_Kind.ADMISSION, "О допуске участников ко II этапу конкурса"),
    ):
        services.add_item(
            meeting=meeting, kind=kind, subject=subject, speaker=speaker, actor=secretary
        )
    return meeting


def _hold(meeting: Meeting, secretary: User) -> None:
    members = list(meeting.contest.commission.all())
    present = [one for turn, one in enumerate(members) if turn != _ABSENT]
    services.save_attendance(meeting=meeting, present=present, actor=secretary)
    tie, admission = meeting.items.all()
    chosen, other = (entry_of(meeting.contest, login) for login in TIED)
    against = {members[turn].pk for turn in _AGAINST}
    _vote(tie, present, secretary, against=against)
    wording = "Ко II этапу на пятое место среди карьерных консультантов допустить одного участника."
    proposal = services.Proposal(wording, chosen=[chosen], among=[chosen, other])
    services.decide(item=tie, proposal=proposal, actor=secretary)
    leaver = members[_RECUSED]
    services.leave(
        item=admission,
        member=leaver,
        cause=Leave.Cause.CONFLICT,
        reason=f"Бывший руководитель участницы {entry_of(meeting.contest, CONFLICT).last_name}",
        actor=secretary,
    )
    _vote(admission, [one for one in present if one != leaver], secretary)
    decision = places.Decision(among=frozenset({chosen.pk, other.pk}), chosen=(chosen.pk,))
    _, groups = standing(meeting.contest, [decision])
    admitted = [
        line.entry
        for group in groups
        for line in group.lines
        if group.allotment is not None and line.entry.pk in group.allotment.seats
    ]
    proposal = services.Proposal("Допустить ко II этапу конкурса:", chosen=admitted)
    services.decide(item=admission, proposal=proposal, actor=secretary)


def _vote(
    item: AgendaItem,
    voters: list[CommissionMember],
    secretary: User,
    against: frozenset[int] | set[int] = frozenset(),
) -> None:
    ballots = {one.pk: Choice.AGAINST if one.pk in against else Choice.FOR for one in voters}
    services.save_votes(item=item, ballots=ballots, actor=secretary)


def _file(meeting: Meeting, secretary: User) -> None:
    """The scan of the signed protocol is a stand-in that says so."""
    scan = files.store_file(
        key=meeting.key,
        name="Протокол с подписями.pdf",
        source=stand_in("Протокол заседания комиссии с двумя подписями"),
        allowed=files.DOCUMENT_TYPES,
        max_size=_SCAN_BYTES,
    )
    today = clock.in_zone(clock.now(), meeting.tz).date()
    services.file_protocol(meeting=meeting, signed_on=today, scan=scan, actor=secretary)
