"""What the list of employers is narrowed and searched by (P-2.2a, X-4)."""

import datetime as dt
from contextlib import suppress

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from core import back_office, clock, phones
from core.back_office import KeySearch
from core.text import digits, one_line
from placement.employers.models import EmployerContact

# Data that nobody confirmed for so long are worth a call (clause 6.4: kept up to date).
STALE_AFTER = dt.timedelta(days=365)
_PHONE_DIGITS = 11
_LEAST_DIGITS = 5


class Attention(models.TextChoices):
    """Why a row needs a look."""

    STALE = "stale", "Давно не подтверждали"
    PROMISED = "promised", "Обещали связаться"
    DUPLICATES = "duplicates", "Возможные повторы"
    MERGED = "merged", "Объединённые карточки"


class AttentionFilter(back_office.AttentionFilter):
    """What needs a look; without a choice, all cards that are not merged."""

    label = "Показать"
    kinds = Attention

    def apply(self, rows: QuerySet) -> QuerySet:
        if self.value == Attention.MERGED:
            return rows.exclude(merged_into=None)
        rows = rows.filter(merged_into=None)
        return self.narrow(rows, self.value) if self.value else rows

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        today = clock.local_day(clock.now())
        if value == Attention.STALE:
            before = today - STALE_AFTER
            return rows.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=before))
        if value == Attention.PROMISED:
            return rows.promised_by(today)  # type: ignore[attr-defined]
        return rows.possible_duplicates()  # type: ignore[attr-defined]


class EmployerSearch:
    """By words of the name, activity and head, by ИНН, ОГРН, any way to type a phone, an address.

    Phones and addresses are those of the organisation and of its contact persons.
    """

    words = KeySearch("search_key")

    def __call__(self, rows: QuerySet, query: str) -> QuerySet:
        people = EmployerContact.objects.filter(employer=OuterRef("pk"))
        if numbers := _numbers_in(query):
            wanted = Q()
            for number in numbers:
                theirs = Exists(people.filter(phone__contains=number))
                wanted |= self.words.matches(number) | Q(theirs)
            return rows.filter(wanted)
        if "@" not in query:
            return self.words(rows, query)
        theirs = Exists(people.filter(email__iexact=one_line(query)))
        # The key holds the organisation's own address.
        return rows.filter(self.words.all_match(query) | Q(theirs))


def _numbers_in(query: str) -> set[str]:
    """The digits of an identifier, and those of a phone as it is kept; nothing for words."""
    number, numbers = digits(query), set()
    with suppress(phones.WrongPhone):
        numbers.add(digits(phones.without_extension(phones.parse_phone(query))))
    if len(number) < _LEAST_DIGITS or any(char.isalpha() for char in query):
        return numbers
    is_national = len(number) == _PHONE_DIGITS and number.startswith("8")
    return {*numbers, f"7{number[1:]}" if is_national else number}
