"""What employers asked for in a period, read once for every report about it (P-3.3, P-2.2d)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core import clock
from core.imports import chunks
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
        self._keys: dict[str, str] = {}
        asked = [self._wish(row) for row in _rows(_asked_in(period))]
        earlier = [self._wish(row) for row in _rows_before(period, asked)]
        self.repeated = repeats([*asked, *earlier])
        key = profession.key if profession else None
        self.wishes = sorted(
            (wish for wish in asked if key in (None, wish.profession)),
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

    def _key_of(self, profession: str) -> str:
        # Few names stand in many rows.
        if profession not in self._keys:
            self._keys[profession] = search_key(profession)
        return self._keys[profession]

    def _wish(self, row: dict[str, Any]) -> Wish:
        name = " ".join((row["profession__name"] or row["profession_other"]).split())
        key = self._key_of(name)
        self._spelt.setdefault(key, Counter())[name] += 1
        return Wish(
            key=row["pk"],
            day=row["request__composed_on"] or clock.local_day(row["created_at"]),
            entered_at=row["created_at"],
            ended_at=row["ended_at"],
            employer=row["employer"],
            profession=key,
            title=row["title"],
            district=row["district"],
            conditions=frozenset(name for name in CONDITIONS if row[name]),
            places=row["places"],
            filled=row["filled_places"],
            state=row["state"],
            request=row["request"],
            request_state=row["request__submission__state"] or "",
        )


def _asked_in(period: Period) -> QuerySet[Vacancy]:
    """What was asked for in the period."""
    since, until = _midnight(period.since), _midnight(period.until + dt.timedelta(days=1))
    composed = Q(request__composed_on__range=(period.since, period.until))
    entered = Q(request=None, created_at__gte=since, created_at__lt=until)
    return Vacancy.objects.filter(composed | entered)


def _rows_before(period: Period, asked: list[Wish]) -> Iterator[dict[str, Any]]:
    """What the same employers had asked for in the same districts and was still open then."""
    since, until = _midnight(period.since), _midnight(period.until + dt.timedelta(days=1))
    present = {wish.key for wish in asked}
    alike = {(wish.employer, wish.district) for wish in asked}
    open_rows = Vacancy.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=since),
        created_at__lt=until,
        employer__in=_asked_in(period).values("employer"),
    )
    places = open_rows.order_by().values_list("pk", "employer", "district")
    keys = [
        key
        for key, employer, district in places.iterator()
        if (employer, district) in alike and key not in present
    ]
    for part in chunks(keys):
        yield from _rows(Vacancy.objects.filter(pk__in=part))


def _rows(vacancies: QuerySet[Vacancy]) -> Iterator[dict[str, Any]]:
    return (
        vacancies.order_by()
        .values(
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
        .iterator()
    )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=timezone.get_default_timezone())
