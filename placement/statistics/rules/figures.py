"""Employment of graduates: categories, control sums, who counts as employed (P-2.4d).

The categories and their order are those of the federal monitoring form of vocational education.
Plain functions on plain numbers of people.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

GRADUATES = "graduates"


class Group(StrEnum):
    """Parts of the form."""

    OCCUPIED = "Заняты"
    AT_RISK = "Под риском незанятости"
    OTHER = "Прочее"
    PLANS = "Планы ещё не устроенных"


class Fate(StrEnum):
    """What the public is told that graduates who are not employed do; never in more detail."""

    STUDY = "Продолжают обучение"
    SERVICE = "Проходят военную службу"
    CARE = "В отпуске по уходу за ребёнком"
    SEEKING = "Ещё не трудоустроены"
    OTHER = "Другое"


@dataclass(frozen=True)
class Category:
    """A column of the form; one with ``part_of`` repeats people of that other column."""

    code: str
    label: str
    group: Group
    fate: Fate
    # How the counting rule names these people: «Трудоустроенными считаются …».
    words: str = ""
    part_of: str = ""


def _occupied(code: str, label: str, words: str, fate: Fate = Fate.OTHER) -> Category:
    return Category(code, label, Group.OCCUPIED, fate, words)


def _part(code: str, label: str) -> Category:
    return Category(code, label, Group.OCCUPIED, Fate.OTHER, part_of="employed")


def _at_risk(code: str, label: str) -> Category:
    return Category(code, label, Group.AT_RISK, Fate.SEEKING)


def _other(code: str, label: str) -> Category:
    return Category(code, label, Group.OTHER, Fate.OTHER)


def _plan(code: str, label: str) -> Category:
    return Category(code, label, Group.PLANS, Fate.SEEKING)


CATEGORIES: tuple[Category, ...] = (
    _occupied("employed", "Трудоустроены по договору", "работающие по договору"),
    _part("in_profession", "Из трудоустроенных по договору: по полученной профессии"),
    _part("four_months", "Из трудоустроенных по договору: работают 4 месяца и дольше"),
    _occupied("entrepreneur", "Индивидуальные предприниматели", "индивидуальные предприниматели"),
    _occupied("self_employed", "Самозанятые", "самозанятые"),
    _occupied(
        "continued_education",
        "Продолжили обучение",
        "продолжившие обучение",
        Fate.STUDY,
    ),
    _occupied(
        "conscripted",
        "Проходят службу по призыву",
        "проходящие службу по призыву",
        Fate.SERVICE,
    ),
    _occupied(
        "contract_service",
        "Проходят службу по контракту",
        "проходящие службу по контракту",
        Fate.SERVICE,
    ),
    _occupied(
        "child_care",
        "В отпуске по уходу за ребёнком",
        "находящиеся в отпуске по уходу за ребёнком",
        Fate.CARE,
    ),
    _at_risk("informal", "Неформальная занятость"),
    _at_risk("unemployed", "Зарегистрированы как безработные"),
    _at_risk("no_motivation", "Не имеют мотивации к трудоустройству"),
    _at_risk("other_risk", "Иные причины риска"),
    _other("death_or_illness", "Смерть или тяжёлое состояние здоровья"),
    _other("under_sentence", "Находятся под следствием или отбывают наказание"),
    _other("left_country", "Переехали за пределы Российской Федерации"),
    _other("family_care", "Ухаживают за родственниками, иные семейные обстоятельства"),
    _other("foreigners", "Иностранные граждане без СНИЛС"),
    _other("other", "Иное"),
    _plan("will_be_employed", "Будут трудоустроены"),
    _plan("will_be_entrepreneur", "Будут индивидуальными предпринимателями"),
    _plan("will_be_self_employed", "Будут самозанятыми"),
    _plan("will_be_conscripted", "Будут призваны на службу"),
    _plan("will_serve_by_contract", "Будут служить по контракту"),
    _plan("will_study", "Будут продолжать обучение"),
)
BY_CODE: Mapping[str, Category] = {category.code: category for category in CATEGORIES}
# Every graduate is in exactly one of these.
EXCLUSIVE: tuple[str, ...] = tuple(c.code for c in CATEGORIES if not c.part_of)
PARTS: tuple[str, ...] = tuple(c.code for c in CATEGORIES if c.part_of)
# What the counting rule may choose from: occupied people, each counted once.
COUNTABLE: tuple[str, ...] = tuple(c.code for c in CATEGORIES if c.words)
DEFAULT_RULE: tuple[str, ...] = ("employed", "entrepreneur", "self_employed")

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Finding:
    """What is wrong with a row, in words, and the column at which to say it."""

    column: str
    text: str


def check(graduates: int, counts: Counts) -> list[Finding]:
    """What contradicts the control sums; an empty list when the row is right.

    ``counts`` maps codes of CATEGORIES to numbers of people; one left out is 0.
    """
    columns = [(GRADUATES, graduates), *((c.code, counts.get(c.code, 0)) for c in CATEGORIES)]
    negative = [Finding(code, "Число не может быть меньше нуля.") for code, n in columns if n < 0]
    if negative:
        return negative
    return [*_check_parts(counts), *_check_sum(graduates, counts)]


def _check_parts(counts: Counts) -> list[Finding]:
    findings = []
    for code in PARTS:
        whole = BY_CODE[code].part_of
        part, limit = counts.get(code, 0), counts.get(whole, 0)
        if part > limit:
            text = f"{part} больше, чем «{BY_CODE[whole].label}» – {limit}."
            findings.append(Finding(code, text))
    return findings


def _check_sum(graduates: int, counts: Counts) -> list[Finding]:
    total = distributed(counts)
    if total == graduates:
        return []
    if total < graduates:
        why = f"не распределено {graduates - total}"
    else:
        why = f"лишних {total - graduates}"
    return [
        Finding(
            GRADUATES,
            f"Сумма по графам – {total}, а выпускников – {graduates}: {why}. "
            "Каждый выпускник учитывается один раз.",
        )
    ]


def distributed(counts: Counts) -> int:
    """How many graduates are in some category."""
    return sum(counts.get(code, 0) for code in EXCLUSIVE)


def rule_of(codes: Iterable[str]) -> tuple[str, ...]:
    """A counting rule in the order of the form; ValueError for an empty or a strange one."""
    chosen = set(codes)
    if not chosen or chosen - set(COUNTABLE):
        raise ValueError("a counting rule is made of countable categories, at least one")
    return tuple(code for code in COUNTABLE if code in chosen)


def employed(counts: Counts, rule: Iterable[str]) -> int:
    """t1: how many count as employed by ``rule``; never more than v1 where the sums are right."""
    return sum(counts.get(code, 0) for code in rule_of(rule))


def rule_in_words(rule: Iterable[str]) -> str:
    """«Трудоустроенными считаются выпускники: работающие по договору и самозанятые.»."""
    *some, last = (BY_CODE[code].words for code in rule_of(rule))
    listed = f"{', '.join(some)} и {last}" if some else last
    return f"Трудоустроенными считаются выпускники: {listed}."


def share(part: int, whole: int) -> int | None:
    """``part`` of ``whole`` in whole per cent, half up; None where there is nobody.

    Only none is 0 and only all is 100: 299 of 300 is 99.
    """
    if whole == 0:
        return None
    rounded = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        return min(max(rounded, 1), 99)
    return rounded


def fates(rows: Iterable[Counts], rule: Collection[str]) -> dict[Fate, int]:
    """What those who do not count as employed do; the sum is v1 − t1."""
    counted = set(rule_of(rule))
    found = dict.fromkeys(Fate, 0)
    for counts in rows:
        for code in EXCLUSIVE:
            if code not in counted:
                found[BY_CODE[code].fate] += counts.get(code, 0)
    # People whom the rule counts as employed leave their group empty: it is not shown at all.
    outside = {BY_CODE[code].fate for code in EXCLUSIVE if code not in counted}
    return {fate: number for fate, number in found.items() if fate in outside}


def academic_year(year: int) -> str:
    """The academic year that ends in ``year``: «2024/25»."""
    return f"{year - 1}/{year % 100:02d}"
