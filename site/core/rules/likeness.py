"""Which names mean the same thing: spelled otherwise, cut short, in another order of words.

Names are compared as keys (`core.text.search_key`, or one without what says nothing):

- their numbers are the same («Школа № 5» is not «Школа № 6»);
- every word of the shorter name has a like one in the other («Торговый дом „Альфа“» is not
  «Торговый дом „Бета“»): the Dice similarity of their trigrams is at least LIKE_WORD per cent;
- that of the whole names is at least SIMILARITY per cent.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

# Per cent: 200 × common trigrams / trigrams of both.
SIMILARITY = 70
LIKE_WORD = 50
_NUMBER = re.compile(r"\d+")

Trigrams = frozenset[str]


def alike(one: str, other: str) -> bool:
    """Whether two keys of names are alike."""
    if not one or not other or numbers(one) != numbers(other):
        return False
    return one == other or (
        similar(trigrams(one), trigrams(other), SIMILARITY) and words_match(one, other)
    )


def representatives(keys: Iterable[str]) -> dict[str, str]:
    """Key → the first of ``keys`` that stands for others and is like it; itself where none is."""
    sets = {key: trigrams(key) for key in keys}
    place = {key: number for number, key in enumerate(sets)}
    chosen: dict[str, str] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    for key, parts in sets.items():
        common = Counter(one for part in parts for one in holders.get(part, ()))
        near = [
            one
            for one, count in common.items()
            if 200 * count >= SIMILARITY * (len(sets[one]) + len(parts)) and alike(one, key)
        ]
        chosen[key] = min(near, key=place.__getitem__, default=key)
        if not near:
            for part in parts:
                holders[part].append(key)
    return chosen


def numbers(key: str) -> tuple[str, ...]:
    """The numbers that stand in a key."""
    return tuple(sorted(_NUMBER.findall(key)))


def trigrams(key: str) -> Trigrams:
    """What a key is compared by: three letters in a row, word by word."""
    padded = [f"  {word} " for word in key.split()]
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def similar(one: Trigrams, other: Trigrams, per_cent: int) -> bool:
    """Whether the Dice similarity of two sets reaches ``per_cent``."""
    both = len(one) + len(other)
    if 200 * min(len(one), len(other)) < per_cent * both:
        return False
    return 200 * len(one & other) >= per_cent * both


def words_match(one: str, other: str) -> bool:
    """Whether every word of the name with fewer words, or of both, has a like one in the other."""
    mine, its = set(one.split()), set(other.split())
    return (len(mine) > len(its) or _covered(mine, its)) and (
        len(its) > len(mine) or _covered(its, mine)
    )


def _covered(words: set[str], by: set[str]) -> bool:
    missing = words - by
    if not missing:
        return True
    sets = [trigrams(word) for word in by]
    return all(any(similar(trigrams(word), other, LIKE_WORD) for other in sets) for word in missing)
