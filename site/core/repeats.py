"""A button pressed twice: what somebody has just entered is not entered once more."""

import datetime as dt

from django.db.models import QuerySet

from core import clock
from core.errors import Refused

# Later the same words may well be meant: «не дозвонились» is said again the next day.
PRESSES = dt.timedelta(minutes=1)


def refuse_repeat(same: QuerySet, made_at: str = "") -> None:
    """Refuse when there is one of ``same``: the rows that are equal to the one to be made.

    With ``made_at``, the field that says when a row was made, only those of the last minute count.
    The caller holds a lock that the other press waits for.
    """
    recent = same.filter(**{f"{made_at}__gt": clock.now() - PRESSES}) if made_at else same
    if recent.exists():
        raise Refused("Это уже записано: второй раз не вносится.")
