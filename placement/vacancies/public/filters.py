"""What a visitor asks of the list of vacancies; it lies in the address, in one way only.

`Filters.read` takes whatever the address says and drops what it does not know; `query` writes
it back. An address that is written otherwise is led to the written one, so that odd addresses
are neither stored nor passed on.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F
from django.http import QueryDict
from django.utils.http import urlencode

from home import cache
from placement.common import districts
from placement.professions.models import Profession
from placement.vacancies.models import Vacancy, VacancyQuerySet
from placement.vacancies.public.facts import CONDITIONS

# All districts of a region, by the beginning of their codes.
REGIONS = {
    "lo": (districts.OBLAST, "Вся область"),
    "spb": (districts.CITY, "Весь город"),
}
SCHEDULES: dict[str, str] = dict(Vacancy.Schedule.choices)
TERMS: dict[str, str] = dict(Vacancy.Term.choices)
NEWEST = "newest"
SORTS = {
    NEWEST: "сначала новые",
    "pay": "сначала с большей оплатой",
    "start": "сначала с ближайшим выходом на работу",
}
_LATEST: list[Any] = ["-published_at", "-pk"]
_ORDERS: dict[str, list[Any]] = {
    NEWEST: _LATEST,
    "pay": [F("pay").desc(nulls_last=True), *_LATEST],
    "start": [F("start_on").asc(nulls_last=True), *_LATEST],
}
Option = tuple[str, str]


@dataclass(frozen=True)
class Choice:
    """What the public vacancies of this moment give to choose from."""

    professions: dict[int, str] = field(default_factory=dict)
    districts: frozenset[str] = frozenset()

    @classmethod
    @cache.per_version
    def present(cls) -> "Choice":
        """Professions in Russian order and districts that have vacancies; one query."""
        names = ("profession__sort_key", "profession_id", "profession__name", "district")
        distinct_rows = Vacancy.objects.public().order_by().values_list(*names).distinct()
        rows = sorted(distinct_rows)
        return cls({row[1]: row[2] for row in rows}, frozenset(row[3] for row in rows))


@dataclass(frozen=True)
class Filters:
    """One question to the list; an empty value asks nothing."""

    profession: int | None = None
    profession_name: str = ""
    district: str = ""
    schedule: str = ""
    conditions: tuple[str, ...] = ()
    sort: str = NEWEST
    term: str = ""

    @classmethod
    def read(cls, asked: QueryDict, choice: Choice) -> "Filters":
        """What the address says, without what it cannot mean."""
        number = _number(asked.get("profession", ""))
        name = choice.professions.get(number or 0, "") or _profession_name(number)
        district, schedule = asked.get("district", ""), asked.get("schedule", "")
        conditions = set(asked.getlist("condition"))
        term, sort = asked.get("term", ""), asked.get("sort", "")
        return cls(
            profession=number if name else None,
            profession_name=name,
            district=district if district in districts.BY_CODE or district in REGIONS else "",
            schedule=schedule if schedule in SCHEDULES else "",
            term=term if term in TERMS else "",
            conditions=tuple(code for code in CONDITIONS if code in conditions),
            sort=sort if sort in SORTS else NEWEST,
        )

    def apply(self, vacancies: VacancyQuerySet) -> VacancyQuerySet:
        """Those that answer the question, in the order asked for."""
        rows = vacancies
        if self.profession:
            rows = rows.filter(profession=self.profession)
        if self.district in REGIONS:
            rows = rows.filter(district__startswith=f"{self.district}-")
        elif self.district:
            rows = rows.filter(district=self.district)
        if self.schedule:
            rows = rows.filter(schedule=self.schedule)
        if self.term:
            rows = rows.filter(term=self.term)
        if self.conditions:
            rows = rows.filter(**dict.fromkeys(self.conditions, True))
        return rows.order_by(*_ORDERS[self.sort])

    def query(self, page: int = 1) -> str:
        """The question as part of an address; empty for all vacancies, newest first."""
        pairs: list[tuple[str, str | int]] = []
        if self.profession:
            pairs.append(("profession", self.profession))
        if self.district:
            pairs.append(("district", self.district))
        if self.schedule:
            pairs.append(("schedule", self.schedule))
        if self.term:
            pairs.append(("term", self.term))
        pairs += [("condition", code) for code in self.conditions]
        if self.sort != NEWEST:
            pairs.append(("sort", self.sort))
        if page > 1:
            pairs.append(("page", page))
        return urlencode(pairs)

    def for_feed(self) -> "Filters":
        """The same question to the feed, which has an order of its own."""
        return replace(self, sort=NEWEST)

    @property
    def is_set(self) -> bool:
        """Whether some vacancies are left out."""
        narrowing = (self.profession, self.district, self.schedule, self.term, self.conditions)
        return any(narrowing)

    @property
    def district_text(self) -> str:
        """«Гатчинский округ», «Ленинградская область»."""
        if self.district in REGIONS:
            return REGIONS[self.district][0]
        return districts.BY_CODE[self.district].name if self.district else ""

    def chosen(self) -> list[tuple[str, "Filters"]]:
        """The words of each filter that is set, and the question without it."""
        pairs = []
        if self.profession:
            without = replace(self, profession=None, profession_name="")
            pairs.append((self.profession_name, without))
        if self.district:
            pairs.append((self.district_text, replace(self, district="")))
        if self.schedule:
            pairs.append((SCHEDULES[self.schedule], replace(self, schedule="")))
        if self.term:
            pairs.append((TERMS[self.term], replace(self, term="")))
        for code in self.conditions:
            rest = tuple(other for other in self.conditions if other != code)
            pairs.append((CONDITIONS[code], replace(self, conditions=rest)))
        return pairs

    # --- what the form offers ------------------------------------------------------------------------

    def professions(self, choice: Choice) -> list[Option]:
        """Professions to choose from, the chosen one even if nobody wants it now."""
        names = dict(choice.professions)
        if self.profession:
            names.setdefault(self.profession, self.profession_name)
        return [(str(number), name) for number, name in names.items()]

    def places(self, choice: Choice) -> list[tuple[str, list[Option]]]:
        """Districts with vacancies by region, each region as a whole first."""
        there = choice.districts | {self.district}
        groups = []
        for code, (region, whole) in REGIONS.items():
            own = [(d.code, d.name) for d in districts.DISTRICTS if d.region == region]
            inhabited = [option for option in own if option[0] in there]
            if inhabited or self.district == code:
                groups.append((region, [(code, whole), *inhabited]))
        return groups


def _number(text: str) -> int | None:
    """A key of a row; None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _profession_name(number: int | None) -> str:
    """A profession of the list that nobody wants at the moment."""
    if number is None:
        return ""
    name = Profession.objects.filter(pk=number).values_list("name", flat=True).first()
    return name or ""
