"""The invented vacancies of the demonstration (P-2.4b)."""

from dataclasses import dataclass
from typing import Any

from placement.vacancies.models import Vacancy

_FULL, _PART = Vacancy.Schedule.FULL, Vacancy.Schedule.PART
_SHIFT, _FLEXIBLE = Vacancy.Schedule.SHIFT, Vacancy.Schedule.FLEXIBLE


@dataclass(frozen=True)
class Firm:
    """An invented employer and the profession it looks for; ``code`` makes its address."""

    code: str
    name: str
    activity: str
    profession: str
    address: str
    district: str


@dataclass(frozen=True)
class Demo:
    """A vacancy; its ``place`` (address, district) is named where it is not the employer's.

    ``days`` have passed since its publication, it starts in ``start`` days.
    """

    firm: Firm
    title: str
    schedule: str
    facts: dict[str, Any]
    state: str = "published"
    days: int = 3
    start: int | None = None
    place: tuple[str, str] | None = None


# Names that nobody takes for real ones.
CANTEEN = Firm(
    "canteen",
    "Столовая «Пример»",
    "общественное питание",
    "Повар",
    "г. Всеволожск, Образцовая улица, д. 1",
    "lo-vsevolozhsk",
)
ATELIER = Firm(
    "atelier",
    "Швейная мастерская «Образец»",
    "пошив и ремонт одежды",
    "Швея",
    "Санкт-Петербург, Примерный проспект, д. 12",
    "spb-vyborgsky",
)
GARDEN = Firm(
    "garden",
    "Оранжерея «Образец»",
    "выращивание растений",
    "Садовник",
    "г. Гатчина, Оранжерейная улица, д. 5",
    "lo-gatchina",
)
SHELTER = Firm(
    "shelter",
    "Приют для животных «Пример»",
    "уход за животными",
    "Помощник по уходу за животными",
    "г. Тосно, Лесная улица, д. 9",
    "lo-tosno",
)
ARCHIVE = Firm(
    "archive",
    "Архив «Образец»",
    "хранение документов",
    "Делопроизводитель",
    "Санкт-Петербург, Образцовая набережная, д. 8",
    "spb-tsentralny",
)
BAKERY = Firm(
    "bakery",
    "Кондитерская «Пример»",
    "хлеб и кондитерские изделия",
    "Кондитер",
    "Санкт-Петербург, Сахарная улица, д. 15",
    "spb-primorsky",
)


DEMOS = [
    Demo(
        CANTEEN,
        "Повар холодного цеха",
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
        CANTEEN,
        "Помощник повара",
        _PART,
        {
            "schedule_note": "Пять дней в неделю по четыре часа, с утра.",
            "pay": 31_000,
            "term": Vacancy.Term.PERMANENT,
            "duties": "Мыть и нарезать овощи, раскладывать блюда.",
            "part_time": True,
            "mentor": True,
            "accessible_entrance": True,
        },
        days=2,
    ),
    Demo(
        CANTEEN,
        "Повар школьной столовой",
        _FULL,
        {"pay": 47_500, "accessible_entrance": True, "probation": "Один месяц"},
        days=9,
        start=40,
        place=("г. Тихвин, Примерная улица, д. 7", "lo-tikhvin"),
    ),
    Demo(
        ATELIER,
        "Швея",
        _FULL,
        {
            "pay": 62_000,
            "term": Vacancy.Term.PERMANENT,
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
        ATELIER,
        "Швея на дому",
        _FLEXIBLE,
        {
            "remote_work": True,
            "part_time": True,
            "duties": "Шить сувениры по выкройкам. Машину и ткань привозит мастерская.",
        },
        days=6,
    ),
    Demo(
        ATELIER,
        "Портной по ремонту одежды",
        _FULL,
        {"pay": 52_000, "mentor": True},
        days=11,
        start=7,
        place=("г. Выборг, Образцовый переулок, д. 3", "lo-vyborg"),
    ),
    Demo(
        GARDEN,
        "Рабочий зелёного хозяйства",
        _FULL,
        {
            "pay": 44_000,
            "term": Vacancy.Term.TEMPORARY,
            "places": 4,
            "duties": "Поливать и пересаживать растения, рыхлить землю, готовить рассаду.",
            "mentor": True,
            "part_time": True,
        },
        days=5,
        start=30,
    ),
    Demo(
        GARDEN,
        "Садовник парка",
        _FULL,
        {"pay": 49_000, "accessible_toilet": True},
        days=8,
        start=120,
        place=("г. Пушкин, Парковая улица, д. 2", "spb-pushkinsky"),
    ),
    Demo(
        SHELTER,
        "Помощник по уходу за животными",
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
        SHELTER,
        "Рабочий питомника",
        _FULL,
        {"pay": 41_500},
        days=15,
        place=("г. Кировск, Речная улица, д. 4", "lo-kirovsk"),
    ),
    Demo(
        ARCHIVE,
        "Делопроизводитель архива",
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
        ARCHIVE,
        "Оператор ввода данных",
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
        BAKERY,
        "Кондитер",
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
        BAKERY,
        "Помощник кондитера",
        _PART,
        {"part_time": True, "mentor": True, "pay": 33_000},
        days=12,
        place=("г. Сосновый Бор, Примерная улица, д. 6", "lo-sosnovy-bor"),
    ),
    Demo(BAKERY, "Упаковщик тортов", _FULL, {"pay": 40_000}, "new"),
    Demo(GARDEN, "Цветовод", _FULL, {"pay": 46_000}, "paused"),
    Demo(CANTEEN, "Повар горячего цеха", _SHIFT, {"pay": 60_000}, "filled", days=20),
    Demo(SHELTER, "Сторож приюта", _SHIFT, {"pay": 37_000}, "expired", days=90),
    Demo(ATELIER, "Закройщик", _FULL, {"pay": 64_000}, "withdrawn", days=16),
    Demo(ARCHIVE, "Курьер архива", _FULL, {"pay": 43_000}, "stale", days=40),
    Demo(BAKERY, "Пекарь", _SHIFT, {"pay": 59_000}, "hidden", days=60),
]
