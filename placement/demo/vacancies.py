"""Invented vacancies in every state, made by the same services as real ones (P-2.4b)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, TextIO

from core import clock, roles
from core.models import User
from core.text import search_key
from placement.demo.statistics import PROGRAMMES
from placement.models import Employer, Profession, Vacancy
from placement.services import employers, vacancies, vacancy_asks
from placement.services.employers import EmployerData
from placement.services.vacancies import VacancyData

_FULL, _PART = Vacancy.Schedule.FULL, Vacancy.Schedule.PART
_SHIFT, _FLEXIBLE = Vacancy.Schedule.SHIFT, Vacancy.Schedule.FLEXIBLE
# Names that nobody takes for real ones.
EMPLOYERS = {
    "canteen": ("Столовая «Пример»", "общественное питание", "lo-vsevolozhsk"),
    "atelier": ("Швейная мастерская «Образец»", "пошив и ремонт одежды", "spb-vyborgsky"),
    "garden": ("Оранжерея «Образец»", "выращивание растений", "lo-gatchina"),
    "shelter": ("Приют для животных «Пример»", "уход за животными", "lo-tosno"),
    "archive": ("Архив «Образец»", "хранение документов", "spb-tsentralny"),
    "bakery": ("Кондитерская «Пример»", "хлеб и кондитерские изделия", "spb-primorsky"),
}


@dataclass(frozen=True)
class Demo:
    """A vacancy of one of EMPLOYERS for one of the professions of PROGRAMMES.

    ``days`` have passed since its publication, it starts in ``start`` days.
    """

    employer: str
    profession: str
    title: str
    address: str
    district: str
    schedule: str
    facts: dict[str, Any]
    state: str = "published"
    days: int = 3
    start: int | None = None


DEMOS = [
    Demo(
        "canteen",
        "Повар",
        "Повар холодного цеха",
        "г. Всеволожск, Образцовая улица, д. 1",
        "lo-vsevolozhsk",
        _SHIFT,
        {
            "schedule_note": "Два дня через два, с 8 до 20 часов.",
            "pay": 58_000,
            "places": 2,
            "duties": "Готовить салаты и закуски по технологическим картам.\n"
            "Следить за сроками хранения продуктов.",
            "education": Vacancy.Education.TRAINING,
            "accessible_entrance": True,
            "accessible_toilet": True,
            "mentor": True,
            "motor_note": "Кухня на первом этаже, пороги ниже 1,5 см.",
        },
        days=1,
        start=14,
    ),
    Demo(
        "canteen",
        "Повар",
        "Помощник повара",
        "г. Всеволожск, Образцовая улица, д. 1",
        "lo-vsevolozhsk",
        _PART,
        {
            "schedule_note": "Пять дней в неделю по четыре часа, с утра.",
            "pay": 31_000,
            "duties": "Мыть и нарезать овощи, раскладывать блюда.",
            "part_time": True,
            "mentor": True,
            "accessible_entrance": True,
        },
        days=2,
    ),
    Demo(
        "canteen",
        "Повар",
        "Повар школьной столовой",
        "г. Тихвин, Примерная улица, д. 7",
        "lo-tikhvin",
        _FULL,
        {"pay": 47_500, "accessible_entrance": True, "probation": "Один месяц"},
        days=9,
        start=40,
    ),
    Demo(
        "atelier",
        "Швея",
        "Швея",
        "Санкт-Петербург, Примерный проспект, д. 12",
        "spb-vyborgsky",
        _FULL,
        {
            "pay": 62_000,
            "pay_probation": 55_000,
            "probation": "Два месяца",
            "places": 3,
            "duties": "Шить постельное бельё на прямострочной машине.",
            "special_workplace": True,
            "accessible_toilet": True,
            "accessible_entrance": True,
            "hearing_note": "Сигналы станков дублируются светом, мастер пишет задания.",
        },
        days=4,
    ),
    Demo(
        "atelier",
        "Швея",
        "Швея на дому",
        "Санкт-Петербург, Примерный проспект, д. 12",
        "spb-vyborgsky",
        _FLEXIBLE,
        {
            "remote_work": True,
            "part_time": True,
            "duties": "Шить сувениры по выкройкам. Машину и ткань привозит мастерская.",
        },
        days=6,
    ),
    Demo(
        "atelier",
        "Швея",
        "Портной по ремонту одежды",
        "г. Выборг, Образцовый переулок, д. 3",
        "lo-vyborg",
        _FULL,
        {"pay": 52_000, "mentor": True},
        days=11,
        start=7,
    ),
    Demo(
        "garden",
        "Садовник",
        "Рабочий зелёного хозяйства",
        "г. Гатчина, Оранжерейная улица, д. 5",
        "lo-gatchina",
        _FULL,
        {
            "pay": 44_000,
            "places": 4,
            "duties": "Поливать и пересаживать растения, рыхлить землю, готовить рассаду.",
            "mentor": True,
            "part_time": True,
        },
        days=5,
        start=30,
    ),
    Demo(
        "garden",
        "Садовник",
        "Садовник парка",
        "г. Пушкин, Парковая улица, д. 2",
        "spb-pushkinsky",
        _FULL,
        {"pay": 49_000, "accessible_toilet": True},
        days=8,
        start=120,
    ),
    Demo(
        "shelter",
        "Помощник по уходу за животными",
        "Помощник по уходу за животными",
        "г. Тосно, Лесная улица, д. 9",
        "lo-tosno",
        _SHIFT,
        {
            "schedule_note": "Сутки через трое или по полдня, как удобно.",
            "pay": 39_000,
            "duties": "Кормить собак и кошек, выгуливать собак, убирать вольеры.",
            "part_time": True,
            "mentor": True,
        },
        days=2,
    ),
    Demo(
        "shelter",
        "Помощник по уходу за животными",
        "Рабочий питомника",
        "г. Кировск, Речная улица, д. 4",
        "lo-kirovsk",
        _FULL,
        {"pay": 41_500},
        days=15,
    ),
    Demo(
        "archive",
        "Делопроизводитель",
        "Делопроизводитель архива",
        "Санкт-Петербург, Образцовая набережная, д. 8",
        "spb-tsentralny",
        _FULL,
        {
            "pay": 51_000,
            "education": Vacancy.Education.SECONDARY,
            "computer_skills": "Текстовый редактор, электронные таблицы",
            "duties": "Регистрировать документы, сканировать их и вносить в базу.",
            "accessible_entrance": True,
            "accessible_toilet": True,
            "special_workplace": True,
            "vision_note": "Есть программа экранного доступа и лупа.",
            "motor_note": "Стол меняет высоту.",
        },
        days=1,
        start=10,
    ),
    Demo(
        "archive",
        "Делопроизводитель",
        "Оператор ввода данных",
        "Санкт-Петербург, Образцовая набережная, д. 8",
        "spb-tsentralny",
        _PART,
        {
            "pay": 36_000,
            "remote_work": True,
            "part_time": True,
            "computer_skills": "Уверенная работа с клавиатурой",
            "duties": "Переносить сведения из карточек в таблицу.",
        },
        days=7,
    ),
    Demo(
        "bakery",
        "Кондитер",
        "Кондитер",
        "Санкт-Петербург, Сахарная улица, д. 15",
        "spb-primorsky",
        _SHIFT,
        {
            "schedule_note": "Два через два, начало в 6 часов.",
            "pay": 68_000,
            "education": Vacancy.Education.TRAINING,
            "accessible_entrance": True,
        },
        days=10,
        start=21,
    ),
    Demo(
        "bakery",
        "Кондитер",
        "Помощник кондитера",
        "г. Сосновый Бор, Примерная улица, д. 6",
        "lo-sosnovy-bor",
        _PART,
        {"part_time": True, "mentor": True, "pay": 33_000},
        days=12,
    ),
    Demo(
        "bakery",
        "Кондитер",
        "Упаковщик тортов",
        "Санкт-Петербург, Сахарная улица, д. 15",
        "spb-primorsky",
        _FULL,
        {"pay": 40_000},
        "new",
    ),
    Demo(
        "garden",
        "Садовник",
        "Цветовод",
        "г. Гатчина, Оранжерейная улица, д. 5",
        "lo-gatchina",
        _FULL,
        {"pay": 46_000},
        "paused",
    ),
    Demo(
        "canteen",
        "Повар",
        "Повар горячего цеха",
        "г. Всеволожск, Образцовая улица, д. 1",
        "lo-vsevolozhsk",
        _SHIFT,
        {"pay": 60_000},
        "filled",
        days=20,
    ),
    Demo(
        "shelter",
        "Помощник по уходу за животными",
        "Сторож приюта",
        "г. Тосно, Лесная улица, д. 9",
        "lo-tosno",
        _SHIFT,
        {"pay": 37_000},
        "expired",
        days=90,
    ),
    Demo(
        "atelier",
        "Швея",
        "Закройщик",
        "Санкт-Петербург, Примерный проспект, д. 12",
        "spb-vyborgsky",
        _FULL,
        {"pay": 64_000},
        "withdrawn",
        days=16,
    ),
    Demo(
        "archive",
        "Делопроизводитель",
        "Курьер архива",
        "Санкт-Петербург, Образцовая набережная, д. 8",
        "spb-tsentralny",
        _FULL,
        {"pay": 43_000},
        "stale",
        days=40,
    ),
    Demo(
        "bakery",
        "Кондитер",
        "Пекарь",
        "Санкт-Петербург, Сахарная улица, д. 15",
        "spb-primorsky",
        _SHIFT,
        {"pay": 59_000},
        "hidden",
        days=60,
    ),
]


def load(stdout: TextIO) -> None:
    """The professions that the institution teaches, then the vacancies that are missing."""
    professions = {name: _profession(name) for _, name, _, _ in PROGRAMMES}
    specialist = User.objects.filter(is_demo=True, groups__name=roles.PLACEMENT_SPECIALIST).first()
    if specialist is None:
        stdout.write("vacancies: left out, there are no demonstration accounts\n")
        return
    made = 0
    for demo in DEMOS:
        if Vacancy.objects.filter(is_demo=True, title=demo.title, request=None).exists():
            continue
        _make(demo, professions[demo.profession], specialist)
        made += 1
    if made:
        # What time does: the silent one is marked, and the one that stayed silent leaves the site.
        now = clock.now()
        vacancy_asks.mark_stale(now)
        vacancy_asks.hide_stale(now)
        stdout.write(f"vacancies: {made} invented ones\n")


def _profession(name: str) -> Profession:
    found, _ = Profession.objects.get_or_create(key=search_key(name), defaults={"name": name})
    return found


def _employer(code: str, specialist: User) -> Employer:
    name, activity, district = EMPLOYERS[code]
    found = Employer.objects.current().filter(is_demo=True, full_name=name).first()
    if found is None:
        data = EmployerData(
            full_name=name,
            kind=Employer.Kind.ACTUAL,
            activity=activity,
            district=district,
            email=f"{code}@example.org",
        )
        found = employers.register_employer(data=data, actor=specialist, is_demo=True)
    return found


def _make(demo: Demo, profession: Profession, specialist: User) -> None:
    today = clock.now().date()
    data = VacancyData(
        title=demo.title,
        address=demo.address,
        district=demo.district,
        schedule=demo.schedule,
        profession=profession,
        start_on=None if demo.start is None else today + dt.timedelta(days=demo.start),
        **demo.facts,
    )
    vacancy = vacancies.create_vacancy(
        data=data, employer=_employer(demo.employer, specialist), actor=specialist, is_demo=True
    )
    if demo.state == "new":
        return
    vacancies.publish(vacancy=vacancy, actor=specialist)
    _age(vacancy, demo)
    vacancy.refresh_from_db()
    if demo.state == "paused":
        vacancies.pause(vacancy=vacancy, actor=specialist, why="Ремонт в оранжерее.")
    elif demo.state == "filled":
        vacancies.fill(vacancy=vacancy, filled_places=1, note="Принят выпускник.", actor=specialist)
    elif demo.state == "expired":
        vacancies.expire(vacancy=vacancy, actor=specialist, note="Приют переехал.")
    elif demo.state == "withdrawn":
        vacancies.withdraw(vacancy=vacancy, reason="Должность сократили.", actor=specialist)


def _age(vacancy: Vacancy, demo: Demo) -> None:
    """Let time have passed since the publication; only a demonstration may."""
    at = clock.now() - dt.timedelta(days=demo.days)
    marks: dict[str, Any] = {"published_at": at, "confirmed_at": at}
    if demo.state in ("stale", "hidden"):
        marks |= {"asked_at": at + dt.timedelta(days=30), "ask_serial": 1}
    if demo.state == "hidden":
        marks["stale_at"] = at + dt.timedelta(days=38)
    Vacancy.objects.filter(pk=vacancy.pk).update(**marks)
