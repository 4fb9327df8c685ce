"""An end that staff have typed must stand for a while before it destroys anything (X-5).

One mistyped date would otherwise destroy every submission of a running contest at the next tick.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from core import clock, history
from core.models import HistoryRecord
from forms_app import notifications
from forms_app.engine import registry
from forms_app.models import Submission

# Long enough for somebody to come back from a holiday and read the letter.
LEAD = dt.timedelta(days=14)
ANNOUNCED = "destruction-announced"


class Ending(NamedTuple):
    """Submissions of one scope that fall due together."""

    journey: str
    scope: str
    due: dt.datetime


def announced_for(submission: Submission, due: dt.datetime) -> dt.datetime | None:
    """From when the data may be destroyed by this very ``due``; None until it is announced.

    Another due that was announced before says nothing of this one.
    """
    records = HistoryRecord.objects.about(submission).filter(action=ANNOUNCED)
    last = records.order_by("at", "pk").last()
    if last is None or last.details["due"] != _exact(due):
        return None
    return dt.datetime.fromisoformat(last.details["from"])


@transaction.atomic
def announce(ending: Ending, submissions: Sequence[Submission], *, now: dt.datetime) -> int:
    """Note in each submission's history when it will be destroyed, and write to the operator.

    Returns how many submissions that concerns.
    """
    journey = registry.get(ending.journey)
    scope = journey.describe(ending.scope)
    destroyed = max(ending.due, now + LEAD)
    day = clock.format_date(destroyed.astimezone(scope.tz).date())
    for submission in submissions:
        history.log_change(
            submission,
            actor=None,
            action=ANNOUNCED,
            why=f"Данные будут уничтожены {day}, если сроки не изменятся.",
            details={"due": _exact(ending.due), "from": _exact(destroyed)},
        )
    count = len(submissions)
    notifications.destruction_letter(
        scope,
        form=journey.title,
        noun=journey.noun,
        count=count,
        until=ending.due,
        destroyed=destroyed,
    )
    return count


def _exact(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).isoformat()
