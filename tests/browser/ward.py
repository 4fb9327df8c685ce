"""The specialist at the desk leads a ward of an institution by paper alone (P-F1, P-F5)."""

import datetime as dt

from playwright.sync_api import APIResponse, expect

from core import clock
from tests.browser.graduate import LATER, Script, matter, person
from tests.browser.hands import Mouse, beginning
from tests.browser.script import Select, Tick, Type

SIGNER = "Крылова Наталья Борисовна"
# A demonstration vacancy of an employer without an agreement.
VACANCY, EMPLOYER = "Портной по ремонту одежды", "Швейная мастерская «Образец»"


def day(on: dt.date) -> str:
    """As paper has it."""
    return f"{on:%d.%m.%Y}"


def today() -> dt.date:
    """The day of the site's clock."""
    return clock.local_day(clock.now())


def answers(surname: str) -> Script:
    """What a ward of sixteen says, who has neither mailbox nor family."""
    born = day(today() - dt.timedelta(days=16 * 366))
    script = person(surname, born)
    script["consent"] = [Tick("Человек согласен")]
    script["representative"] = [
        Tick("Организация, где живёт", within="Кем представитель приходится"),
        Type("Как зовут представителя", SIGNER),
        Type("Телефон представителя", "8 921 111-22-33"),
        Type("Название организации", "Центр помощи детям «Пример»"),
        Type("Должность", "Заместитель директора"),
        Type("Документ о полномочиях", "Доверенность № 5 от 01.09.2026"),
    ]
    return script | matter("", is_studying=True) | LATER


class Desk:
    """The specialist's way, by the words on the pages."""

    def __init__(self, hand: Mouse, surname: str) -> None:
        self.hand, self.page, self.surname = hand, hand.page, surname

    def enter(self) -> None:
        """Type the request in together with the person."""
        hand = self.hand
        self.page.goto("/cms/placement/assistance/")
        hand.follow("Внести")
        hand.do(Tick("на бумаге"))
        hand.do(Type("Дата поступления", day(today())))
        hand.do(Type("Время поступления", "00:01"))
        hand.press("Перейти к шагам")
        for entries in answers(self.surname).values():
            for entry in entries:
                hand.do(entry)
            hand.press("Продолжить")

    def send(self) -> None:
        """Send it, and go on to its page in the back office."""
        self.hand.press("Отправить")
        self.hand.sees("Адреса электронной почты нет")
        self.page.goto(f"/cms/placement/assistance/?q={self.surname}")
        self.hand.follow(self.surname)

    def accept(self) -> None:
        """Register and accept; the page leads on to the card."""
        self.hand.follow("Зарегистрировать и принять")
        self.hand.press("Зарегистрировать и принять")
        self.hand.sees("Принято")

    def open_card(self) -> None:
        """The graduate's card, from the list."""
        self.page.goto(f"/cms/placement/graduates/?q={self.surname}")
        self.hand.follow(self.surname)

    def open_consent(self, title: str) -> None:
        """One consent, from the card."""
        self.open_card()
        self.hand.follow(title)
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(self.surname)

    def printed(self, name: str) -> bytes:
        """What a link to a PDF prints."""
        link = self.hand.main.get_by_role("link", name=beginning(name)).first
        address = link.get_attribute("href")
        assert address
        answer: APIResponse = self.page.request.get(address)
        assert answer.status == 200, address
        return answer.body()

    def sign(self, signer: str) -> None:
        """A paper signed by hand comes back; any picture does for its scan."""
        self.hand.follow("Внести подписанное на бумаге")
        self.hand.do(Select("Кто подписал", signer))
        self.hand.do(Type("Когда подписано", day(today())))
        scan = {"name": "consent.png", "mimeType": "image/png", "buffer": self.page.screenshot()}
        self.hand.main.get_by_label("Скан").set_input_files(scan)  # type: ignore[arg-type]
        self.hand.press("Внести")
        self.hand.sees("Подпись внесена")

    def receive_originals(self) -> None:
        """Both papers lie in the centre."""
        awaited = self.hand.main.get_by_role("link", name=beginning("Подлинник получен"))
        for left in (1, 0):
            self.hand.follow("Подлинник получен")
            self.hand.press("Подлинник получен")
            self.hand.sees("Отмечено: подлинник в центре")
            expect(awaited).to_have_count(left)

    def open_case(self) -> None:
        """The accompanied case, from the list."""
        self.page.goto(f"/cms/placement/cases/?q={self.surname}")
        self.hand.follow(self.surname)

    def approve_resume(self) -> None:
        """Compose a version, print it, note the person's signature on it."""
        self.open_card()
        self.hand.follow("Составить резюме")
        self.hand.do(Type("Должность", "Портной"))
        self.hand.press("Сохранить")
        self.hand.follow("На согласование")
        self.hand.press("Отдать")
        assert self.printed("Распечатать для человека").startswith(b"%PDF")
        self.hand.follow("Согласовано на бумаге")
        self.hand.do(Type("Как человек согласовал", "Распечатка подписана, лист в личном деле."))
        self.hand.press("Согласовано")
        self.hand.sees("Версия согласована")

    def refer(self) -> None:
        """Prepare a referral and hand its paper with the return slip to the person."""
        self.open_case()
        self.hand.follow("Направить на вакансию")
        self.hand.do(Type("Вакансия", VACANCY))
        self.hand.press("Подготовить")
        self.hand.follow("Передать работодателю")
        self.hand.do(Tick("На бумаге"))
        self.hand.press("Передать")
        self.hand.sees("Направление передано")
        assert self.printed("Направление с обратным талоном").startswith(b"%PDF")

    def hired(self) -> None:
        """The slip comes back: the employer has taken the person on."""
        self.hand.follow("Записать ответ")
        # The day is missing: nothing chosen is lost.
        self.hand.do(Tick("Приняли на работу"))
        self.hand.press("Записать")
        expect(self.hand.field(Tick("Приняли на работу"))).to_be_checked()
        self.hand.do(Type("С какого дня работает", day(today())))
        self.hand.press("Записать")
        self.hand.sees("Ответ записан")
