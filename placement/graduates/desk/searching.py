"""By what a card is found: words, its number, a contact typed whole, and what nouns above know (X-4)."""

import operator
from collections.abc import Callable
from functools import reduce
from itertools import chain

from django.db.models import Q, QuerySet

from core.back_office import KeySearch
from core.text import search_key
from home.rules.search_words import nearest
from placement.common.found import card_number
from placement.graduates.models import Graduate

# Digits of a telephone without the prefix of its country.
_PHONE = 10
Finder = Callable[[str], QuerySet]
_finders: list[Finder] = []


def add_finder(finder: Finder) -> None:
    """Let ``finder`` say of a query to which cards it leads: numbers of cards in use."""
    if finder not in _finders:
        _finders.append(finder)


class CardSearch(KeySearch):
    """Every word in the search key; or the card with this number; or what the finders know."""

    def __init__(self) -> None:
        super().__init__("search_key")

    def __call__(self, rows: QuerySet, query: str, *, with_contacts: bool = False) -> QuerySet:
        """``with_contacts``: a telephone or an address typed whole leads to its cards too."""
        number = card_number(query)
        if number is not None and "№" in query:
            return rows.filter(pk=number)
        wanted = self.all_match(query)
        if number is not None:
            wanted |= Q(pk=number)
        for finder in _finders:
            wanted |= Q(pk__in=finder(query))
        if with_contacts and _is_contact(query):
            wanted |= Q(pk__in=Graduate.objects.with_contact(query).values("pk"))
        return rows.filter(wanted)


def meant_rows(rows: QuerySet, query: str) -> QuerySet:
    """The rows in which each word occurs, or one of the register of which it is a mistyping.

    As pages are found by the site's search. The words of the register, former names among them, are
    all read for it.
    """
    keys = rows.order_by().values_list("search_key", flat=True).iterator()
    vocabulary = set(chain.from_iterable(map(str.split, keys)))
    search, condition = KeySearch("search_key"), Q()
    for word in search_key(query).split():
        is_there = any(word in other for other in vocabulary)
        meant = [word] if is_there else nearest(word, vocabulary)
        if not meant:
            return rows.none()
        condition &= reduce(operator.or_, map(search.matches, meant))
    return rows.filter(condition)


def _is_contact(query: str) -> bool:
    return "@" in query or sum(char.isdigit() for char in query) >= _PHONE
