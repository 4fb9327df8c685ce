"""Cards that may be of one person: by indexed keys alone, so that it costs the same in a large register."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from core.imports import chunks
from core.text import search_key
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate, has_contact
from placement.graduates.rules.doubles import Facts, reason

# More than a person looks through.
SHOWN = 10
_BORN_ALIKE = ("born_on", "first_name", "middle_name")
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
    own = facts_of(row)
    near = Q(name_key=row.name_key) | has_contact(own.contacts)
    if row.born_on is not None:
        near |= Q(born_on=row.born_on)
    others = Graduate.objects.current().filter(near, is_demo=row.is_demo).exclude(pk=row.pk)
    if row.pk:
        others = others.exclude(pk__in=row.different_from.values("pk"))
    return [one for one in others if reason(own, facts_of(one))][:SHOWN]


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
        self._add_contacts({digest for row in rows for digest in row.contact_key.split()}, present)

    def _add(self, cards: Iterable[Graduate]) -> None:
        for card in cards:
            if card.pk not in self._cards:
                self._cards[card.pk] = card
                self._by_name[card.name_key].append(card)
                self._by_day[card.born_on].append(card)

    def _add_contacts(self, digests: set[str], present: "QuerySet[Graduate]") -> None:
        for part in chunks(sorted(digests)):
            for card in present.filter(has_contact(part)):
                self._add([card])
                for digest in digests.intersection(card.contact_key.split()):
                    self._by_contact[digest].append(card.pk)

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

    One name with one birth day or an unknown one; or one birth day, first name and patronymic. Names
    and birth days that occur once are put aside first: of a register few are left to be compared.
    """
    current = Graduate.objects.current().order_by()
    earlier = current.filter(pk__lt=OuterRef("pk"), is_demo=OuterRef("is_demo"))
    earlier = earlier.exclude(different_from=OuterRef("pk"))
    namesakes = earlier.filter(
        Q(born_on=None) | Q(born_on=Coalesce(OuterRef("born_on"), "born_on")),
        name_key=OuterRef("name_key"),
    )
    born_alike = earlier.filter(**{name: OuterRef(name) for name in _BORN_ALIKE})
    cards = current.filter(
        Q(Exists(namesakes), name_key__in=_repeated("name_key"))
        | Q(Exists(born_alike), ~Q(middle_name=""), born_on__in=_repeated(*_BORN_ALIKE))
    )
    return list(cards.order_by("-pk").values_list("pk", flat=True))


def _repeated(*names: str) -> "QuerySet[Graduate]":
    """Values of the first of these fields with which more than one card has all of them alike."""
    groups = Graduate.objects.order_by().values(*names, "is_demo").annotate(count=Count("pk"))
    return groups.filter(count__gt=1).values(names[0])
