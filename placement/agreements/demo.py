"""Invented agreements in every state, made by the same services as real ones (P-5.4)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, TextIO

from core import clock, roles
from core.demo_accounts import account_of
from core.models import User
from placement.agreements import services
from placement.agreements.models import Agreement
from placement.agreements.services import addenda
from placement.agreements.services.templates import load_templates
from placement.employers.models import Employer

_KIND, _PRACTICE = Agreement.Kind, Agreement.Practice


@dataclass(frozen=True)
class Demo:
    """An invented agreement with the ``place``-th invented employer.

    Its term is counted in days from today; ``then`` is what became of it after it was registered.
    """

    place: int
    kind: str
    subject: str
    starts: int
    ends: int | None
    fields: dict[str, Any]
    is_signed: bool = True
    then: str = ""


DEMOS = [
    Demo(
        0,
        _KIND.PARTNERSHIP,
        "Содействие трудоустройству выпускников-кондитеров (вымышл.)",
        -340,
        25,
        {},
    ),
    Demo(
        3,
        _KIND.PARTNERSHIP,
        "Сопровождение выпускников на рабочих местах (вымышл.)",
        -300,
        None,
        {},
        then="amend",
    ),
    Demo(
        0,
        _KIND.TARGETED,
        "Подготовка по профессии «Пекарь» для работы в хлебном цехе (вымышл.)",
        -90,
        200,
        {"people_names": "Вымышленный Илья Сергеевич"},
        then="prolong",
    ),
    Demo(
        4,
        _KIND.FREE_TRAINING,
        "Подготовка и обучение кандидата на должность швеи (вымышл.)",
        10,
        100,
        {"people_names": "Примерная Ольга Павловна"},
        is_signed=False,
    ),
    Demo(
        5,
        _KIND.PRACTICE,
        "Производственная практика в тепличном хозяйстве (вымышл.)",
        -20,
        45,
        {"practice_kind": _PRACTICE.INDUSTRIAL, "group": "ЗС-21", "people_count": 11},
    ),
    Demo(
        6,
        _KIND.PARTNERSHIP,
        "Экскурсии и мастер-классы для обучающихся (вымышл.)",
        -200,
        165,
        {},
        then="terminate",
    ),
]


def load(stdout: TextIO) -> None:
    """The templates, then the agreements that are missing."""
    load_templates()
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    employers = list(Employer.objects.current().filter(is_demo=True).order_by("pk"))
    if specialist is None or not employers:
        stdout.write("agreements: left out, there are no demonstration accounts or employers\n")
        return
    missing = [
        demo
        for demo in DEMOS
        if not Agreement.objects.filter(is_demo=True, subject=demo.subject).exists()
    ]
    for demo in missing:
        _make(demo, employers[demo.place % len(employers)], specialist)
    if missing:
        stdout.write(f"agreements: {len(missing)} invented ones\n")


def _make(demo: Demo, employer: Employer, specialist: User) -> None:
    today = clock.local_day(clock.now())

    def day(days: int) -> dt.date:
        return today + dt.timedelta(days=days)

    data = Agreement(
        kind=demo.kind,
        employer=employer,
        subject=demo.subject,
        starts_on=day(demo.starts),
        ends_on=None if demo.ends is None else day(demo.ends),
        responsible=specialist,
        **demo.fields,
    )
    row = services.create_agreement(data=data, actor=specialist, is_demo=True)
    if not demo.is_signed:
        return
    services.register(agreement=row, signed_on=day(demo.starts - 3), actor=specialist)
    if demo.then == "amend":
        addenda.amend(
            agreement=row,
            signed_on=day(-60),
            subject="Добавлены экскурсии на производство.",
            actor=specialist,
        )
    elif demo.then == "prolong":
        addenda.prolong(agreement=row, signed_on=day(-10), ends_on=day(230), actor=specialist)
    elif demo.then == "terminate":
        services.terminate(
            agreement=row, ended_on=day(-5), why="Организация переехала.", actor=specialist
        )
