"""What a query finds: the entries that say most of its words, and what was perhaps meant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from math import log
from operator import or_

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length

from home import synonyms
from home.index_models import PostingQuerySet, SearchEntry, SearchPosting, SearchStem, SearchWord
from home.rules import search_words
from home.rules.search_words import (
    ALL_IN_TITLE,
    BY_SYNONYM,
    IN_TITLE,
    ONLY_BEGINS_ALIKE,
    PREFIX_FROM,
    fits,
)

# Nobody turns ten pages: of more entries only the heaviest are ordered.
MOST = 100
# A word that stands in so many entries is a common one; they are not counted further.
_COMMON = 1000
# Of the words of a query that finds nothing so many, the rarest, are tried with fewer others.
_TRIED = 4


@dataclass
class Group:
    """A word of the query: the stems in the index that match it, and how well each does.

    ``frequency`` is the number of entries with them, at most `_COMMON`.
    """

    stems: dict[int, float] = field(default_factory=dict)
    frequency: int = _COMMON

    def __bool__(self) -> bool:
        """Whether the word stands in the index."""
        return bool(self.stems)

    def postings(self) -> PostingQuerySet:
        """Where it stands."""
        stems = list(self.stems)
        if len(stems) == 1:
            return SearchPosting.objects.filter(stem=stems[0])
        return SearchPosting.objects.filter(stem__in=stems)

    def parts(self) -> list["Group"]:
        """The word, or where it is a common one its stems each by itself, the exact one first.

        A single stem lets both databases walk the index in its order and stop early.
        """
        if self.frequency < _COMMON:
            return [self]
        ordered = sorted(self.stems.items(), key=lambda item: -item[1])
        return [Group({stem: share}) for stem, share in ordered]

    @property
    def rarity(self) -> float:
        """How much the word tells among the others of the query."""
        return 1 / (1 + log(max(1, self.frequency)))

    def weight(self, weights: dict[int, int]) -> float:
        """What the word weighs in an entry with these weights of stems."""
        matches = (weights.get(stem, 0) * share for stem, share in self.stems.items())
        return max(matches, default=0)


@dataclass(frozen=True)
class Results:
    """The keys of the entries, the best first.

    ``is_capped`` says that there are more, ``is_partial`` that no entry holds all words and these
    hold the most of them. ``stems`` are the found ones; ``suggestion`` is the query without its
    mistypings, where some of its words are nowhere.
    """

    entries: tuple[int, ...] = ()
    is_capped: bool = False
    is_partial: bool = False
    stems: frozenset[int] = frozenset()
    suggestion: str = ""

    def words(self) -> set[str]:
        """The found words as they are written in texts."""
        return set(SearchWord.objects.filter(stem__in=self.stems).values_list("word", flat=True))


def search(query: str, *, near: int | None = None) -> Results:
    """The public entries of a query; those of the page ``near``, which is being read, gain."""
    typed = search_words.query_words(query)
    stem_of = search_words.stem_map(typed)
    asked = tuple(dict.fromkeys(stem_of.values()))
    if not asked:
        return Results()
    variants = search_words.variants(asked, synonyms.groups())
    groups = _groups({stem for variant in variants for stem in variant})
    wanted = [[groups[stem] for stem in variant] for variant in variants]
    entries = [_holding_all(together) if all(together) else [] for together in wanted]
    is_partial = not any(entries)
    if is_partial:
        together, most = _holding_most([group for group in wanted[0] if group])
        wanted, entries = [together], [most]
    scores = _scores(entries, wanted)
    unknown = [word for word in typed if not groups[stem_of[word]]]
    return Results(
        entries=tuple(sorted(scores, key=lambda entry: scores[entry].rank(near), reverse=True)),
        is_capped=any(len(keys) > MOST for keys in entries),
        is_partial=is_partial and bool(scores),
        stems=frozenset(stem for group in groups.values() for stem in group.stems),
        suggestion=_suggestion(query, unknown),
    )


def matching(query: str, *, near: int | None = None) -> list[SearchEntry]:
    """The entries themselves, the best first."""
    return entries_of(search(query, near=near).entries)


def entries_of(keys: Iterable[int]) -> list[SearchEntry]:
    """The entries with these keys, in their order."""
    keys = list(keys)
    rows = SearchEntry.objects.select_related("page").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


@dataclass(frozen=True)
class _Score:
    """How much an entry says of a query."""

    weight: float
    is_part: bool
    dated_at: float
    page: int
    entry: int

    def rank(self, near: int | None) -> tuple[float, bool, float, int]:
        # Of equal ones the whole page comes before its parts, then the later.
        bonus = IN_TITLE if self.page == near else 0
        return self.weight + bonus, not self.is_part, self.dated_at, self.entry


def _groups(stems: Iterable[str]) -> dict[str, Group]:
    """The stems of the index that each stem of a query finds."""
    stems = list(stems)
    lookups = [Q(stem__begins=stem) if len(stem) >= PREFIX_FROM else Q(stem=stem) for stem in stems]
    rows = SearchStem.objects.filter(reduce(or_, lookups)).values_list("pk", "stem")
    groups = {stem: Group() for stem in stems}
    for pk, present in rows:
        for stem in stems:
            if fits(present, stem):
                groups[stem].stems[pk] = 1 if present == stem else ONLY_BEGINS_ALIKE
    _count([group for group in groups.values() if group])
    return groups


def _count(groups: list[Group]) -> None:
    """Say in how many entries the words of several groups stand; beyond `_COMMON` it is all one."""
    for group in groups if len(groups) > 1 else ():
        group.frequency = group.postings().values("pk")[:_COMMON].count()


def _holding_all(together: list[Group]) -> list[int]:
    """Entries with a word of each group, the heaviest for the rarest word first; at most one too many."""
    rarest, *others = sorted(together, key=lambda group: group.frequency)
    entries: list[int] = []
    for part in rarest.parts():
        postings = part.postings().public()
        for group in others:
            postings = postings.filter(Exists(group.postings().filter(entry=OuterRef("entry"))))
        ranked = postings.order_by("-weight", "-entry")[: MOST + 1]
        entries += ranked.values_list("entry_id", flat=True)
        if len(entries) > MOST:
            break
    return list(dict.fromkeys(entries))[: MOST + 1]


def _holding_most(groups: list[Group]) -> tuple[list[Group], list[int]]:
    """As many groups as some entry holds together, and these entries; commoner words go first."""
    rest = sorted(groups, key=lambda group: group.frequency)[:_TRIED]
    while rest:
        fewer = ([group for group in rest if group is not common] for common in reversed(rest))
        for together in (rest, *fewer):
            if together and (entries := _holding_all(together)):
                return together, entries
        rest = rest[:-1]
    return [], []


def _scores(entries: list[list[int]], wanted: list[list[Group]]) -> dict[int, _Score]:
    """Of the entries of each variant the weights of its words, summed up; rare words weigh more."""
    heaviest = {entry for keys in entries for entry in keys[:MOST]}
    stems = {stem for together in wanted for group in together for stem in group.stems}
    fields = (
        "entry_id",
        "stem_id",
        "weight",
        "entry__is_part",
        "entry__dated_at",
        "entry__page_id",
    )
    # The sum keeps SQLite from reading everything of a common stem: entries are few, and go first.
    postings = SearchPosting.objects.filter(entry__in=heaviest).alias(key=F("stem_id") + 0)
    rows = postings.filter(key__in=stems).values_list(*fields)
    weights: dict[int, dict[int, int]] = defaultdict(dict)
    facts = {}
    for entry, stem, weight, is_part, dated_at, page in rows:
        weights[entry][stem] = weight
        facts[entry] = (is_part, dated_at.timestamp(), page, entry)
    best: dict[int, float] = {}
    for variant, keys in enumerate(entries):
        share = BY_SYNONYM if variant else 1
        for entry in keys[:MOST]:
            total = share * _weight(weights[entry], wanted[variant])
            best[entry] = max(total, best.get(entry, 0))
    return {entry: _Score(best[entry], *facts[entry]) for entry in facts}


def _weight(weights: dict[int, int], together: list[Group]) -> float:
    each = [group.weight(weights) for group in together]
    total = sum(weight * group.rarity for weight, group in zip(each, together, strict=True))
    return total * ALL_IN_TITLE if len(each) > 1 and min(each) >= IN_TITLE else total


def _suggestion(query: str, unknown: list[str]) -> str:
    """The query with words of public pages for those that are nowhere; empty without likely ones."""
    likely = {word: _public_word_like(word) for word in unknown}
    replacements = {word: other for word, other in likely.items() if other}
    return search_words.replaced(query, replacements) if replacements else ""


def _public_word_like(word: str) -> str:
    shortest, longest = search_words.mistyped_lengths(word)
    candidates = dict(
        SearchWord.objects.annotate(length=Length("word"))
        .filter(length__gte=shortest, length__lte=longest)
        .values_list("word", "stem_id")
    )
    for likely in search_words.nearest(word, candidates.keys()):
        if SearchPosting.objects.filter(stem=candidates[likely]).public().exists():
            return likely
    return ""
