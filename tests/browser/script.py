"""What a participant types, step by step, in the words that stand on the page."""

from dataclasses import dataclass, replace

CENTRE = "ГКУ НСО «Центр занятости населения города Бердска»"
PHONE = "8 (913) 123-45-67"
PASSPORT = "654 321"
BORN = "05.03.1990"
SERVED = "Из них вы сами оказываете услуги: полных лет"
SLOTS = {
    "application": "Заявка с подписью руководителя",
    "questionnaire": "Анкета участника конкурса с подписью руководителя",
    "consent": "Согласие на обработку персональных данных с вашей подписью",
    "certificate": "Справка кадровой службы центра занятости населения",
    "reference": "Характеристика участника конкурса",
}
PAPERS = ("Заявка", "Анкета", "Согласие")


@dataclass(frozen=True)
class Entry:
    """One thing to do on a page: the label it stands under, and the group it stands in."""

    label: str
    text: str = ""
    within: str = ""


class Type(Entry):
    """Type the text into the field."""


class Tick(Entry):
    """Tick the box, or choose the round button."""


class Select(Entry):
    """Choose the text from the list."""


class Press(Entry):
    """Press a button that brings the same step back, such as «add a row»."""


@dataclass(frozen=True)
class Role:
    """A role, by the service that brings it; ``indicators`` by number, "" for «не оказывалась»."""

    title: str
    service: str
    served: str
    indicators: dict[str, str]


ROLES = {
    "recruitment": Role(
        "Кадровый консультант",
        "Кадровый консультант: Содействие работодателям в подборе и привлечении работников",
        "Стаж работы непосредственно по оказанию государственных услуг работодателям",
        {"9.1": "45,5", "9.2": "12"},
    ),
    "career": Role(
        "Карьерный консультант",
        "Карьерный консультант: Содействие в трудоустройстве граждан",
        "Стаж работы непосредственно по оказанию государственных услуг гражданам",
        {"9.1": "62", "9.2": "34,5", "9.3": ""},
    ),
    "vocational": Role(
        "Профконсультант",
        "Профконсультант: Социальная адаптация безработных граждан",
        "Стаж работы непосредственно по оказанию государственных услуг гражданам",
        {"9.1": "240", "9.2": "0", "9.3": "", "9.4": "", "9.5": "17", "9.6": "21"},
    ),
}


@dataclass(frozen=True)
class Person:
    """A participant. ``surname`` is what tells one test's participant from another's."""

    surname: str
    mailbox: str
    role: Role

    @property
    def full_name(self) -> str:
        """As the papers name them."""
        return f"{self.surname} Анна Сергеевна"

    @property
    def email(self) -> str:
        """Where the letters go."""
        return f"{self.mailbox}@example.org"

    def called(self, surname: str) -> "Person":
        """The same person after a correction of the name."""
        return replace(self, surname=surname)


def steps(person: Person) -> dict[str, list[Entry]]:
    """Step code → what is done there before «Продолжить»."""
    return {
        "eligibility": _eligibility(),
        "role": [Tick(person.role.service)],
        "consent": [Tick("Даю согласие")],
        "participant": [
            Type("Фамилия", person.surname),
            Type("Имя", "Анна"),
            Type("Отчество", "Сергеевна"),
            Type("Ваш телефон", PHONE),
            Type("Ваша электронная почта", person.email),
        ],
        "passport": [
            Type("Паспорт: серия", "50 04"),
            Type("Номер паспорта", PASSPORT),
            Type("Кем выдан паспорт", "УВД г. Бердска Новосибирской области"),
            Type("Когда выдан паспорт", "15.03.2012"),
            Type("код подразделения", "540001"),
            Type("Адрес регистрации", "633010, г. Бердск, ул. Горького, д. 5, кв. 7"),
        ],
        "questionnaire": _questionnaire(),
        # Rows 3–5 are proposed from the periods.
        "service": [Type(SERVED, "5")],
        "training": _training(),
        "indicators": [
            Type("Число", value, within=f"{number} ")
            if value
            else Tick("Услуга не оказывалась", within=f"{number} ")
            for number, value in person.role.indicators.items()
        ],
        "head": [Type("Должность", "Директор"), Type("Кто подпишет", "Петров Пётр Петрович")],
        "enclosures": [],
    }


def _eligibility() -> list[Entry]:
    first, second = "Период работы 1", "Период работы 2"
    return [
        Select("Центр, в котором вы работаете", CENTRE),
        Type("Ваша должность сейчас", "Ведущий инспектор"),
        # «По настоящее время» is proposed.
        Type("Дата начала работы", "11.05.2021", first),
        Press("Добавить период"),
        Type("Должность", "Инспектор", second),
        Type("Дата начала работы", "03.09.2018", second),
        Type("Дата окончания работы", "30.04.2021", second),
        Tick("Непосредственно оказываю"),
        Tick("С положением о конкурсе"),
    ]


def _questionnaire() -> list[Entry]:
    education = "Образование 1"
    return [
        Type("Дата рождения", BORN),
        Select("Образование", "высшее", education),
        Type("Специальность по диплому", "Психология", education),
        Type("Вид документа", "диплом специалиста", education),
        Type("Номер документа", "ВСГ 1234567", education),
        Type("Дата выдачи", "25.06.2012", education),
        Type("Наименование организации", "Новосибирский государственный университет", education),
    ]


def _training() -> list[Entry]:
    course = "Курсы 1"
    return [
        Type("Сколько часов", "40,5"),
        Type("Какие услуги", "Содействие гражданам в поиске работы"),
        Type("Наименование курсов", "Карьерное консультирование", course),
        Type("Количество часов", "72", course),
        Type("Год", "2023", course),
        Type("Организация, выдавшая", "Академия труда", course),
        Type("Вид документа", "удостоверение", course),
    ]
