"""Invented participants of the contest that is over. None of them exists."""

import datetime as dt
from dataclasses import dataclass

from contest.applications.demo.people import Fate, Person

# Who sent no video, who withdrew before stage II, whom one member may not mark.
WITHOUT_VIDEO = "zarnitsyn"
WITHDRAWN = "polevaya"
CONFLICT = "sinitsyna"
# The mark of the fifth and the sixth among career consultants is the same.
TIED = ("rodnikova", "berestov")
BY_EMAIL = "kedrova"
# Who did not come to stage II, and who agrees to be named in the results.
NO_SHOW = "yaseneva"
NAMED = ("kedrova", "brusnikina", "lebedyanskaya", "dubravin", "sinitsyna", "lugovskoj")


@dataclass(frozen=True)
class Participant:
    """A person, and how many points of forty the commission on the whole finds in their video."""

    person: Person
    points: int


def _participant(line: str) -> Participant:
    name, born_on, role, centre, post, since, login, points = (x.strip() for x in line.split("|"))
    person = Person(
        name,
        dt.date.fromisoformat(born_on),
        role,
        centre,
        post,
        dt.date.fromisoformat(since),
        Fate.ACCEPTED,
        login,
    )
    return Participant(person, int(points))


# Name | born | role | whose centre | post | works since | login | points of the video
_LINES = """
Брусникина Лада Олеговна | 1988-02-17 | career | города Новосибирска | главный инспектор | 2013-05-14 | brusnikina | 36
Сиреневый Лев Маркович | 1990-10-05 | recruitment | города Бердска | ведущий инспектор | 2016-09-01 | sirenevyj | 35
Кедрова Инга Всеволодовна | 1985-06-23 | vocational | Барабинского района | психолог | 2010-03-15 | kedrova | 37
Ветлугин Егор Савельевич | 1992-12-01 | career | Купинского района | ведущий инспектор | 2019-02-11 | vetlugin | 34
Лебедянская Майя Тихоновна | 1994-04-30 | vocational | города Искитима | профконсультант | 2020-08-03 | lebedyanskaya | 33
Родникова Ася Матвеевна | 1991-07-08 | career | Чановского района | инспектор 1 категории | 2018-06-18 | rodnikova | 29
Журавлинский Фома Ильич | 1987-01-12 | recruitment | Болотнинского района | начальник отдела | 2012-11-07 | zhuravlinskij | 32
Зарницын Клим Арсеньевич | 1993-09-19 | career | Кочковского района | инспектор | 2021-01-25 | zarnitsyn | 0
Полевая Нонна Лаврентьевна | 1989-03-03 | recruitment | Каргатского района | ведущий инспектор | 2015-04-20 | polevaya | 28
Озёрская Стелла Вадимовна | 1996-11-11 | vocational | Сузунского района | профконсультант | 2022-02-14 | ozyorskaya | 31
Дубравин Мирон Захарович | 1986-08-26 | career | Маслянинского района | главный инспектор | 2011-10-10 | dubravin | 33
Синицына Рената Германовна | 1995-05-16 | recruitment | города Оби | инспектор | 2021-07-05 | sinitsyna | 30
Берестов Назар Филиппович | 1984-02-02 | career | Северного района | ведущий инспектор | 2009-12-21 | berestov | 29
Ясенева Дина Робертовна | 1990-06-06 | vocational | Тогучинского района | психолог | 2017-03-27 | yaseneva | 28
Луговской Платон Климович | 1992-10-28 | career | Убинского района | инспектор | 2020-05-12 | lugovskoj | 31
Черёмухин Савва Денисович | 1988-12-15 | recruitment | Чулымского района | ведущий инспектор | 2014-09-09 | cheryomukhin | 27
Росинкина Тея Яковлевна | 1997-07-21 | career | Коченевского района | инспектор | 2023-03-06 | rosinkina | 26
Тростникова Эля Романовна | 1993-01-30 | vocational | Доволенского района | профконсультант | 2019-11-18 | trostnikova | 25
"""
PEOPLE = [_participant(line) for line in _LINES.strip().splitlines()]
