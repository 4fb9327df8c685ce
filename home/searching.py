"""What a query finds: the entries that say most of its words, and what was perhaps meant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from math import log
from operator import or_

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Length

from home import synonyms
from home.index import PostingQuerySet, SearchEntry, SearchPosting, SearchStem, SearchWord
from home.rules import search_words
from home.rules.search_words import BY_SYNONYM, IN_TITLE, ONLY_BEGINS_ALIKE, PREFIX_FROM, fits

# Nobody turns twenty pages: of more entries only the heaviest are ordered.
MOST = 200
# Words in more entries than this do not count when not all words are found together.
_COMMON = 5000


@dataclass
class Group:
    """A word of the query: the stems in the index that match it, and how well each does.

    ``frequency`` is the number of entries with them, where the query has other words, too.
    """

    stems: dict[int, float] = field(default_factory=dict)
    frequency: int = 1

    def __bool__(self) -> bool:
        """Whether the word stands in the index."""
        return bool(self.stems)

    def postings(self) -> PostingQuerySet:
        """Where it stands."""
        stems = list(self.stems)
        if len(stems) == 1:
            # A single key lets both databases walk the index in its order.
            return SearchPosting.objects.filter(stem=stems[0])
        return SearchPosting.objects.filter(stem__in=stems)

    def weight(self, weights: dict[int, int]) -> float:
        """What the word weighs in an entry with these weights of stems."""
        matches = (weights.get(stem, 0) * share for stem, share in self.stems.items())
        return max(matches, default=0) / (1 + log(max(1, self.frequency)))


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
    unknown = [word for word in typed if not groups[stem_of[word]]]
    suggestion = _suggestion(query, unknown) if unknown else ""
    _weigh_rarity(groups.values())
    scores: dict[int, _Score] = {}
    is_capped = False
    for variant in variants:
        together = [groups[stem] for stem in variant]
        entries = _holding_all(together) if all(together) else []
        is_capped |= len(entries) > MOST
        share = 1 if variant == asked else BY_SYNONYM
        _keep_best(scores, _scores(entries[:MOST], together, share))
    is_partial = not scores
    if is_partial:
        together = [groups[stem] for stem in asked if groups[stem]]
        _keep_best(scores, _scores(_holding_most(together), together))
    ranked = sorted(scores, key=lambda entry: scores[entry].rank(near), reverse=True)
    return Results(
        entries=tuple(ranked),
        is_capped=is_capped,
        is_partial=is_partial,
        stems=frozenset(stem for group in groups.values() for stem in group.stems),
        suggestion=suggestion,
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
    lookups = [
        Q(stem__startswith=stem) if len(stem) >= PREFIX_FROM else Q(stem=stem) for stem in stems
    ]
    rows = SearchStem.objects.filter(reduce(or_, lookups)).values_list("pk", "stem")
    groups = {stem: Group() for stem in stems}
    for pk, present in rows:
        for stem in stems:
            if fits(present, stem):
                groups[stem].stems[pk] = 1 if present == stem else ONLY_BEGINS_ALIKE
    return groups


def _weigh_rarity(groups: Iterable[Group]) -> None:
    """Count in how many entries the words of several groups stand."""
    groups = [group for group in groups if group]
    if len(groups) < 2:
        return
    stems = {stem for group in groups for stem in group.stems}
    rows = SearchPosting.objects.filter(stem__in=stems).values("stem").annotate(n=Count("pk"))
    counts = dict(rows.values_list("stem", "n"))
    for group in groups:
        group.frequency = sum(counts.get(stem, 0) for stem in group.stems)


def _holding_all(together: list[Group]) -> list[int]:
    """Entries with a word of each group, the heaviest for the rarest word first; at most one too many."""
    rarest, *others = sorted(together, key=lambda group: group.frequency)
    postings = rarest.postings().public()
    for group in others:
        postings = postings.filter(Exists(group.postings().filter(entry=OuterRef("entry"))))
    ranked = postings.order_by("-weight", "-entry")[: MOST + 1]
    return list(dict.fromkeys(ranked.values_list("entry_id", flat=True)))


def _holding_most(together: list[Group]) -> list[int]:
    """Entries with words of as many groups as there are entries for."""
    telling = [group for group in together if group.frequency <= _COMMON] or together[:1]
    if not telling:
        return []
    matched: Value | CombinedExpression = Value(0)
    for group in telling:
        matched = matched + Max(Case(When(stem__in=group.stems, then=1), default=0))
    ranked = list(
        SearchPosting.objects.filter(stem__in={stem for group in telling for stem in group.stems})
        .public()
        .values("entry")
        .annotate(matched=matched, heaviest=Max("weight"))
        .order_by("-matched", "-heaviest")[:MOST]
        .values_list("entry", "matched")
    )
    return [entry for entry, number in ranked if number == ranked[0][1]]


def _scores(entries: list[int], together: list[Group], share: float = 1) -> dict[int, _Score]:
    """Of each entry the weights of the query's words in it, summed up; rare words weigh more."""
    stems = {stem for group in together for stem in group.stems}
    fields = (
        "entry_id",
        "stem_id",
        "weight",
        "entry__is_part",
        "entry__dated_at",
        "entry__page_id",
    )
    rows = SearchPosting.objects.filter(entry__in=entries, stem__in=stems).values_list(*fields)
    weights: dict[int, dict[int, int]] = defaultdict(dict)
    facts = {}
    for entry, stem, weight, is_part, dated_at, page in rows:
        weights[entry][stem] = weight
        facts[entry] = (is_part, dated_at.timestamp(), page, entry)
    return {
        entry: _Score(
            share * sum(group.weight(weights[entry]) for group in together), *facts[entry]
        )
        for entry in facts
    }


def _keep_best(scores: dict[int, _Score], more: dict[int, _Score]) -> None:
    for entry, score in more.items():
        if entry not in scores or scores[entry].weight < score.weight:
            scores[entry] = score


def _suggestion(query: str, unknown: list[str]) -> str:
    """The query with words of public pages for those that are nowhere; empty without likely ones."""
    replacements = {}
    for word in unknown:
        if likely := _public_word_like(word):
            replacements[word] = likely
    return search_words.replaced(query, replacements) if replacements else ""


def _public_word_like(word: str) -> str:
    lengths = search_words.mistyped_lengths(word)
    candidates = dict(
        SearchWord.objects.annotate(length=Length("word"))
        .filter(length__range=lengths)
        .values_list("word", "stem_id")
    )
    for likely in search_words.nearest(word, candidates.keys()):
        if SearchPosting.objects.filter(stem=candidates[likely]).public().exists():
            return likely
    return ""
