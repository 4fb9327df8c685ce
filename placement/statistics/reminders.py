"""What the desk reminds of: figures that are due, approved ones that wait (P-2.4d, P-6.4)."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists

from core.calendar import overrides
from core.clock import format_date, local_day
from core.rules.working_days import Overrides
from placement.programmes.models import Programme
from placement.statistics.lifecycle import SnapshotState
from placement.statistics.models import Snapshot
from placement.statistics.rules.dates import PUBLISH_WITHIN, awaited, publish_by
from placement.statistics.rules.figures import academic_year


def statistics_warnings(now: dt.datetime) -> list[str]:
    """Russian sentences, the most urgent first; an empty list when nothing waits."""
    approved = list(Snapshot.objects.filter(state=SnapshotState.APPROVED).order_by("approved_at"))
    days = overrides() if approved else {}
    today = local_day(now)
    return [*unpublished(approved, today, days), *due(today)]


def unpublished(approved: Iterable[Snapshot], today: dt.date, days: Overrides) -> list[str]:
    """What is said of approved figures that should be on the site by now."""
    warnings = []
    for snapshot in approved:
        assert snapshot.approved_at is not None
        day = local_day(snapshot.approved_at)
        last = publish_by(day, days)
        if today > last:
            warnings.append(
                f"{snapshot}: утверждено {format_date(day)} и всё ещё не опубликовано. "
                f"Прошло больше {PUBLISH_WITHIN} рабочих дней: опубликовать нужно было "
                f"не позднее {format_date(last)}."
            )
    return warnings


def due(today: dt.date) -> list[str]:
    """What is said of a year that has graduates and no published figures yet; one query."""
    asked = awaited(today)
    published = Snapshot.objects.public().filter(year=asked.year)
    if not Programme.objects.taught_in(asked.year).filter(~Exists(published)).exists():
        return []
    year, day = academic_year(asked.year), format_date(asked.due_by)
    if asked.is_late(today):
        return [
            f"Сведения о трудоустройстве за {year} учебный год ещё не опубликованы: срок – {day}."
        ]
    return [f"Пора внести сведения о трудоустройстве за {year} учебный год: срок – {day}."]
