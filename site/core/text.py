"""Text as it is searched, sorted and set: databases get Cyrillic case and ё wrong."""

import re
import unicodedata

import snowballstemmer

NBSP = "\u00a0"
# «11 лет», «14 лет», though «1 год», «4 года».
_TEENS = range(11, 15)
_NOT_WORD = re.compile(r"[\W_]+")
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


def search_key(text: str) -> str:
    """Text as it is searched: no case, ё as е, words apart by one space, no punctuation."""
    return _words(text).replace("ё", "е")


def sort_key(text: str) -> str:
    """A key that byte order puts in Russian order: ё right after е, no case, no punctuation."""
    # «е» followed by «ё» stands after every «е» with another letter and before «ж».
    return _words(text).replace("ё", "её")


def stem_key(text: str) -> str:
    """The stems of the words, for search that finds «заявки» by «заявка»."""
    # A stemmer keeps the word in itself, so threads must not share one.
    return " ".join(snowballstemmer.stemmer("russian").stemWords(search_key(text).split()))


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
    composed = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(char for char in composed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare).strip()
