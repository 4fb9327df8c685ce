"""How a meeting goes, from its plan to the protocol that two people have signed (C-K4…8)."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from contest.applications.demo.applications import stand_in
from contest.commission.models import CommissionMember
from contest.demo.ended.timetable import day
from contest.meetings import services
from contest.meetings.models import AgendaItem, Meeting
from contest.meetings.rules.votes import Choice
from contest.setup.models import Contest
from core import clock, files
from core.models import User

_PLACE = "г. Новосибирск, ул. Вымышленная, д. 1, каб. 5"
_SPEAKER = "Тропинина О.С., секретарь комиссии"
_SCAN_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Staff:
    """Who prepares everything, and who leads and confirms."""

    secretary: User
    chair: User


@dataclass(frozen=True)
class Called:
    """When a meeting is planned, and when its agenda is approved and members are called."""

    planned: tuple[dt.date, int]
    approved: tuple[dt.date, int]


def call(
    contest: Contest,
    on: dt.date,
    called: Called,
    questions: Iterable[tuple[str, str]],
    staff: Staff,
) -> Meeting:
    """Plan a meeting at ten o'clock, draw the agenda up, have it approved, call the members."""
    starts_at = clock.at_local(on, dt.time(10), contest.time_zone)
    with day(*called.planned):
        data = Meeting(contest=contest, starts_at=starts_at, place=_PLACE)
        meeting = services.plan(data=data, actor=staff.secretary)
        for kind, subject in questions:
            services.add_item(
                meeting=meeting,
                kind=kind,
                subject=subject,
                speaker=_SPEAKER,
                actor=staff.secretary,
            )
    with day(*called.approved):
        services.approve(meeting=meeting, actor=staff.chair)
        services.convene(meeting=meeting, actor=staff.secretary)
    return meeting


def attend(
    meeting: Meeting, staff: Staff, *, without: Collection[int] = ()
) -> list[CommissionMember]:
    """Record who is there: all but some, by their places in the composition."""
    members = enumerate(meeting.contest.commission.all())
    present = [member for turn, member in members if turn not in without]
    services.save_attendance(meeting=meeting, present=present, actor=staff.secretary)
    return present


def decide(
    item: AgendaItem,
    voters: Iterable[CommissionMember],
    proposal: services.Proposal,
    staff: Staff,
    *,
    against: Collection[CommissionMember] = (),
) -> None:
    """Vote on a question and record what was decided."""
    ballots = {one.pk: Choice.AGAINST if one in against else Choice.FOR for one in voters}
    services.save_votes(item=item, ballots=ballots, actor=staff.secretary)
    services.decide(item=item, proposal=proposal, actor=staff.secretary)


def sign(meeting: Meeting, staff: Staff) -> None:
    """Later that day: the scan of the signed protocol is a stand-in that says so."""
    with day(meeting.day, 15):
        services.close(meeting=meeting, actor=staff.secretary)
    with day(meeting.day, 16):
        scan = files.store_file(
            key=meeting.key,
            name="Протокол с подписями.pdf",
            source=stand_in("Протокол заседания комиссии с двумя подписями"),
            allowed=files.DOCUMENT_TYPES,
            max_size=_SCAN_BYTES,
        )
        services.file_protocol(
            meeting=meeting, signed_on=meeting.day, scan=scan, actor=staff.secretary
        )
    with day(meeting.day, 17):
        services.confirm(meeting=meeting, actor=staff.chair)
