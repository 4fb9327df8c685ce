"""Text as it is typed, searched, sorted and set: databases get Cyrillic case and ё wrong."""

import re
import unicodedata
from collections.abc import Callable

import snowballstemmer

NBSP = "\u00a0"
# «11 лет», «14 лет», though «1 год», «4 года».
_TEENS = range(11, 15)
_NOT_WORD = re.compile(r"[\W_]+")
# Word's break within a paragraph and of a page, and what other programs end a line with.
_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_RETURN = re.compile("\r\n?")
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
# «Иванова−Петрова»: between letters a minus sign is a hyphen.
_MINUS_WITHIN = re.compile(r"(?<=\w)\u2212(?=\w)")
# Hyphens of other codes (the first is Word's own for «no break») and the bullets of its symbol font.
_SAME = {0x1E: "-", 0x2010: "-", 0x2011: "-", 0xFE63: "-", 0xFF0D: "-"} | dict.fromkeys(
    (0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC), "•"
)
_LAST_OF_PLANE = (0xFFFE, 0xFFFF)
# Letters that look alike, and «i» and «ё» from other keyboards; small ones, as keys hold them.
LOOKALIKES = str.maketrans("abcehkmoptxyëёіјѕ", "авсенкмортхуееijs")
_UNITS = (
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    "|год|года|году|годов|лет|г|гг|дней|дня|день|баллов|балла|балл|руб|час|часов|часа|мин|стр|л"
)
_RULES = (
    # A short word stays with the next one: «в центре», «и так».
    (re.compile(r"(?<![\w-])([А-Яа-яЁё]{1,2}) (?=\S)"), rf"\1{NBSP}"),
    # A number stays with what it counts: «27 мая», «5 дней».
    (re.compile(rf"(\d) (?=(?:{_UNITS})\b)"), rf"\1{NBSP}"),
    (re.compile(r"(\d{4}) (?=г(?:ода|оду|од|\.)?(?!\w))"), rf"\1{NBSP}"),
    # A sign stays with its number: «№ 5», «п. 11».
    (re.compile(r"(№|§|(?<!\w)(?:п|пп|ст|ч|стр|рис|г|ул|д)\.) (?=[\w№])"), rf"\1{NBSP}"),
    # Initials stay together and with the surname: «Иванова М. П.».
    (re.compile(r"(?<=[а-яё]) (?=[А-ЯЁ]\.)"), NBSP),
    (re.compile(r"(?<!\w)([А-ЯЁ]\.) (?=[А-ЯЁ])"), rf"\1{NBSP}"),
    # A dash does not begin a line.
    (re.compile(r" (?=[–—] )"), NBSP),
)


class _Folding(dict[int, str | None]):
    """A table for ``str.translate`` that asks about each character once."""

    def __init__(self, fold: Callable[[int], str | None]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str | None:
        self[code] = self._fold(code)
        return self[code]


def _storable(code: int) -> str | None:
    """The character itself, unless no file or database takes it."""
    char = chr(code)
    is_odd = unicodedata.category(char) in {"Cc", "Cs"} and char not in "\r\n\t"
    is_none = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFF in _LAST_OF_PLANE
    return None if is_odd or is_none else char


def _typed(code: int) -> str | None:
    """What a person meant by the character; None for what cannot be seen."""
    char = chr(code)
    kind = unicodedata.category(char)
    if code in _SAME:
        return _SAME[code]
    if kind == "Zs":
        return " "
    # Format marks, the joiner of combining letters, and how a sign is to be drawn.
    if kind == "Cf" or code == 0x34F or 0xFE00 <= code <= 0xFE0F:
        return None
    return _storable(code)


_STORABLE, _TYPED = _Folding(_storable), _Folding(_typed)


def storable(text: str) -> str:
    """``text`` without what breaks XML, tables and databases."""
    return _BREAK.sub("\n", text).translate(_STORABLE)


def tidy(text: str) -> str:
    """Text as its writer meant it, without what Word and pages put into it when it was pasted.

    Plain spaces and hyphens, letters of one character, nothing that cannot be seen. Dashes,
    quotation marks and paragraphs stay.
    """
    plain = _RETURN.sub("\n", _BREAK.sub("\n", text)).translate(_TYPED)
    return _MINUS_WITHIN.sub("-", unicodedata.normalize("NFC", plain))


def one_line(text: str) -> str:
    """A tidy text that has no paragraphs: runs of spaces and line breaks become one space."""
    return " ".join(tidy(text).split())


def hyphens(text: str) -> str:
    """``text`` with a hyphen for every dash, as names and codes are written."""
    return _DASH.sub("-", text)


def search_key(text: str) -> str:
    """Text as it is searched: no case, ё as е, words apart by one space, no punctuation.

    Latin letters that look Cyrillic become Cyrillic, also in Latin words, so that «1C» finds
    «1С» and every part of a word finds the whole; a key is compared with keys, never shown.
    """
    return _words(text).translate(LOOKALIKES)


def sort_key(text: str) -> str:
    """A key that byte order puts in Russian order: ё right after е, no case, no punctuation."""
    # «е» followed by «ё» stands after every «е» with another letter and before «ж».
    return _words(text).replace("ё", "её")


def words(text: str) -> list[str]:
    """The words of a text in small letters, otherwise as they are written."""
    return _words(text).split()


def stem_key(text: str) -> str:
    """The stems of the words, for search that finds «заявки» by «заявка»."""
    return " ".join(stems_of_words(search_key(text).split()))


def stems_of_words(keys: list[str]) -> list[str]:
    """The stem of each of some words, which are written as `search_key` writes them."""
    # A stemmer keeps the word in itself, so threads must not share one.
    stems: list[str] = snowballstemmer.stemmer("russian").stemWords(keys)
    return stems


def digits(text: str) -> str:
    """Only the digits 0–9."""
    return re.sub(r"[^0-9]", "", text)


def whole_number(text: str) -> int | None:
    """The number that is written with the digits 0–9; None for other text and for too many digits.

    For what a request names: ``str.isdigit`` takes «²» for one, and a column holds 18 digits.
    """
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def plural(number: int, one: str, few: str, many: str) -> str:
    """The number with the form of the noun that agrees with it: «21 год», «12 лет»."""
    if number % 100 in _TEENS or number % 10 not in {1, 2, 3, 4}:
        return f"{number} {many}"
    return f"{number} {one if number % 10 == 1 else few}"


def nbsp(text: str) -> str:
    """Put non-breaking spaces where a Russian line must not break; repeating changes nothing."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _words(text: str) -> str:
    # Macs type «й» as two characters: compose, and only then drop the marks of stress.
    composed = unicodedata.normalize("NFKC", tidy(text)).casefold()
    bare = "".join(char for char in composed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare).strip()
