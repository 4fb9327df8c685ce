"""How many places of a vacancy were taken when: its history tells it (P-6.4)."""

import datetime as dt

from core.models import HistoryRecord
from placement.vacancies.models import Vacancy


def filled_places_at(vacancy: Vacancy, at: dt.datetime) -> int:
    """How many places were taken just before an instant."""
    records = HistoryRecord.objects.about(vacancy).filter(
        at__lt=at, details__has_key="filled_places"
    )
    last = records.order_by("at", "pk").last()
    return int(last.details["filled_places"]) if last is not None else 0
