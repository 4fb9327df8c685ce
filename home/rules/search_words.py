"""What of a query counts, how much a word weighs where it stands, which piece of a text is shown."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from core.text import LOOKALIKES, stems_of_words, words

# Shorter words of a query must match whole: «по» must not find «положение».
PREFIX_FROM = 4
MAX_WORDS, MAX_VARIANTS = 8, 8
# Weights of a word in an entry. A short title says more of what its page is about, and its first
# word the most.
IN_TITLE, TITLE_SHARE, BEGINS_TITLE, IN_KIND, MOST_IN_TEXT, WHOLE_PAGE = 40, 40, 15, 14, 16, 2
# After so many occurrences a word counts half of the most, in a text of usual length; in longer
# texts it takes more of them.
_HALF_AFTER, _USUAL_LENGTH, _LENGTH_COUNTS = 1.5, 120, 0.7
# Another word that only begins as the query's does, «работодатель» for «работа»; what is found by a
# synonym; a title that holds all words of the query.
ONLY_BEGINS_ALIKE, BY_SYNONYM, ALL_IN_TITLE = 0.3, 0.8, 1.3
EXCERPT_LENGTH = 240
_BEFORE_HIT = 60
# The length of a word from which so many mistypings are understood.
_MISTYPED = ((8, 2), (4, 1))
# Words that join others: they are everywhere and say nothing of what is sought.
_JOINING = frozenset(
    words(
        "а без бы был была были было быть в вам вас вашего весь во вот все всех где да для до его ее"
        " если есть еще же за и из или им их к как какая какие какой каких когда кому который кто ко куда"
        " ли мне мой может можно моя мы на над надо нам нас не него ней ни них но нужен нужна нужно"
        " нужны о об он она они от по под при про с свой себя со так также там то того тоже только"
        " тот у уже чего чем что чтобы чья это этот я"
    )
)


def query_words(query: str) -> list[str]:
    """The different words that count, as typed; words that only join others count if alone."""
    typed = list(dict.fromkeys(words(query[:300])))
    counting = [
        word for word in typed if word.replace("ё", "е") not in _JOINING and not _is_letter(word)
    ]
    return (counting or typed)[:MAX_WORDS]


def _is_letter(word: str) -> bool:
    return len(word) == 1 and not word.isdigit()


def fits(stem: str, asked: str) -> bool:
    """Whether a word with ``stem`` is found by the stem of a query."""
    return stem.startswith(asked) if len(asked) >= PREFIX_FROM else stem == asked


def weights(
    title: Iterable[str],
    kind: Iterable[str],
    text: Iterable[str],
    *,
    is_part: bool,
    share: float = 1,
) -> dict[str, int]:
    """How much each stem of an entry says of it; the stems of each field as they come."""
    title, counts = list(title), Counter(text)
    in_title = IN_TITLE + TITLE_SHARE // max(1, len(title))
    bonus = 0 if is_part else WHOLE_PAGE
    length = counts.total() / _USUAL_LENGTH
    half = _HALF_AFTER * (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * length)
    result = {stem: bonus + round(MOST_IN_TEXT * n / (n + half)) for stem, n in counts.items()}
    for stems, weight in ((kind, IN_KIND), (title, in_title), (title[:1], BEGINS_TITLE)):
        for stem in set(stems):
            result[stem] = result.get(stem, bonus) + weight
    return {stem: round(weight * share) for stem, weight in result.items()}


def variants(
    asked: tuple[str, ...], synonyms: Iterable[Collection[tuple[str, ...]]]
) -> list[tuple[str, ...]]:
    """The stems asked for, then the same with a synonym for each phrase that has some."""
    result = {asked: None}
    for group in synonyms:
        for phrase in group:
            if not phrase or not set(phrase) <= set(asked):
                continue
            rest = tuple(stem for stem in asked if stem not in phrase)
            for other in group:
                if other != phrase:
                    result[tuple(dict.fromkeys((*rest, *other)))] = None
    return list(result)[:MAX_VARIANTS]


def nearest(word: str, vocabulary: Collection[str]) -> list[str]:
    """The words that ``word`` may be a mistyping of, the likeliest first."""
    most = next((mistakes for length, mistakes in _MISTYPED if len(word) >= length), 0)
    if not most:
        return []
    ranked = process.extract(
        word, vocabulary, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=5
    )
    # Two mistakes at once seldom begin with the first letter.
    return [other for other, mistakes, _ in ranked if mistakes < 2 or other[0] == word[0]]


def mistyped_lengths(word: str) -> tuple[int, int]:
    """The lengths that a word may have of which ``word`` is a mistyping."""
    return len(word) - _MISTYPED[0][1], len(word) + _MISTYPED[0][1]


def replaced(query: str, replacements: Mapping[str, str]) -> str:
    """The query with other words for some of its own."""
    return " ".join(replacements.get(word, word) for word in words(query))


def window(text: str, hits: Collection[str]) -> str:
    """A piece of ``text`` around the first of the words ``hits``, cut between words."""
    first = _pattern(hits).search(text) if hits else None
    start = max(0, first.start() - _BEFORE_HIT) if first else 0
    if start:
        start = text.find(" ", start) + 1
    piece = text[start : start + EXCERPT_LENGTH]
    if start + EXCERPT_LENGTH < len(text):
        piece = f"{piece.rpartition(' ')[0]} …"
    return f"… {piece}" if start else piece


def marked(text: str, hits: Collection[str]) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is one of the words ``hits``."""
    if not hits:
        return [(text, False)]
    # A pattern with one group: every second piece is a word.
    pieces = _pattern(hits).split(text)
    return [(piece, bool(number % 2)) for number, piece in enumerate(pieces) if piece]


def _pattern(hits: Collection[str]) -> re.Pattern[str]:
    longest_first = sorted(hits, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def stem_map(typed: Iterable[str]) -> dict[str, str]:
    """The stem of each word."""
    different = list(dict.fromkeys(typed))
    keys = [word.translate(LOOKALIKES) for word in different]
    return dict(zip(different, stems_of_words(keys), strict=True))
