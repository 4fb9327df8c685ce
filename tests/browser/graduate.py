"""A graduate's way through the request for assistance, and through an own page (P-F1, P-2.2b)."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.hands import Mouse
from tests.browser.live_site import LiveSite
from tests.browser.script import Entry, Tick, Type

FORM = "/forms/employment-assistance/"
NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
PASSPORT = "паспорт 41 08 123456, выдан ТП № 15 01.02.2022"
ADDRESS = "г. Всеволожск, Лесной пр., д. 3, кв. 5"
MAY, MAY_NOT = "Даю согласие", "Не даю согласия"
Script = dict[str, list[Entry]]


def person(surname: str, born: str) -> Script:
    """Who looks for work, and the only consent that is a condition."""
    return {
        "who": [Tick("Я сам(а)")],
        "person": [
            Type("Фамилия", surname),
            Type("Имя", "Мария"),
            Type("Отчество", "Петровна"),
            Type("Дата рождения", born),
        ],
        "consent": [Tick("Даю согласие")],
    }


def mother(surname: str, email: str) -> Script:
    """The parent, who has a mailbox of her own."""
    return {
        "representative": [
            Tick("Родитель", within="Кем представитель приходится"),
            Type("Как зовут представителя", f"{surname} Анна Ивановна"),
            Type("Почта представителя", email),
            Type("Телефон представителя", "8 921 111-22-33"),
        ]
    }


def matter(email: str, *, is_studying: bool) -> Script:
    """Passport, contacts, profession, promise, and the consents that are no condition."""
    paper = (
        [Tick("Вы ещё учитесь")]
        if is_studying
        else [Type("Номер свидетельства", "СВ-117"), Type("Свидетельство выдано", "30.06.2025")]
    )
    return {
        "passport": [
            Type("Серия паспорта", "41 08"),
            Type("Номер паспорта", "123456"),
            Type("Кто и когда выдал паспорт", "ТП № 15, 01.02.2022"),
        ],
        "contacts": [
            Type("По какому телефону", "8 921 765-43-21"),
            Type("Ваша электронная почта", email),
            Type("Где вы зарегистрированы", ADDRESS),
            Tick("Вы живёте по этому же адресу"),
        ],
        "study": [Type("Профессия, если её нет в списке", "Вязальщица"), *paper],
        "undertaking": [Tick("Вы будете рассказывать специалисту")],
        "further": [
            Tick(MAY, within="Можно отправлять ваше резюме"),
            Tick(MAY_NOT, within="Можно сообщать о вас"),
            Tick(MAY_NOT, within="Можно публиковать ваши фото и видео на сайте"),
            Tick(MAY_NOT, within="Можно публиковать ваши фото и видео на нашей"),
            Tick(MAY_NOT, within="Можно спросить, какие условия"),
        ],
    }


LATER: Script = {"resume-when": [Tick("Составить потом со специалистом")]}
NOW: Script = {
    "resume-when": [Tick("Составить сейчас")],
    "resume-about": [
        Type("Кем вы хотите работать", "Вязальщица"),
        Type("Где вы работали", "Ателье «Проба»"),
        Type("Где вы учились", "Мультицентр"),
    ],
    "resume-skills": [Type("Что вы умеете делать на компьютере", "Печатаю")],
}


class Signer:
    """Whoever opens a personal link: the graduate, or the representative."""

    def __init__(self, page: Page, site: LiveSite, email: str, hand: Any = Mouse) -> None:
        self.page, self.site, self.email = page, site, email
        self.hand = hand(page)

    def open_own_page(self, link: str, born: str) -> None:
        """By the mailed link, then by the graduate's birth date."""
        self.page.goto(link)
        self.hand.sees("Личные данные на этой странице скрыты")
        self.hand.follow("Подтвердить, что это вы")
        self.hand.do(Type("Дата рождения", born))
        self.hand.press("Подтвердить")
        self.hand.sees("Здравствуйте")

    def ask_code(self, consent: str, **documents: str) -> None:
        """Read the text of a consent, name the documents, let the code be mailed."""
        self.hand.follow(f"Прочитать и подписать {consent}")
        for label, text in documents.items():
            self.hand.do(Type(label.replace("_", " "), text))
        self.hand.press("Получить код")

    def sign(self) -> None:
        """Give the code that came to one's own mailbox for the document on this page."""
        title = self.hand.main.get_by_role("heading", level=2).first.inner_text()
        letter = self.site.letter(self.email, "Код для подписи", title)
        code = NUMBER.search(letter.text)
        assert code
        self.hand.do(Type("Код из письма", code.group()))
        self.hand.press("Подписать")
        self.hand.sees("Спасибо, согласие подписано")


class Graduate(Signer):
    """Walks the public form with a hand: a mouse's or a keyboard's."""

    def is_at(self, place: str) -> None:
        """The page of this step of the journey is there."""
        expect(self.page).to_have_url(re.compile(re.escape(f"{FORM}{place}/") + r"(\?.*)?(#.*)?$"))

    def begin(self) -> None:
        """From the page for graduates to the first step."""
        self.page.goto("/graduates/")
        self.hand.follow("Попросить о помощи")
        # Faster than a person can read, the page takes the sender for a machine.
        self.page.wait_for_timeout(1000)
        self.hand.do(Type("Адрес электронной почты", self.email))
        self.hand.do(Tick("Даю согласие на хранение черновика"))
        self.hand.press("Начать")

    def fill(self, code: str, entries: list[Entry]) -> None:
        """One step."""
        self.is_at(code)
        for entry in entries:
            self.hand.do(entry)
        self.hand.press("Продолжить")

    def send(self) -> str:
        """Send from the page where the answers are checked; returns the reference number."""
        self.is_at("check")
        self.hand.press("Отправить")
        self.is_at("done")
        reference = NUMBER.search(self.hand.main.get_by_role("status").inner_text())
        assert reference
        return reference.group()

    def own_page(self) -> str:
        """The link of the letter that says that the request has come."""
        letter = self.site.letter(self.email, "Мы получили ваше заявление")
        return next(link for link in letter.links if "/track/graduates/" in link)
