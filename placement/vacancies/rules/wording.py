"""Wordings that a vacancy may not hold: demands beyond business qualities (Labour Code, art. 64).

``screen`` points at words; people decide. A demand must be found, however it is inflected; what a
shop sells, whom a nurse cares for and how long a company has existed must not be.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from core.text import LOOKALIKES

from .demands import AGE, DEMANDS, FAITH, HOME, ORIGIN, SEX


class Finding(NamedTuple):
    """The words as they were typed, and what they have to do with."""

    text: str
    reason: str


class _Hit(NamedTuple):
    start: int
    end: int
    reason: str


def screen(text: str) -> list[Finding]:
    """What in ``text`` reads as a forbidden demand, in the order of the text, each words once."""
    shown, key = _prepare(text)
    hits: list[_Hit] = []
    for rule in _RULES:
        hits += rule(key)
    findings: list[Finding] = []
    end = -1
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if hit.start < end:  # a shorter hit within one that is reported already
            continue
        end = hit.end
        finding = Finding(" ".join(shown[hit.start : hit.end].split()), hit.reason)
        if finding not in findings:
            findings.append(finding)
    return findings


def _prepare(text: str) -> tuple[str, str]:
    """The text without invisible marks, and its comparable form; equally long."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(
        char for char in composed if unicodedata.category(char) not in ("Mn", "Me", "Cf")
    )
    key = "".join(char.lower() if len(char.lower()) == 1 else char for char in shown)
    return shown, key.replace("ё", "е").translate(_SPACES).translate(LOOKALIKES)


_SPACES = {ord(space): " " for space in "\u00a0\u2007\u202f\u2009\t"}
_B, _E = r"(?<!\w)", r"(?!\w)"
_CLAUSE = re.compile(r"[.;!?\n]")
_NOT_DECISIVE = re.compile(
    r"любо|не име\w+ значен|не важ|неваж|независимо|вне зависимост|без разниц"
)


def _before(key: str, start: int, words: int = 6) -> str:
    """The last words before ``start`` within the same clause."""
    clause = _CLAUSE.split(key[:start])[-1]
    return " ".join(re.findall(r"\w+", clause)[-words:])


def _after(key: str, end: int, words: int = 4) -> str:
    """The next words after ``end`` within the same clause."""
    clause = _CLAUSE.split(key[end:], maxsplit=1)[0]
    return " ".join(re.findall(r"\w+", clause)[:words])


# -- plain patterns: always a demand ------------------------------------------------------------
def _plain(pattern: str, reason: str) -> Callable[[str], Iterator[_Hit]]:
    compiled = re.compile(_B + rf"(?:{pattern})" + _E)

    def rule(key: str) -> Iterator[_Hit]:
        for hit in compiled.finditer(key):
            yield _Hit(hit.start(), hit.end(), reason)

    return rule


# -- sex: nouns, unless they name whom the work is for ------------------------------------------
_MAN = r"(?:мужчин\w*|мужик\w*|юнош\w*|парн(?:я|ю|ем|е|и|ей|ям|ями|ях)|парень)"
_WOMAN = r"(?:женщин\w*|девуш\w+|девоч\w+|девчон\w*|девчат\w*)"
_SEXED = re.compile(_B + rf"(?:{_MAN}|{_WOMAN})" + _E)
_BOTH = re.compile(
    _B + rf"(?:{_MAN}\s*(?:и|или|/|,)\s*{_WOMAN}|{_WOMAN}\s*(?:и|или|/|,)\s*{_MAN})" + _E
)
_GIVEN_TO = re.compile(r"(?:ам|ям|ами|ями|ах|ях|ем|ой)$")
_PREFERENCE = re.compile(
    _B + r"(?:предпоч|преимуществ|приоритет|только|исключительно|желательно|нуж|требу|ищ|работа)"
)
# What is sold to people, done for them, or where they are received.
_FOR_PEOPLE = re.compile(
    _B
    + r"(?:одежд|обув|бель|товар|парфюм|аксессуар|сумк|стрижк|прическ|маникюр|педикюр|макияж|уход"
    r"|присмотр|обслуживан|обучен|сопровожден|занят|заняти|тренировк|лечени|консульт|воспитан|прием"
    r"|групп|отделени|палат|раздевал|клиент|пациент|подопечн|посетител|учащ|ученик|студент|дет"
    r"|ребен|ребят|подрост|школьник|дошкольник|помощ|поддержк|реабилитац|осмотр|рожениц|наставн"
    r"|адаптац|кризисн|стациона)\w*"
)
_WORK_FOR = re.compile(
    _B + r"(?:работа|вакансия|должность|место|подработка|только|исключительно|строго) для$|^для$"
)


def _sexes(key: str) -> Iterator[_Hit]:
    both = [span.span() for span in _BOTH.finditer(key)]
    for hit in _SEXED.finditer(key):
        if any(start <= hit.start() < end for start, end in both):
            continue
        before = _before(key, hit.start())
        nearest = before.split()[-1] if before else ""
        preferred = bool(_PREFERENCE.search(before))
        if nearest == "для" and not _WORK_FOR.search(before):
            continue
        if nearest in ("с", "со", "у", "к", "о", "об", "среди", "между", "над"):
            continue
        if _FOR_PEOPLE.search(before) and not preferred:
            continue
        if _GIVEN_TO.search(hit.group()) and not preferred:
            continue
        yield _Hit(hit.start(), hit.end(), SEX)


# -- age: numbers that are years of a worker, not of experience, companies or children -----------
_TENS = r"(?:двадцат|тридцат|сорок|пятидесят|шестидесят)\w*(?: \w+[ихеыа])?"
_NUMBER = r"(?:(?P<{0}>\d{{2}})(?:-?(?:ти|х|и))?|" + _TENS + ")"
_YEARS = r"\s*(?:лет|года|год|годам|л\.)"
_LIMIT = re.compile(
    _B
    + r"(?:не )?(?:(?:от|с)\s*"
    + _NUMBER.format("low")
    + r"(?:\s*(?:лет|года))?\s*)?(?:до|старше|моложе|младше|от|свыше|после)\s*"
    + _NUMBER.format("one")
    + rf"(?:{_YEARS})"
    + _E
)
_RANGE = re.compile(
    _B + r"(?P<low>\d{2})\s*[-–—]\s*(?P<one>\d{2})" + _YEARS + _E  # «25–40 лет»
)
_NAMED = re.compile(
    _B + r"(?:возраст\w*[^.;!?\n\d]{0,20}(?P<one>\d{2})|не (?:старше|моложе|младше) (?P<low>\d{2}))"
    r"(?:[-–—\s]+(?:до\s*)?\d{2})?(?:\s*(?:лет|года|год))?" + _E
)
_YEARS_OF = re.compile(
    _B
    + r"(?:опыт|стаж|гаранти|срок|договор|контракт|ипотек|кредит|работает|работаем|существ|рынк|истори"
    r"|эксплуатаци|издели)\w*"
)
_YEARS_AFTER = re.compile(r"^(?:опыт|стаж|служб|гаранти|эксплуатац|назад|работы|на рынке|успешн)")
_OLDEST, _YOUNGEST = 80, 14


def _ages(key: str) -> Iterator[_Hit]:
    for pattern in (_LIMIT, _RANGE, _NAMED):
        for hit in pattern.finditer(key):
            numbers = [int(n) for n in (hit["low"], hit["one"]) if n]
            if any(not _YOUNGEST <= number <= _OLDEST for number in numbers):
                continue
            before = _before(key, hit.start())
            if _FOR_PEOPLE.search(before) or _FOR_PEOPLE.search(hit.group()):
                continue
            if pattern is not _NAMED and (
                _YEARS_OF.search(before) or _YEARS_AFTER.search(_after(key, hit.end()))
            ):
                continue
            yield _Hit(hit.start(), hit.end(), AGE)


# «Молодой коллектив» says who works there; «молодой специалист» is a status of the law.
_YOUNG = re.compile(
    _B
    + r"молод(?:ой|ая|ые|ого|ую|ых|ым|ому|ыми)(?:,? (?:и )?\w+(?:ый|ая|ые|ого|ую|ых|ым|ой)){0,2} "
    r"(?:человек|люд|девуш|мужчин|женщин|сотрудни|работни|кандидат|парен|парн|юнош|мам)\w*" + _E
)


def _young(key: str) -> Iterator[_Hit]:
    for hit in _YOUNG.finditer(key):
        if not _FOR_PEOPLE.search(_before(key, hit.start())):
            yield _Hit(hit.start(), hit.end(), AGE)


# -- what depends on the words around it ----------------------------------------------------------
_LIVES = re.compile(
    _B + r"(?:прожива(?:ющ\w+|ни\w+|ть)) (?:рядом|поблизости|недалеко|вблизи|неподалеку"
    r"|в (?!общежит|гостиниц|хостел|квартир|комнат|дом|вахт|служебн|отел)\w+)" + _E
)
_HOUSED = re.compile(_B + r"(?:предоставл|оплат|компенсац|бесплатн|обеспеч|организ|возможн|питани)")
_CITIZENS = re.compile(
    _B + r"граждан(?:ство|ства|е|ин|ам|ка)? (?:рф|росси\w*|российской федерации)" + _E
)
_NATION = re.compile(_B + r"национальност\w*" + _E)
_FAITH = re.compile(_B + r"вероисповедани\w*" + _E)


def _lives(key: str) -> Iterator[_Hit]:
    for hit in _LIVES.finditer(key):
        if not _HOUSED.search(f"{_before(key, hit.start(), 4)} {_after(key, hit.end())}"):
            yield _Hit(hit.start(), hit.end(), HOME)


def _unless_any(pattern: re.Pattern[str], reason: str) -> Callable[[str], Iterator[_Hit]]:
    def rule(key: str) -> Iterator[_Hit]:
        for hit in pattern.finditer(key):
            around = f"{_before(key, hit.start())} {_after(key, hit.end())}"
            if not _NOT_DECISIVE.search(around) and not _FOR_PEOPLE.search(around):
                yield _Hit(hit.start(), hit.end(), reason)

    return rule


_RULES: list[Callable[[str], Iterator[_Hit]]] = [
    *(_plain(pattern, reason) for pattern, reason in DEMANDS),
    _sexes,
    _ages,
    _young,
    _lives,
    _unless_any(_CITIZENS, ORIGIN),
    _unless_any(_NATION, ORIGIN),
    _unless_any(_FAITH, FAITH),
]
