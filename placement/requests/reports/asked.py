"""What employers asked for in a period, read once for every report about it (P-3.3, P-2.2d)."""

import datetime as dt
from collections import Counter
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.text import search_key
from placement.professions.models import Profession
from placement.requests.rules.demand import Wish, repeats
from placement.requests.rules.periods import Period
from placement.vacancies.models import Vacancy

# A vacancy counts under each of these that it offers.
CONDITIONS = (*Vacancy.CONDITIONS, "hearing_note", "vision_note", "motor_note")


class Asked:
    """Vacancies asked for in a period: by the day of the request, else by that of entry.

    ``wishes`` are all of them in their order, ``counted`` those that are demand (`rules.demand`).
    """

    def __init__(self, period: Period, profession: Profession | None = None) -> None:
        self.period = period
        self._spelt: dict[str, Counter[str]] = {}
        every = [self._wish(row) for row in _rows(period)]
        self.repeated = repeats(every)
        key = profession.key if profession else None
        self.wishes = sorted(
            (w for w in every if w.day in period and key in (None, w.profession)),
            key=lambda wish: (wish.day, wish.key),
        )
        self.counted = [wish for wish in self.wishes if self.counts(wish)]

    def counts(self, wish: Wish) -> bool:
        """Whether the wish is demand."""
        return wish.is_wanted and wish.key not in self.repeated

    @property
    def places(self) -> int:
        """How many places are counted."""
        return sum(wish.places for wish in self.counted)

    @cached_property
    def spelt(self) -> dict[str, str]:
        """Key of a profession → how it is mostly written."""
        return {key: counter.most_common(1)[0][0] for key, counter in self._spelt.items()}

    def _wish(self, row: dict[str, Any]) -> Wish:
        name = " ".join((row["profession__name"] or row["profession_other"]).split())
        key = search_key(name)
        self._spelt.setdefault(key, Counter())[name] += 1
        return Wish(
            key=row["pk"],
            day=row["request__composed_on"] or timezone.localdate(row["created_at"]),
            entered_at=row["created_at"],
            ended_at=row["ended_at"],
            employer=row["employer"],
            profession=key,
            post=search_key(row["title"]),
            district=row["district"],
            conditions=frozenset(name for name in CONDITIONS if row[name]),
            places=row["places"],
            filled=row["filled_places"],
            state=row["state"],
            request=row["request"],
            request_state=row["request__submission__state"] or "",
        )


def _rows(period: Period) -> list[dict[str, Any]]:
    """What was asked for in the period, and before it what was still open then."""
    since, until = _midnight(period.since), _midnight(period.until + dt.timedelta(days=1))
    in_period = Q(request__composed_on__range=(period.since, period.until)) | Q(
        request=None, created_at__gte=since, created_at__lt=until
    )
    is_open = Q(created_at__lt=until) & (Q(ended_at=None) | Q(ended_at__gt=since))
    rows = Vacancy.objects.filter(in_period | is_open).order_by()
    return list(
        rows.values(
            "pk",
            "request",
            "request__composed_on",
            "request__submission__state",
            "created_at",
            "ended_at",
            "employer",
            "profession__name",
            "profession_other",
            "title",
            "district",
            "places",
            "filled_places",
            "state",
            *CONDITIONS,
        )
    )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=timezone.get_default_timezone())
