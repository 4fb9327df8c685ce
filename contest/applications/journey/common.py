"""What the steps of the application ask of the context."""

import datetime as dt
from typing import Any

from contest.applications.content import wording
from contest.applications.rules.experience import Period
from contest.applications.rules.questionnaire import last_calendar_year
from contest.applications.services import Participant
from contest.setup.models import Contest
from forms_app.engine.context import JourneyContext


def contest_of(ctx: JourneyContext) -> Contest:
    """The contest that the application is filed to."""
    contest: Contest = ctx.about.subject
    return contest


def application_day(ctx: JourneyContext) -> dt.date:
    """The day of first sending, in the contest's zone; today while it has not been sent (C-8)."""
    return ctx.first_sent_on


def calendar_year(ctx: JourneyContext) -> int:
    """The year that «последний календарный год» means in this contest (C-A2)."""
    contest = contest_of(ctx)
    return last_calendar_year(contest.applications_open_at.astimezone(contest.tz).date())


def periods(rows: list[dict[str, Any]]) -> list[Period]:
    """The periods of work as typed."""
    return [Period(row["start"], row["end"]) for row in rows]


def participant_of(person: dict[str, Any], questionnaire: dict[str, Any]) -> Participant:
    """Who takes part, by the steps that ask for the name and the date of birth."""
    return Participant(
        last_name=person["last_name"],
        first_name=person["first_name"],
        middle_name=person["middle_name"],
        born_on=questionnaire["birth_date"],
    )


def label(paper: str, row: str) -> str:
    """The official label of a row: ``paper`` is «application» or «questionnaire»."""
    text: str = wording()[paper]["rows"][row]
    return text
