"""Why a vacancy suits a person, why it does not, and what nobody knows (P-2.2e).

Age, sex and family are no facts here: the rules cannot see them (Labour Code, art. 64).
"""

import datetime as dt
from dataclasses import dataclass, field

from placement.needs.rules.content import CONDITIONS, GOOD, NEEDED, Needs
from placement.vacancies.rules.pay import rubles


@dataclass(frozen=True, kw_only=True)
class Person:
    """What is known of a person's profession, wishes and needs; ``needs`` is None where unknown.

    ``kin`` are professions akin to the person's own; ``wished`` are those chosen beside it.
    """

    profession: int | None = None
    kin: frozenset[int] = frozenset()
    wished: frozenset[int] = frozenset()
    districts: frozenset[str] = frozenset()
    schedules: frozenset[str] = frozenset()
    pay_from: int | None = None
    start_from: dt.date | None = None
    takes_temporary: bool | None = None
    needs: Needs | None = None
    may_send_resume: bool = False


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a vacancy says; ``offers`` are the conditions that the employer has promised.

    ``unasked`` are those of which the employer has said neither yes nor no.
    """

    profession: int | None = None
    district: str = ""
    district_name: str = ""
    schedule: str = ""
    pay: int | None = None
    start_on: dt.date | None = None
    is_temporary: bool | None = None
    offers: frozenset[str] = frozenset()
    unasked: frozenset[str] = frozenset()
    notes: dict[str, str] = field(default_factory=dict)


@dataclass
class Reasons:
    """Three lists in words; what stands in ``blocks`` stands in ``against`` too."""

    fits: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)

    @property
    def is_blocked(self) -> bool:
        """Whether something that the person cannot work without is missing; nothing outvotes it."""
        return bool(self.blocks)

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Unblocked first, then what fits most, then what is against least."""
        return self.is_blocked, -len(self.fits), len(self.against)

    def block(self, words: str) -> None:
        """A need that is not met."""
        self.blocks.append(words)
        self.against.append(words)


def compare(person: Person, job: Job) -> Reasons:
    """All criteria, one by one."""
    reasons = Reasons()
    _profession(person, job, reasons)
    _district(person, job, reasons)
    _schedule(person, job, reasons)
    _term(person, job, reasons)
    _pay(person, job, reasons)
    _start(person, job, reasons)
    if person.needs is None:
        reasons.unknown.append("Условия, которые нужны: неизвестно")
    else:
        _conditions(person.needs, job, reasons)
        _hours(person.needs, job, reasons)
        _notes(person.needs, job, reasons)
    if person.may_send_resume:
        reasons.fits.append("Резюме можно передать работодателю")
    else:
        reasons.against.append("Нет согласия на передачу резюме работодателям: попросите его")
    return reasons


def _profession(person: Person, job: Job, reasons: Reasons) -> None:
    if job.profession is None:
        reasons.unknown.append("Профессия: в вакансии она не выбрана из перечня")
    elif person.profession is None and not person.wished:
        reasons.unknown.append("Профессия: в карточке человека она не указана")
    elif job.profession == person.profession:
        reasons.fits.append("Профессия та же")
    elif job.profession in person.wished:
        reasons.fits.append("Эту профессию человек выбрал сам")
    elif job.profession in person.kin:
        reasons.fits.append("Родственная профессия")
    else:
        reasons.against.append("Профессия другая")


def _district(person: Person, job: Job, reasons: Reasons) -> None:
    if job.district and job.district in person.districts:
        reasons.fits.append(f"Добираться удобно: {job.district_name}")
    elif "remote_work" in job.offers:
        reasons.fits.append("Можно работать удалённо: добираться не обязательно")
    elif not job.district:
        reasons.unknown.append("Дорога: в вакансии не указан район")
    elif not person.districts:
        reasons.unknown.append(f"Дорога: не знаем, удобно ли добираться: {job.district_name}")
    else:
        reasons.against.append(f"Добираться неудобно: {job.district_name}")


def _schedule(person: Person, job: Job, reasons: Reasons) -> None:
    if not job.schedule or not person.schedules:
        reasons.unknown.append("График: неизвестно")
    elif job.schedule in person.schedules or (
        "part" in person.schedules and "part_time" in job.offers
    ):
        reasons.fits.append("График подходит")
    else:
        reasons.against.append("График не подходит")


def _term(person: Person, job: Job, reasons: Reasons) -> None:
    """Permanent work suits everybody; of temporary work each says whether it does."""
    if job.is_temporary is None:
        reasons.unknown.append("Постоянная работа или временная: неизвестно")
    elif not job.is_temporary:
        reasons.fits.append("Работа постоянная")
    elif person.takes_temporary is None:
        reasons.unknown.append("Работа временная: не знаем, подходит ли")
    elif person.takes_temporary:
        reasons.fits.append("Работа временная, и такая подходит")
    else:
        reasons.against.append("Работа временная, а такая не подходит")


def _pay(person: Person, job: Job, reasons: Reasons) -> None:
    if job.pay is None:
        reasons.unknown.append("Оклад: работодатель не указал")
    elif person.pay_from is None:
        reasons.unknown.append("Оклад: не знаем, какой нужен человеку")
    elif job.pay >= person.pay_from:
        reasons.fits.append("Оклад не меньше, чем хочет человек")
    else:
        offered, wished = rubles(job.pay), rubles(person.pay_from)
        reasons.against.append(f"Оклад {offered}, а человек хочет от {wished}")


def _start(person: Person, job: Job, reasons: Reasons) -> None:
    if job.start_on is None:
        reasons.unknown.append("День выхода на работу: работодатель не указал")
    elif person.start_from is None:
        reasons.unknown.append("День выхода на работу: не знаем, когда человек может выйти")
    elif person.start_from <= job.start_on:
        reasons.fits.append("Может выйти вовремя")
    else:
        reasons.against.append(f"Может выйти только с {person.start_from:%d.%m.%Y}")


def _conditions(needs: Needs, job: Job, reasons: Reasons) -> None:
    part = {"part_time"} if job.schedule == "part" else set()
    for code, question in CONDITIONS.items():
        level = needs.levels.get(code, "")
        if not level:
            reasons.unknown.append(f"{question.label}: не знаем, нужно ли")
        elif level not in (NEEDED, GOOD):
            continue
        elif code in job.unasked:
            reasons.unknown.append(f"{question.label}: спросите работодателя")
        elif code in job.offers | part:
            reasons.fits.append(f"{question.label}: есть")
        elif level == NEEDED:
            reasons.block(f"{question.label}: нужно обязательно, работодатель не обещал")
        else:
            reasons.against.append(f"{question.label}: хорошо бы, работодатель не обещал")


def _hours(needs: Needs, job: Job, reasons: Reasons) -> None:
    if needs.hours is None:
        return
    words = f"Часов в день: не больше {needs.hours}"
    if job.schedule == "full" and "part_time" not in job.offers and needs.hours < 8:
        reasons.block(f"{words}, а на этой работе полный день")
    elif job.schedule == "full" and needs.hours >= 8:
        reasons.fits.append(f"{words}, полный день по силам")
    else:
        reasons.unknown.append(f"{words}: спросите работодателя")


_ANSWERED = {"hearing": "Слух", "vision": "Зрение", "motor": "Движение"}


def _notes(needs: Needs, job: Job, reasons: Reasons) -> None:
    for code, label in _ANSWERED.items():
        if words := needs.notes.get(code):
            offered = job.notes.get(code) or "ничего не сказал"
            reasons.unknown.append(f"{label}: нужно «{words}», работодатель – «{offered}»")
    if words := needs.notes.get("mental"):
        reasons.unknown.append(f"Общение и внимание: договоритесь с работодателем – «{words}»")
    if words := needs.notes.get("forbidden"):
        until = needs.restricted_until
        end = f" (до {until:%d.%m.%Y})" if until else ""
        reasons.unknown.append(f"Проверьте, нет ли того, чего нельзя{end}: «{words}»")
    if words := needs.notes.get("way"):
        reasons.unknown.append(f"Дорога: проверьте – «{words}»")
