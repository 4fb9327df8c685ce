"""The meeting that settles the tie at the fifth place and admits to stage II (C-15)."""

from contest.applications.models import Entry
from contest.demo.ended import meetings
from contest.demo.ended.admission import entry_of
from contest.demo.ended.meetings import Staff
from contest.demo.ended.people import CONFLICT, TIED
from contest.demo.ended.timetable import Times, day
from contest.meetings import services
from contest.meetings.models import AgendaItem, Leave
from contest.scoring.rules import places
from contest.scoring.standing import standing
from contest.setup.models import Contest
from core.calendar import overrides
from core.rules.working_days import subtract_working_days

_Kind = AgendaItem.Kind
_QUESTIONS = (
    (_Kind.TIE_STAGE_TWO, "О равных баллах на пятом месте среди карьерных консультантов"),
    (_Kind.ADMISSION, "О допуске участников ко II этапу конкурса"),
)
# By their places in the composition: who is away, who votes against, who has the conflict.
_ABSENT = 5
_AGAINST = (1, 4)
_RECUSED = 6


def run(contest: Contest, times: Times, staff: Staff) -> None:
    """One of the two tied is chosen by vote; a member with a conflict leaves for the list."""
    days = overrides()
    on = times.admission_on
    called = meetings.Called(
        (subtract_working_days(on, 3, days), 10), (subtract_working_days(on, 2, days), 11)
    )
    meeting = meetings.call(contest, on, called, _QUESTIONS, staff)
    chosen, other = (entry_of(contest, login) for login in TIED)
    with day(on, 11):
        present = meetings.attend(meeting, staff, without=[_ABSENT])
        members = list(contest.commission.all())
        tie, admission = meeting.items.all()
        wording = "Допустить ко II этапу на пятое место среди карьерных консультантов:"
        meetings.decide(
            tie,
            present,
            services.Proposal(wording, chosen=[chosen], among=[chosen, other]),
            staff,
            against=[members[turn] for turn in _AGAINST],
        )
        leaver = members[_RECUSED]
        services.leave(
            item=admission,
            member=leaver,
            cause=Leave.Cause.CONFLICT,
            reason=f"Бывший руководитель участницы {entry_of(contest, CONFLICT).last_name}",
            actor=staff.secretary,
        )
        decision = places.Decision(among=frozenset({chosen.pk, other.pk}), chosen=(chosen.pk,))
        meetings.decide(
            admission,
            [one for one in present if one != leaver],
            services.Proposal(
                "Допустить ко II этапу конкурса:", chosen=_through(contest, decision)
            ),
            staff,
        )
    meetings.sign(meeting, staff)


def _through(contest: Contest, decision: places.Decision) -> list[Entry]:
    """The entries that go on to stage II, once the tie is decided so."""
    _, groups = standing(contest, [decision])
    return [
        line.entry
        for group in groups
        for line in group.lines
        if group.allotment is not None and line.entry.pk in group.allotment.seats
    ]
