"""The meeting on the results: who stayed away, places, the nominee for the federal stage (C-17, C-18)."""

from contest.applications.models import Entry
from contest.demo.ended import meetings
from contest.demo.ended.admission import entry_of
from contest.demo.ended.meetings import Staff
from contest.demo.ended.people import NO_SHOW
from contest.demo.ended.timetable import Times, day
from contest.meetings import services
from contest.meetings.models import AgendaItem
from contest.setup.models import Contest
from contest.stage_two.overall import overall

_Kind = AgendaItem.Kind
_QUESTIONS = (
    (_Kind.NO_SHOW, "О неявке участника на II этап"),
    (_Kind.RESULTS, "Об итогах конкурса"),
    (_Kind.NOMINEE, "О кандидате на федеральный этап"),
)


def run(contest: Contest, times: Times, staff: Staff) -> None:
    """Called in the evening of stage II for the next morning: then it is known who stayed away."""
    evening = times.dates.second_stage
    called = meetings.Called((evening, 19), (evening, 20))
    on = times.results_on
    meeting = meetings.call(contest, on, called, _QUESTIONS, staff)
    with day(on, 11):
        present = meetings.attend(meeting, staff)
        best = _best(contest)
        proposals = {
            _Kind.NO_SHOW: services.Proposal(
                "Участник на II этап не явился и места не занимает:",
                chosen=[entry_of(contest, NO_SHOW)],
            ),
            _Kind.RESULTS: services.Proposal(
                "Признать победителем и призёрами конкурса:", chosen=best
            ),
            _Kind.NOMINEE: services.Proposal("Направить на федеральный этап:", chosen=best[:1]),
        }
        for item in meeting.items.all():
            meetings.decide(item, present, proposals[_Kind(item.kind)], staff)
    meetings.sign(meeting, staff)


def _best(contest: Contest) -> list[Entry]:
    """Who has the most points, as many as there are places."""
    totals = [
        (line.total, line.finalist.entry)
        for line in overall(contest).lines
        if line.total is not None
    ]
    totals.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in totals[: contest.max_winners + contest.max_prize_winners]]
