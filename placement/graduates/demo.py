"""Invented graduates, made by the same service as real ones (P-2.1); the nouns above tell their stories."""

import datetime as dt
from dataclasses import dataclass
from typing import TextIO

from core import clock, roles
from core.demo_accounts import account_of
from core.models import User
from core.text import search_key
from placement.graduates import services
from placement.graduates.models import Graduate
from placement.professions.models import Profession
from placement.programmes.models import Programme

MARK = "(вымышл.)"
_YEAR = 365.25


@dataclass(frozen=True)
class Demo:
    """An invented person; ``age`` is that of the day on which the card is made."""

    name: str
    profession: str
    group: str
    age: float = 19.5
    capacity: str = Graduate.Capacity.FULL
    is_student: bool = False
    source: str = Graduate.Source.TABLE


SEARCHING = Demo("Морозова Дарья Сергеевна", "Швея", "ШВ-31")
# The mother's signature is missing.
MINOR = Demo("Кузнецов Артём Игоревич", "Повар", "ПВ-31", age=17.4, is_student=True)
# Lives in an institution, which is the custodian.
WARD = Demo("Белова Кристина Андреевна", "Садовник", "СД-31", age=16.6, is_student=True)
GUARDED = Demo(
    "Зайцев Егор Романович", "Садовник", "СД-30", age=20.3, capacity=Graduate.Capacity.INCAPABLE
)
AT_WORK = Demo("Соколов Никита Павлович", "Кондитер", "КД-30", age=21.1)
SETTLED = Demo("Лебедева Ирина Викторовна", "Делопроизводитель", "ДП-29", age=22.7)
WITHDREW = Demo("Грачёв Степан Алексеевич", "Повар", "ПВ-30", age=20.8)
HIRED = Demo("Тихонов Максим Юрьевич", "Помощник по уходу за животными", "УЖ-30", age=20.1)
OWN_WAY = Demo("Фомина Вера Николаевна", "Швея", "ШВ-30", age=21.9)
STUDENT = Demo("Орлова Полина Денисовна", "Кондитер", "КД-32", age=18.4, is_student=True)
# Likely one person: entered by staff, and again with the list of the study office.
DOUBLES = (
    Demo("Ветрова Алина Олеговна", "Швея", "ШВ-29", age=23.2),
    Demo("Ветрова Алёна Олеговна", "Швея", "ШВ-29", age=23.2, source=Graduate.Source.STAFF),
)
DEMOS = (
    SEARCHING,
    MINOR,
    WARD,
    GUARDED,
    AT_WORK,
    SETTLED,
    WITHDREW,
    HIRED,
    OWN_WAY,
    STUDENT,
    *DOUBLES,
)


def load(stdout: TextIO) -> None:
    """The kin professions, then the graduates that are missing."""
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    if specialist is None:
        stdout.write("graduates: left out, there are no demonstration accounts\n")
        return
    _load_kin()
    missing = [place for place, demo in enumerate(DEMOS) if card_of(demo) is None]
    for place in missing:
        _make(DEMOS[place], place, specialist)
    if missing:
        stdout.write(f"graduates: {len(missing)} invented ones\n")


def card_of(demo: Demo) -> Graduate | None:
    """The card of an invented person; None while there is none."""
    key = search_key(demo.name)
    rows = Graduate.objects.select_related("key")
    return rows.filter(is_demo=True, name_key=key, group=_group(demo)).first()


def day(days: int) -> dt.date:
    """So many days from today."""
    return clock.local_day(clock.now()) + dt.timedelta(days=days)


def _group(demo: Demo) -> str:
    return f"{demo.group} {MARK}"


def _load_kin() -> None:
    cook, confectioner = (
        Profession.objects.filter(key=search_key(name)).first() for name in ("Повар", "Кондитер")
    )
    if cook is not None and confectioner is not None and not cook.kin.exists():
        cook.kin.add(confectioner)


def _make(demo: Demo, place: int, specialist: User) -> None:
    last_name, first_name, middle_name = demo.name.split()
    born_on = day(-round(demo.age * _YEAR))
    is_double = demo is DOUBLES[1]
    left_on = born_on + dt.timedelta(days=round(19 * _YEAR))
    data = Graduate(
        last_name=last_name,
        first_name=first_name,
        middle_name=middle_name,
        born_on=born_on,
        capacity=demo.capacity,
        profession=Profession.objects.filter(key=search_key(demo.profession)).first(),
        programme=Programme.objects.filter(name=demo.profession).first(),
        group=_group(demo),
        left_year=max(left_on.year, day(0).year + 1) if demo.is_student else left_on.year,
        email="" if is_double else f"graduate{place + 1}@example.org",
        phone=f"+7 911 000-01-{place - is_double:02d}",
    )
    services.register_graduate(
        data=data, actor=specialist, source=demo.source, is_another=is_double, is_demo=True
    )
