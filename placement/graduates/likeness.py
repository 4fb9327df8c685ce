"""Cards that may be of one person: by indexed keys alone, so that it costs the same in a large register."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.cache import cache
from django.db.models import Q, QuerySet

from core.imports import chunks
from core.text import search_key
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.rules.doubles import Facts, reason

# More than a person looks through.
SHOWN = 10
_FOUND, _FOUND_FOR = "placement.graduates.doubles", 60


def facts_of(row: Graduate) -> Facts:
    """What a card whose keys are set, saved or not, is compared by."""
    return Facts(
        name=row.name_key,
        first=search_key(row.first_name),
        middle=search_key(row.middle_name),
        born_on=row.born_on,
        contacts=frozenset(row.contact_key.split()),
    )


def likely_same(row: Graduate) -> list[Graduate]:
    """Cards in use that may be the same person as this card, saved or not; at most SHOWN."""
    row.set_keys()
    near = Q(name_key=row.name_key)
    if row.born_on is not None:
        near |= Q(born_on=row.born_on)
    others = Graduate.objects.current().filter(is_demo=row.is_demo).exclude(pk=row.pk)
    candidates = list(others.filter(near))
    if row.contact_key:
        candidates += others.with_contact(str(row.email), str(row.phone))
    apart = set(row.different_from.values_list("pk", flat=True)) if row.pk else set()
    own = facts_of(row)
    alike = {one.pk: one for one in candidates if reason(own, facts_of(one))}
    return [one for pk, one in alike.items() if pk not in apart][:SHOWN]


class Comparison:
    """Many new people against the register: a number of queries that does not grow with it."""

    def __init__(self, people: Iterable[Graduate]) -> None:
        """Take ``people`` whose keys are set."""
        rows = list(people)
        self._by_name: dict[str, list[Graduate]] = defaultdict(list)
        self._by_day: dict[object, list[Graduate]] = defaultdict(list)
        self._by_contact: dict[str, list[int]] = defaultdict(list)
        present = Graduate.objects.exclude(state=GraduateState.DESTROYED)
        self._cards: dict[int, Graduate] = {}
        for keys in chunks(sorted({row.name_key for row in rows})):
            self._add(present.filter(name_key__in=keys))
        for days in chunks(sorted({row.born_on for row in rows if row.born_on})):
            self._add(present.filter(born_on__in=days))
        self._add_contacts(rows, present)

    def _add(self, cards: "QuerySet[Graduate]") -> None:
        for card in cards:
            if card.pk not in self._cards:
                self._cards[card.pk] = card
                self._by_name[card.name_key].append(card)
                self._by_day[card.born_on].append(card)

    def _add_contacts(self, rows: list[Graduate], present: "QuerySet[Graduate]") -> None:
        wanted = {digest for row in rows for digest in row.contact_key.split()}
        if not wanted:
            return
        pairs = present.exclude(contact_key="").values_list("pk", "contact_key")
        for pk, key in pairs.iterator():
            for digest in wanted.intersection(key.split()):
                self._by_contact[digest].append(pk)
        missing = {pk for pks in self._by_contact.values() for pk in pks} - self._cards.keys()
        for keys in chunks(sorted(missing)):
            self._add(present.filter(pk__in=keys))

    def of(self, row: Graduate) -> list[tuple[Graduate, str]]:
        """Cards that this person may have already, each with the reason."""
        near = list(self._by_name.get(row.name_key, ()))
        if row.born_on is not None:
            near += self._by_day.get(row.born_on, ())
        for digest in row.contact_key.split():
            near += (self._cards[pk] for pk in self._by_contact.get(digest, ()))
        own = facts_of(row)
        reasons = {card.pk: reason(own, facts_of(card)) for card in near}
        return [(self._cards[pk], words) for pk, words in reasons.items() if words]


def cached_doubles() -> list[int]:
    """What `later_doubles` finds, at most a minute old: board and list show the same."""
    return cache.get_or_set(_FOUND, later_doubles, _FOUND_FOR) or []


def forget_doubles() -> None:
    """Look anew the next time: somebody has told two cards apart, or linked them."""
    cache.delete(_FOUND)


def later_doubles() -> list[int]:
    """Keys of cards for which an earlier one may be of the same person, the newest first.

    By one look over the register: one name with one birth day or an unknown one; or one birth day,
    first name and patronymic. Each pair is met once.
    """
    by_name: dict[object, list[tuple[int, object]]] = defaultdict(list)
    by_day: dict[object, list[int]] = defaultdict(list)
    pairs: list[tuple[int, int]] = []
    fields = ("pk", "is_demo", "name_key", "born_on", "first_name", "middle_name")
    for pk, is_demo, name, day, first, middle in (
        Graduate.objects.current().order_by("pk").values_list(*fields)
    ):
        namesakes, born_alike = by_name[is_demo, name], by_day[is_demo, day, first, middle]
        others = [other for other, born in namesakes if born == day or None in (born, day)]
        others += born_alike if day and middle else ()
        pairs += ((other, pk) for other in others)
        namesakes.append((pk, day))
        born_alike.append(pk)
    if not pairs:
        return []
    told_apart = Graduate.different_from.through.objects
    apart = set(told_apart.values_list("from_graduate_id", "to_graduate_id"))
    return sorted(
        {later for earlier, later in pairs if (earlier, later) not in apart}, reverse=True
    )
