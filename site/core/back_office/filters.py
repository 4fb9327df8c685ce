"""Filters above a list. Only declared ones work: a query string is never a database lookup."""

import datetime as dt
import zoneinfo
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from core.dates import WrongDate, parse_date
from core.models import User
from core.records import Record

if TYPE_CHECKING:
    from .admin import DeskAdmin

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class DeskFilter:
    """One filter: its name in the address, its label, its control and what it leaves."""

    name: str
    label: str
    template_name = "core/back_office/filter_choice.html"

    def __init__(self, desk: "DeskAdmin", request: HttpRequest) -> None:
        self.desk = desk
        self.request = request
        self.value = request.GET.get(self.name, "").strip()

    @classmethod
    def is_named(cls, query: Mapping[str, Any]) -> bool:
        """Whether the query of an address says something of this filter."""
        return any(name == cls.name or name.startswith(f"{cls.name}_") for name in query)

    @property
    def is_active(self) -> bool:
        """Whether the filter narrows the list."""
        return bool(self.value)

    @property
    def chosen(self) -> dict[str, str]:
        """What the address has to say to choose the same again."""
        return {self.name: self.value} if self.value else {}

    @property
    def words(self) -> str:
        """The choice as people read it."""
        return self.value

    def apply(self, rows: QuerySet) -> QuerySet:
        """Return the rows that the chosen value leaves."""
        raise NotImplementedError


class ChoiceFilter(DeskFilter):
    """A list to choose one value from; an unknown value is taken as none."""

    def __init__(self, desk: "DeskAdmin", request: HttpRequest) -> None:
        super().__init__(desk, request)
        self.options = [(str(value), label) for value, label in self.choices()]
        if self.value not in {value for value, _ in self.options}:
            self.value = ""

    @property
    def words(self) -> str:
        return str(dict(self.options).get(self.value, ""))

    def choices(self) -> list[tuple[object, str]]:
        """Values and their labels, within what this person may see; by default all of the field."""
        return list(self.desk.opts.get_field(self.name).flatchoices)

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        """Return the rows with the chosen ``value``."""
        return rows.filter(**{self.name: value})

    def apply(self, rows: QuerySet) -> QuerySet:
        return self.narrow(rows, self.value) if self.value else rows


class StateFilter(ChoiceFilter):
    """By state, of rows that have a lifecycle."""

    name = "state"
    label = "Состояние"


class AttentionFilter(ChoiceFilter):
    """By what has to be looked at, in the words of the board; a noun says which ``kinds`` and rows."""

    name = "attention"
    label = "Требует внимания"
    kinds: type[models.TextChoices]

    def choices(self) -> list[tuple[object, str]]:
        """What may need a look."""
        return list(self.kinds.choices)


class DateRangeFilter(DeskFilter):
    """Days from and to, both included, in the desk's time zone (invariant 4)."""

    field: str
    template_name = "core/back_office/filter_dates.html"

    def __init__(self, desk: "DeskAdmin", request: HttpRequest) -> None:
        super().__init__(desk, request)
        self.since = _day(request.GET.get(f"{self.name}_from", ""))
        self.until = _day(request.GET.get(f"{self.name}_to", ""))

    @property
    def is_active(self) -> bool:
        return bool(self.since or self.until)

    @property
    def chosen(self) -> dict[str, str]:
        days = {f"{self.name}_from": self.since, f"{self.name}_to": self.until}
        return {name: f"{day:%d.%m.%Y}" for name, day in days.items() if day}

    @property
    def words(self) -> str:
        since = f"с {self.since:%d.%m.%Y}" if self.since else ""
        until = f"по {self.until:%d.%m.%Y}" if self.until else ""
        return f"{since} {until}".strip()

    def apply(self, rows: QuerySet) -> QuerySet:
        zone = self.desk.zone(self.request)
        if self.since:
            rows = rows.filter(**{f"{self.field}__gte": _midnight(self.since, zone)})
        if self.until:
            next_day = self.until + dt.timedelta(days=1)
            rows = rows.filter(**{f"{self.field}__lt": _midnight(next_day, zone)})
        return rows


def choice_filter(record: Record[Any], name: str) -> type[ChoiceFilter]:
    """A filter by the choices of a field, or by the rows that a relation leads to."""
    column = record.column(name)

    def choices(self: ChoiceFilter) -> list[tuple[object, str]]:
        if column.related_model is User:
            # Not everybody: those who can be responsible work at the desk.
            staff = User.objects.with_perm(  # type: ignore[attr-defined]
                self.desk.rights["work"], backend=_BACKEND
            )
            rows = staff.order_by("last_name", "first_name", "pk")
            return [(one.pk, one.short_name) for one in rows]
        if column.is_relation:
            others = cast(Any, column.related_model).objects.all()
            return [(one.pk, str(one)) for one in others]
        return list(column.flatchoices)

    return type(
        f"{name.title()}Filter",
        (ChoiceFilter,),
        {"name": name, "label": record.label(name), "choices": choices},
    )


def _day(text: str) -> dt.date | None:
    try:
        day = parse_date(text)
    except WrongDate:
        return None
    # The last days of the calendar have no day after them to compare with.
    return day if dt.date(1900, 1, 1) <= day <= dt.date(9000, 1, 1) else None


def _midnight(day: dt.date, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=zone)
