"""Invented employers and partners with people and a log of contacts, made by the services (P-2.2a).

Their numbers have right check digits and belong to no tax office; nobody answers at the addresses.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from core import clock, roles
from core.demo_accounts import account_of
from core.models import User
from placement.employers import services
from placement.employers.models import ContactRecord, Employer, EmployerContact

_ACTUAL, _POTENTIAL = Employer.Kind.ACTUAL, Employer.Kind.POTENTIAL
_AUTHORITY, _CENTRE = Employer.Kind.AUTHORITY, Employer.Kind.EMPLOYMENT_CENTRE
_PARTNER = Employer.Kind.PARTNER
_INTERVIEW, _CONSULTATION = ContactRecord.Form.INTERVIEW, ContactRecord.Form.CONSULTATION
_LETTER, _CALL = ContactRecord.Form.LETTER, ContactRecord.Form.CALL
_LAW = "Общество с ограниченной ответственностью"


@dataclass(frozen=True)
class Talk:
    """A contact ``days`` ago; the next one promised in ``promised`` days from today."""

    days: int
    form: str
    summary: str
    promised: int | None = None
    done: bool = False


@dataclass(frozen=True)
class Demo:
    """An invented employer; ``code`` makes its numbers, phone and address."""

    code: int
    kind: str
    name: str
    activity: str
    district: str
    law: str = _LAW
    person: str = ""
    talks: Sequence[Talk] = ()
    has_numbers: bool = True
    phone_of: int = 0
    remarks: str = ""


DEMOS = [
    Demo(
        1,
        _ACTUAL,
        "Пример-Хлеб",
        "хлеб и кондитерские изделия",
        "lo-vsevolozhsk",
        person="Образцова Анна Ильинична (вымышл.)",
        talks=[
            Talk(40, _CALL, "Рассказали о выпускниках-кондитерах, прислали описание программы."),
            Talk(12, _INTERVIEW, "Двое выпускников прошли собеседование на производстве.", 0),
            Talk(3, _LETTER, "Получили описание рабочих мест с фотографиями входа и цеха."),
        ],
    ),
    # The same bakery, entered by somebody who did not look: to show what a repeat looks like.
    Demo(
        2,
        _POTENTIAL,
        "Пример Хлеб",
        "",
        "",
        law="ООО",
        has_numbers=False,
        phone_of=1,
        remarks="Внесена из старого списка, чтобы показать возможный повтор.",
    ),
    Demo(
        3,
        _ACTUAL,
        "Пример-Сад",
        "выращивание растений, озеленение",
        "lo-gatchina",
        person="Садовая Вера Львовна (вымышл.)",
        talks=[
            Talk(
                20,
                _CONSULTATION,
                "Обсудили наставника на месте и короткий рабочий день.",
                -2,
            )
        ],
    ),
    Demo(
        4,
        _ACTUAL,
        "Пример-Швея",
        "пошив одежды",
        "spb-vyborgsky",
        person="Строчкина Ольга Павловна (вымышл.)",
        talks=[Talk(30, _CALL, "Нужны две швеи с осени.", -16, done=True)],
    ),
    Demo(
        5,
        _ACTUAL,
        "Пример-Обед",
        "общественное питание",
        "spb-primorsky",
        talks=[Talk(9, _LETTER, "Отправили памятку о поддержке работодателей.", 5)],
    ),
    Demo(6, _POTENTIAL, "Пример-Клининг", "уборка помещений", "spb-nevsky"),
    Demo(7, _POTENTIAL, "Пример-Логистика", "складские услуги", "lo-tosno"),
    Demo(
        8,
        _POTENTIAL,
        "Пример-Зоо",
        "уход за животными",
        "lo-lomonosov",
        person="Лапина Мария Сергеевна (вымышл.)",
    ),
    Demo(9, _POTENTIAL, "Пример-Архив", "обработка и хранение документов", "spb-tsentralny"),
    Demo(10, _POTENTIAL, "Пример-Типография", "печать", "spb-kirovsky", law="Акционерное общество"),
    Demo(
        11,
        _AUTHORITY,
        "Комитет по труду образцового района",
        "содействие занятости",
        "lo-kirishi",
        law="",
        has_numbers=False,
        talks=[Talk(60, _CONSULTATION, "Договорились о совместном дне открытых дверей.")],
    ),
    Demo(
        12,
        _CENTRE,
        "Центр занятости образцового района",
        "подбор работы и работников",
        "lo-luga",
        law="",
        talks=[Talk(15, _CALL, "Сверили списки вакансий для людей с инвалидностью.", 12)],
    ),
    Demo(
        13,
        _CENTRE,
        "Агентство занятости образцового города",
        "подбор работы и работников",
        "spb-admiralteysky",
        law="",
    ),
    Demo(
        14,
        _PARTNER,
        "Пример-Опора",
        "помощь людям с инвалидностью",
        "spb-kalininsky",
        law="Автономная некоммерческая организация",
        person="Доброва Нина Юрьевна (вымышл.)",
    ),
    Demo(
        15,
        _PARTNER,
        "Пример-Мастерские",
        "творческие мастерские",
        "lo-volkhov",
        law="Благотворительный фонд",
    ),
]


def load(stdout: TextIO) -> None:
    """The employers that are missing; what staff have changed since stays."""
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    if specialist is None:
        stdout.write("employers: left out, there are no demonstration accounts\n")
        return
    there = set(Employer.objects.filter(is_demo=True).values_list("full_name", flat=True))
    missing = [demo for demo in DEMOS if _full_name(demo) not in there]
    for demo in missing:
        _make(demo, specialist)
    if missing:
        stdout.write(f"employers: {len(missing)} invented ones\n")


def _make(demo: Demo, specialist: User) -> None:
    data = Employer(
        kind=demo.kind,
        full_name=_full_name(demo),
        short_name=_short_name(demo),
        inn=_inn(demo.code) if demo.has_numbers else "",
        ogrn=_ogrn(demo.code) if demo.has_numbers else "",
        district=demo.district,
        address=f"Образцовая улица, д. {demo.code}" if demo.district else "",
        phone=f"+7812000{demo.phone_of or demo.code:04d}",
        email=f"office-{demo.code}@example.org",
        website=f"https://example.org/{demo.code}",
        activity=demo.activity,
        founded_year=1990 + demo.code,
        head_post="директор",
        head_name="Примеров Пётр Петрович (вымышл.)",
        remarks=demo.remarks,
    )
    employer = services.register_employer(data=data, actor=specialist, is_demo=True)
    if demo.person:
        services.add_contact(
            employer=employer,
            data=EmployerContact(
                name=demo.person,
                post="специалист по кадрам",
                phone=f"+7921000{demo.code:04d}",
                email=f"hr-{demo.code}@example.org",
            ),
            actor=specialist,
            agreed=True,
        )
    for talk in demo.talks:
        _talk(employer, talk, specialist)


def _talk(employer: Employer, talk: Talk, specialist: User) -> None:
    now = clock.now()
    today, at = clock.local_day(now), now - dt.timedelta(days=talk.days)
    promised = today + dt.timedelta(days=talk.promised) if talk.promised is not None else None
    record = services.add_contact_record(
        employer=employer,
        form=talk.form,
        at=at,
        summary=talk.summary,
        promised_on=promised,
        actor=specialist,
    )
    if talk.done:
        services.complete_contact_record(record=record, actor=specialist)


def _full_name(demo: Demo) -> str:
    called = f"{demo.law} «{demo.name}»" if demo.law else demo.name
    return f"{called} (вымышл.)"


def _short_name(demo: Demo) -> str:
    short = {_LAW: "ООО", "Акционерное общество": "АО", "ООО": "ООО"}.get(demo.law, "")
    called = f"«{demo.name}»" if demo.law else demo.name
    return " ".join(filter(None, (short, called, "(вымышл.)")))


def _inn(code: int) -> str:
    """A right ИНН of the tax office 4700, which registers nobody."""
    body = f"470000{code:03d}"
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return f"{body}{sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11 % 10}"


def _ogrn(code: int) -> str:
    """A right ОГРН of the year 2000, in which there were none yet."""
    body = f"10047{code:07d}"
    return f"{body}{int(body) % 11 % 10}"
