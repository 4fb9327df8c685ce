"""Invented participants of the demonstration contest. None of them exists."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from contest.applications.services import Participant

RECRUITMENT, CAREER, VOCATIONAL = "recruitment", "career", "vocational"


class Fate(StrEnum):
    """What became of an application; one step of the secretary's work each."""

    RECEIVED = "received"
    REGISTERED = "registered"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DESTROYED = "destroyed"


@dataclass(frozen=True)
class Person:
    """One invented participant; ``centre`` says whose employment centre, as in ``centres``."""

    name: str
    born_on: dt.date
    role: str
    centre: str
    post: str
    since: dt.date
    fate: Fate
    login: str
    source: str = "site"
    days_ago: int = 0

    @property
    def email(self) -> str:
        """An address that receives nothing."""
        return f"{self.login}@example.org"

    @property
    def participant(self) -> Participant:
        """The person as an application names them."""
        last_name, first_name, middle_name = self.name.split()
        return Participant(last_name, first_name, middle_name, self.born_on)


def _person(line: str) -> Person:
    parts = [part.strip() for part in line.split("|")]
    name, born_on, role, centre, post, since, fate, login, source, days_ago = parts
    return Person(
        name,
        dt.date.fromisoformat(born_on),
        role,
        centre,
        post,
        dt.date.fromisoformat(since),
        Fate(fate),
        login,
        source,
        int(days_ago),
    )


# Name | born | role | whose centre | post | works since | fate | login | source | days ago
_LINES = """
Рябинкина Алёна Тимофеевна | 1991-03-14 | career | города Новосибирска | ведущий инспектор | 2018-09-03 | received | ryabinkina | site | 0
Звонарёв Климентий Эдуардович | 1987-11-02 | recruitment | города Бердска | ведущий инспектор | 2017-01-16 | received | zvonaryov | email | 2
Подснежникова Яна Глебовна | 1995-06-27 | vocational | Куйбышевского района | профконсультант | 2021-04-05 | received | podsnezhnikova | paper | 1
Ёлкин Святослав Борисович | 1984-12-09 | career | города Искитима | главный инспектор | 2012-02-01 | registered | yolkin | site | 0
Чайкина Милана Руслановна | 1993-01-21 | vocational | Карасукского района | психолог | 2019-08-12 | registered | chaykina | site | 0
Долгополова-Верховцева Ксения Аркадьевна | 1989-05-30 | recruitment | города Новосибирска | начальник отдела | 2014-10-20 | registered | dolgopolova | email | 4
Маячков Герман Львович | 1990-07-17 | career | Татарского района | инспектор 1 категории | 2022-05-11 | returned | mayachkov | site | 0
Незабудкина Тая Игнатьевна | 1996-04-08 | vocational | Мошковского района | инспектор | 2023-09-06 | returned | nezabudkina | site | 0
Лугинина Варвара Макаровна | 1986-09-25 | career | города Оби | заместитель начальника отдела | 2011-03-02 | accepted | luginina | site | 0
Снегирёв Родион Платонович | 1994-02-11 | recruitment | Черепановского района | ведущий инспектор | 2020-07-15 | accepted | snegiryov | site | 0
Крылатова Эмма Юлиановна | 1992-08-19 | vocational | Ордынского района | профконсультант | 2018-12-01 | rejected | krylatova | site | 0
Тихоходов Марк Евгеньевич | 1988-10-03 | recruitment | Тогучинского района | инспектор | 2016-06-14 | withdrawn | tikhokhodov | site | 0
Былинкина Зоя Степановна | 1990-12-12 | career | Сузунского района | инспектор | 2019-01-09 | destroyed | bylinkina | site | 0
"""
PEOPLE = [_person(line) for line in _LINES.strip().splitlines()]
