"""An employer's way through the request for workers, page by page."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.hands import Mouse
from tests.browser.live_site import LiveSite
from tests.browser.script import Entry, Select, Tick, Type

FORM = "/forms/vacancy-request/"
NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
Script = dict[str, list[Entry]]


def company(inn: str, name: str) -> Script:
    """Who a new employer is."""
    return {
        "employer": [Type("ИНН предприятия", inn)],
        "company": [
            Type("Полное наименование", name),
            Type("Контакты предприятия: адрес", "г. Всеволожск, Лесной пр., д. 2"),
            Type("Контакты предприятия: телефон", "8 (813) 702-11-22"),
            Type("Веб-сайт", "example.org"),
            Type("Вид деятельности", "общественное питание"),
            Type("Год основания", "1999"),
            Type("Руководитель предприятия: должность", "директор"),
            Type("Руководитель предприятия: фамилия", "Образцов Пётр Ильич"),
        ],
    }


def vacancy(number: int, title: str, *, more: bool) -> Script:
    """One vacancy."""
    last = Tick("Да, добавить") if more else Tick("Нет, это все")
    return {
        f"vacancy-{number}": [
            Type("Наименование должности", title),
            Type("Число мест", "2"),
            Type("Другая профессия", "Помощник кондитера"),
            Type("Подразделение", "Кондитерский цех"),
            Type("Кому будет подчиняться", "Старший кондитер"),
        ],
        f"conditions-{number}": [
            Type("Адрес места работы", "г. Всеволожск, Лесной пр., д. 4"),
            Select("Район", "Всеволожский район"),
            Tick("Сменный график"),
            Type("График работы: часы", "2/2 с 8 до 20"),
            Type("Период испытательного срока", "2 месяца"),
            Type("Оклад постоянный", "55 000"),
            Tick("Доступный вход"),
            Tick("Наставник на месте"),
            Type("Если у работника нарушен слух", "Показываем на картинках"),
        ],
        f"requirements-{number}": [Type("Владение ПК", "не нужно"), last],
    }


def person(mailbox: str) -> Script:
    """The contact person."""
    return {
        "consent": [Tick("Даю согласие")],
        "contact": [
            Type("Контактное лицо: фамилия", "Кадрова Анна Сергеевна"),
            Type("Контактное лицо: должность", "специалист по кадрам"),
            Type("Контактное лицо: телефон", "8 911 765-43-21"),
            Type("Контактное лицо: электронная почта", f"{mailbox}@example.org"),
        ],
    }


class Employer:
    """Walks the journey with a hand: a mouse's or a keyboard's."""

    def __init__(self, page: Page, site: LiveSite, mailbox: str, hand: Any = Mouse) -> None:
        self.page, self.site, self.mailbox = page, site, mailbox
        self.hand = hand(page)

    @property
    def email(self) -> str:
        """Where the letters go."""
        return f"{self.mailbox}@example.org"

    def is_at(self, place: str) -> None:
        """The page of this step of the journey is there."""
        pattern = re.escape(f"{FORM}{place}/") + r"(\?.*)?(#.*)?$"
        expect(self.page).to_have_url(re.compile(pattern))

    def begin(self) -> None:
        """The first page."""
        self.page.goto(FORM)
        # Faster than a person can read, the page takes the sender for a machine.
        self.page.wait_for_timeout(1000)
        self.hand.do(Type("Адрес электронной почты", self.email))
        self.hand.do(Tick("Даю согласие на хранение черновика"))
        self.hand.press("Начать")
        self.is_at("employer")

    def fill(self, *scripts: Script) -> None:
        """Do what the scripts say, page after page."""
        for script in scripts:
            for code, entries in script.items():
                self.is_at(code)
                for entry in entries:
                    self.hand.do(entry)
                self.hand.press("Продолжить")

    def send(self) -> str:
        """Send from the page where the answers are checked; returns the reference number."""
        self.is_at("check")
        self.hand.press("Отправить")
        self.is_at("done")
        found = NUMBER.search(self.hand.main.get_by_role("status").inner_text())
        assert found
        return found.group()
