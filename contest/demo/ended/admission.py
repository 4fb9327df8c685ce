"""Applications are sent, registered and admitted; later one is taken back (C-8…C-11)."""

from contest.applications.demo.applications import accept, register, send
from contest.applications.models import Entry
from contest.demo.ended.people import PEOPLE, WITHDRAWN
from contest.demo.ended.timetable import Times, day
from contest.setup.models import Contest
from core.calendar import overrides
from core.models import User
from core.rules.working_days import subtract_working_days
from forms_app import services


def run(contest: Contest, times: Times, secretary: User) -> None:
    """Everybody applies within the window and is admitted the day after."""
    for turn, participant in enumerate(PEOPLE):
        on = times.in_applications(turn, len(PEOPLE))
        with day(on, 10, turn):
            submission = send(contest, participant.person, secretary)
        with day(on, 17, turn):
            register(submission, secretary)
            accept(submission, secretary)


def entry_of(contest: Contest, login: str) -> Entry:
    """The application of one of the people."""
    person = next(one.person for one in PEOPLE if one.person.login == login)
    entry: Entry = contest.entries.select_related("submission").get(
        person_digest=person.participant.digest
    )
    return entry


def withdraw(contest: Contest, times: Times) -> None:
    """A participant who was admitted to stage II takes the application back on the day before."""
    days = overrides()
    with day(subtract_working_days(times.dates.second_stage, 1, days), 16):
        services.withdraw(
            submission=entry_of(contest, WITHDRAWN).submission,
            reason="Не смогу приехать на очный этап",
        )
