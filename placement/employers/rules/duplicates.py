"""Which employers may be one and the same (P-2.2a).

Two are suspected when ИНН, ОГРН or phone are the same, or when their names are alike. Names are
compared by `names.employer_key` (no legal form, case, quotes), as `core.rules.likeness` says.

Many are compared with many by way of their words: the time grows with the number of names, not
with its square. Whom a person has told apart is never suspected of being the other.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from core.rules.likeness import (
    LIKE_WORD,
    SIMILARITY,
    Trigrams,
    alike,
    numbers,
    similar,
    trigrams,
    words_match,
)

# More spellings of one word than these are not followed up.
MOST_SPELLINGS = 50
SAME_INN = "тот же ИНН"
SAME_OGRN = "тот же ОГРН"
SAME_PHONE = "тот же телефон"
LIKE_NAME = "похожее название"
_REASONS = (SAME_INN, SAME_OGRN, SAME_PHONE, LIKE_NAME)

Key = TypeVar("Key", bound=Hashable)
# For each: the others that somebody has told it apart from; the same said of both.
Apart = Mapping[Key, AbstractSet[Key]]
NOBODY: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class Facts:
    """What two employers are compared by; «» is not known and never the same."""

    name_key: str
    inn: str = ""
    ogrn: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Partner:
    """One that another may be the same as, and the surest reason."""

    key: Hashable
    reason: str


def reasons(one: Facts, other: Facts) -> list[str]:
    """Why the two may be one, the surest reason first; empty where nothing says so."""
    same = (
        (SAME_INN, one.inn, other.inn),
        (SAME_OGRN, one.ogrn, other.ogrn),
        (SAME_PHONE, one.phone, other.phone),
    )
    shared = [reason for reason, mine, its in same if mine and mine == its]
    return [*shared, LIKE_NAME] if alike(one.name_key, other.name_key) else shared


def find(facts: Facts, among: Mapping[Key, Facts]) -> dict[Key, list[str]]:
    """Those of ``among`` that may be this one, with the reasons; the surest first."""
    likely = {key: why for key, other in among.items() if (why := reasons(facts, other))}
    return dict(sorted(likely.items(), key=lambda item: _REASONS.index(item[1][0])))


def partners(rows: Mapping[Key, Facts], apart: Apart[Key] | None = None) -> dict[Key, Partner]:
    """For each that may be the same as another of ``rows``: one such, by the surest reason."""
    different = apart or {}
    partner_of: dict[Key, Partner] = {}
    for reason, name in ((SAME_INN, "inn"), (SAME_OGRN, "ogrn"), (SAME_PHONE, "phone")):
        numbers = {key: getattr(facts, name) for key, facts in rows.items()}
        _join_equal(numbers, reason, different, partner_of)
    names = {key: facts.name_key for key, facts in rows.items()}
    _join_equal(names, LIKE_NAME, different, partner_of)
    _join_alike(names, different, partner_of)
    return partner_of


def _join_equal(
    values: Mapping[Key, str], reason: str, apart: Apart[Key], found: dict[Key, Partner]
) -> None:
    holders: dict[str, list[Key]] = defaultdict(list)
    for key, value in values.items():
        if value:
            holders[value].append(key)
    for keys in holders.values():
        for key in keys:
            others = (one for one in keys if one != key and one not in apart.get(key, NOBODY))
            if key not in found and (other := next(others, None)) is not None:
                found[key] = Partner(other, reason)


def _join_alike(names: Mapping[Key, str], apart: Apart[Key], found: dict[Key, Partner]) -> None:
    """Pair names that are alike, within those of the same numbers.

    Of equal names one stands for all, but who was told apart from somebody stands alone.
    """
    first: dict[str, Key] = {}
    stands_for: dict[Key, Key] = {
        key: key if apart.get(key) else first.setdefault(name, key)
        for key, name in names.items()
        if name
    }
    blocks: dict[tuple[str, ...], dict[Key, str]] = defaultdict(dict)
    for key in stands_for.values():
        blocks[numbers(names[key])][key] = names[key]
    alike_keys: dict[Key, Key] = {}
    for block in blocks.values():
        if len(block) > 1:
            alike_keys |= _join_block(block, apart)
    for key, one in stands_for.items():
        if one in alike_keys and key not in found:
            found[key] = Partner(alike_keys[one], LIKE_NAME)


def _join_block(names: Mapping[Key, str], apart: Apart[Key]) -> dict[Key, Key]:
    """Key → a key whose name is alike, among names of the same numbers.

    Only names that have a like word for each word of the name are compared with it.
    """
    ordered = sorted(names, key=names.__getitem__)
    place = {key: number for number, key in enumerate(ordered)}
    words = {key: names[key].split() for key in ordered}
    parts = {key: trigrams(names[key]) for key in ordered}
    holders = _holders(words)
    partner_of: dict[Key, Key] = {}
    for key in ordered:
        near = set.intersection(*(holders[word] for word in words[key])) - {key}
        near -= apart.get(key, NOBODY)
        if key in partner_of:
            near.difference_update(partner_of)
        for other in sorted(near, key=place.__getitem__):
            if key in partner_of and other in partner_of:
                continue
            if similar(parts[key], parts[other], SIMILARITY) and words_match(
                names[key], names[other]
            ):
                partner_of.setdefault(key, other)
                partner_of.setdefault(other, key)
    return partner_of


def _holders(words: Mapping[Key, Sequence[str]]) -> dict[str, set[Key]]:
    """Word → those whose names hold it or a like one."""
    exact: dict[str, set[Key]] = defaultdict(set)
    for key, parts in words.items():
        for word in parts:
            exact[word].add(key)
    return {
        word: set().union(exact[word], *(exact[other] for other in others))
        for word, others in _like_words(exact).items()
    }


def _like_words(words: Iterable[str]) -> dict[str, set[str]]:
    """Word → other words that are like it.

    Two sets that are similar enough share one of their rarest elements; how many of the rarest
    must be looked at follows from the least overlap that the similarity asks for.
    """
    sets = {word: trigrams(word) for word in words}
    frequency = Counter(part for parts in sets.values() for part in parts)
    index: dict[str, list[str]] = defaultdict(list)
    like_words: dict[str, set[str]] = {word: set() for word in sets}
    for word in sorted(sets, key=lambda one: (len(sets[one]), one)):
        rarest = _rarest(sets[word], frequency)
        # The latest first: thousands of spellings of one word then share their links out evenly.
        near = (one for part in rarest for one in reversed(index.get(part, ())))
        for other in near:
            if len(like_words[word]) >= MOST_SPELLINGS:
                break
            if other not in like_words[word] and similar(sets[word], sets[other], LIKE_WORD):
                like_words[word].add(other)
                like_words[other].add(word)
        for part in rarest:
            index[part].append(word)
    return like_words


def _rarest(parts: Trigrams, frequency: Mapping[str, int]) -> list[str]:
    """So many of the rarest that two words without a common one among them cannot be alike."""
    least_overlap = -(-LIKE_WORD * len(parts) // (200 - LIKE_WORD))
    by_rarity = sorted(parts, key=lambda part: (frequency[part], part))
    return by_rarity[: len(parts) - least_overlap + 1]
