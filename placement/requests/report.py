"""What employers ask for: the register for the admissions commission and the demand (P-3.3, P-2.2d).

Age, sex and contact persons are in neither (FACTS § 3).
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from placement.common import districts
from placement.common.charts import Bar, Chart
from placement.professions.models import Profession
from placement.requests.rules import Period
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy, VacancyQuerySet
from placement.vacancies.record import VACANCIES

HEADER = (
    "№",
    "Дата",
    "Работодатель",
    "Профессия",
    "Должность",
    "Мест",
    "Район",
    "Условия",
    "Состояние",
)
# What the rows under it are made of: age, sex and contact persons are not even read.
_READ = (
    "employer__full_name",
    "employer__short_name",
    "profession__name",
    "profession_other",
    "title",
    "places",
    "district",
    *Vacancy.CONDITIONS,
    "state",
)
DEMAND_HEADER = ("Вакансий", "Мест", "Работодателей", "Занято мест")
OTHER = "Другая профессия"
# A chart of more bars than this cannot be read; the table has them all.
BARS = 20


def asked_for(period: Period, profession: Profession | None = None) -> VacancyQuerySet:
    """Vacancies asked for in the period: by the day of the request, else by that of entry."""
    zone = timezone.get_default_timezone()
    since = dt.datetime.combine(period.since, dt.time.min, tzinfo=zone)
    until = dt.datetime.combine(period.until + dt.timedelta(days=1), dt.time.min, tzinfo=zone)
    rows = Vacancy.objects.filter(
        Q(request__composed_on__gte=period.since, request__composed_on__lte=period.until)
        | Q(request=None, created_at__gte=since, created_at__lt=until)
    )
    return rows.filter(profession=profession) if profession else rows


def register_rows(
    found: VacancyQuerySet, *, most: int | None = None
) -> Iterator[tuple[object, ...]]:
    """Rows under HEADER, by day, the first ``most`` of them; the same on screen, in XLSX and in PDF."""
    entered = TruncDate("created_at", tzinfo=timezone.get_default_timezone())
    rows: QuerySet[Any] = found.annotate(
        day=Coalesce(F("request__composed_on"), entered, output_field=DateField())
    )
    rows = rows.select_related("employer", "profession").only(*_READ).order_by("day", "pk")
    places = dict(districts.CHOICES)
    for number, row in enumerate(rows[:most].iterator(chunk_size=2000), start=1):
        yield (
            number,
            row.day,
            str(row.employer),
            row.profession.name if row.profession else row.profession_other,
            row.title,
            row.places,
            places.get(row.district, row.district),
            ", ".join(row.condition_labels),
            row.get_state_display(),
        )


@dataclass(frozen=True)
class DemandLine:
    """How much of one kind was asked for."""

    label: str
    vacancies: int
    places: int
    employers: int
    filled: int

    @property
    def cells(self) -> tuple[int, int, int, int]:
        """The numbers under DEMAND_HEADER."""
        return (self.vacancies, self.places, self.employers, self.filled)


@dataclass(frozen=True)
class Demand:
    """One table of the report: by profession, by district or by condition."""

    code: str
    title: str
    column: str
    lines: Sequence[DemandLine]

    @property
    def chart(self) -> Chart:
        """Places asked for, the most wanted first."""
        shown = self.lines[:BARS]
        bars = [Bar(line.label, line.places, str(line.places)) for line in shown]
        cut = f", первые {BARS}" if len(self.lines) > BARS else ""
        return Chart(f"{self.title}: мест{cut}", bars, is_percent=False)


def demand(code: str, found: VacancyQuerySet) -> Demand:
    """One table; KeyError for an unknown ``code``."""
    return _TABLES[code](found)


_SUMS = {
    "n": Count("pk"),
    "sum_places": Coalesce(Sum("places"), 0),
    "n_employers": Count("employer", distinct=True),
    "sum_filled": Coalesce(Sum("filled_places", filter=Q(state=VacancyState.FILLED)), 0),
}


def _line(label: str, sums: Mapping[str, Any]) -> DemandLine:
    return DemandLine(label, sums["n"], sums["sum_places"], sums["n_employers"], sums["sum_filled"])


def _in_order(lines: Sequence[DemandLine]) -> list[DemandLine]:
    return sorted(lines, key=lambda line: (-line.places, -line.vacancies, line.label))


def _by_profession(found: VacancyQuerySet) -> Demand:
    rows = found.order_by().values(name=F("profession__name")).annotate(**_SUMS)
    lines = [_line(row["name"] or OTHER, row) for row in rows]
    return Demand("profession", "Спрос по профессиям", "Профессия", _in_order(lines))


def _by_district(found: VacancyQuerySet) -> Demand:
    names = dict(districts.CHOICES)
    rows = found.order_by().values("district").annotate(**_SUMS)
    lines = [_line(names.get(row["district"], row["district"]), row) for row in rows]
    return Demand("district", "Спрос по районам", "Район", _in_order(lines))


def _by_condition(found: VacancyQuerySet) -> Demand:
    """A vacancy counts under each condition that it offers."""
    kinds = {name: Q(**{name: True}) for name in Vacancy.CONDITIONS}
    kinds |= {name: ~Q(**{name: ""}) for name in ("hearing_note", "vision_note", "motor_note")}
    lines = [
        _line(label, found.filter(kind).aggregate(**_SUMS))
        for label, kind in zip(VACANCIES.labels(kinds), kinds.values(), strict=True)
    ]
    return Demand(
        "condition", "Условия для работников с инвалидностью", "Условие", _in_order(lines)
    )


_TABLES = {"profession": _by_profession, "district": _by_district, "condition": _by_condition}
CODES = tuple(_TABLES)
