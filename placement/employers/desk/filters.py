"""What the list of employers is narrowed and searched by (P-2.2a, X-4)."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from core.back_office import ChoiceFilter, KeySearch
from core.text import digits
from placement.employers.models import EmployerContact

# Data that nobody confirmed for so long are worth a call (clause 6.4: kept up to date).
STALE_AFTER = dt.timedelta(days=365)
_PHONE_DIGITS = 11
_LEAST_DIGITS = 5


class AttentionFilter(ChoiceFilter):
    """What needs a look; without a choice, all cards that are not merged."""

    name = "attention"
    label = "Показать"

    def choices(self) -> list[tuple[object, str]]:
        """The kinds of attention."""
        return [
            ("stale", "Давно не подтверждали"),
            ("promised", "Обещали связаться"),
            ("duplicates", "Возможные повторы"),
            ("merged", "Объединённые карточки"),
        ]

    def apply(self, rows: QuerySet) -> QuerySet:
        if self.value == "merged":
            return rows.exclude(merged_into=None)
        rows = rows.filter(merged_into=None)
        return self.narrow(rows, self.value) if self.value else rows

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        today = clock.local_day(clock.now())
        if value == "stale":
            before = today - STALE_AFTER
            return rows.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=before))
        if value == "promised":
            return rows.promised_by(today)  # type: ignore[attr-defined]
        return rows.possible_duplicates()  # type: ignore[attr-defined]


class EmployerSearch:
    """By words of the name, activity and head, by ИНН, ОГРН, and by any way to type a phone."""

    words = KeySearch("search_key")

    def __call__(self, rows: QuerySet, query: str) -> QuerySet:
        number = digits(query)
        if len(number) < _LEAST_DIGITS or any(char.isalpha() for char in query):
            return self.words(rows, query)
        if len(number) == _PHONE_DIGITS and number.startswith("8"):
            number = f"7{number[1:]}"
        people = EmployerContact.objects.filter(employer=OuterRef("pk"), phone__contains=number)
        return rows.filter(self.words.matches(number) | Q(Exists(people)))
