"""A graduate asks for help with work, signs, and is led to the end of adaptation (P-2.2b, P-F1)."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from core import clock
from tests.browser.examine import faults_of
from tests.browser.graduate import (
    ADDRESS,
    LATER,
    NOW,
    NUMBER,
    PASSPORT,
    Graduate,
    Signer,
    matter,
    mother,
    person,
)
from tests.browser.hands import Mouse, Staff, Visit
from tests.browser.keyboard import Keyboard
from tests.browser.live_site import LiveSite
from tests.browser.script import Tick, Type

TELEPHONE: ViewportSize = {"width": 360, "height": 740}
ADULT = "15.03.2004"
LED, TO_EMPLOYERS = "Сопровождение при трудоустройстве", "Передача резюме работодателям"
# A demonstration employer.
BAKERY = "9900000017"


def today() -> str:
    return f"{clock.local_day(clock.now()):%d.%m.%Y}"


def seventeen() -> str:
    return f"{clock.local_day(clock.now()) - dt.timedelta(days=17 * 366):%d.%m.%Y}"


def faults_seen_from(page: Page, twin: Page) -> list[str]:
    """What is wrong with the page; axe is a script itself, so a twin with scripts looks at it."""
    twin.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    twin.goto(page.url)
    return faults_of(twin)


def sideways(page: Page) -> bool:
    """Whether the telephone has to be scrolled to the side."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.req("P-F1", "P-2.2b", "X-1", "X-2")
def test_an_adult_without_scripts_is_led_from_the_request_to_the_end_of_adaptation(
    visit: Visit, live_site: LiveSite, staff: Staff
):
    surname = "Телефонова"
    page, twin = visit(js=False), visit()
    page.set_viewport_size(TELEPHONE)
    me = Graduate(page, live_site, "telephone@example.org")
    faults: list[str] = []

    def look() -> None:
        faults.extend(faults_seen_from(page, twin))

    page.goto("/graduates/")
    look()
    me.begin()
    script = person(surname, ADULT) | matter(me.email, is_studying=False) | NOW
    for code, entries in script.items():
        me.fill(code, entries)
        assert not sideways(page), page.url
    me.hand.sees("Ателье «Проба»")
    me.send()
    me.hand.sees("Подпишите согласия")

    link = me.own_page()
    page.goto(link)
    look()
    me.open_own_page(link, ADULT)
    look()
    for consent in (LED, TO_EMPLOYERS):
        me.ask_code(consent, Документ=PASSPORT, Адрес=ADDRESS)
        look()
        me.sign()
    expect(me.hand.main.get_by_text("Подписано, действует")).to_have_count(2)
    look()

    specialist = Mouse(staff("specialist"))
    accept(specialist, surname)
    faults += faults_of(specialist.page)
    open_case(specialist, surname)
    specialist.sees("Подбор работы")
    hire(specialist)
    specialist.sees("30 дней на рабочем месте")
    faults += faults_of(specialist.page)
    page.goto(link)
    me.hand.sees("Следующий шаг: 30 дней на рабочем месте")
    look()

    specialist.follow("Адаптация завершена")
    specialist.press("Завершить")
    specialist.sees("Сопровождение завершено")
    specialist.sees("Адаптация завершена")
    page.goto(link)
    expect(me.hand.main).not_to_contain_text("Следующий шаг")
    assert faults == []


def accept(specialist: Mouse, surname: str) -> None:
    """The request is registered and accepted from the list."""
    specialist.page.goto(f"/cms/placement/assistance/?q={surname}")
    specialist.follow(surname)
    specialist.follow("Зарегистрировать и принять")
    specialist.press("Зарегистрировать и принять")
    specialist.sees("Принят")


def open_case(specialist: Mouse, surname: str) -> None:
    """The case that has begun by itself."""
    specialist.page.goto(f"/cms/placement/cases/?q={surname}")
    specialist.follow(surname)
    expect(specialist.page.get_by_role("heading", level=1)).to_contain_text(surname)


def hire(specialist: Mouse) -> None:
    """A job that begins today."""
    specialist.follow("Принят на работу")
    specialist.do(Type("Работодатель", BAKERY))
    specialist.do(Type("Должность", "Помощник пекаря"))
    specialist.do(Type("Работает с", today()))
    specialist.do(Tick("Документ"))
    specialist.press("Записать")


@pytest.mark.req("P-F1", "P-F5", "X-1", "X-2")
def test_a_minor_fills_in_by_keyboard_and_the_mother_signs_on_her_own_device(
    visit: Visit, live_site: LiveSite
):
    page, born = visit(), seventeen()
    me = Graduate(page, live_site, "seventeen@example.org", hand=Keyboard)
    mailbox = "seventeen.mother@example.org"
    me.begin()
    script = (
        person("Юнова", born)
        | mother("Юнова", mailbox)
        | matter(me.email, is_studying=True)
        | LATER
    )
    faults: list[str] = []
    for code, entries in script.items():
        me.is_at(code)
        faults += faults_of(page)
        me.fill(code, entries)
    me.is_at("check")
    faults += faults_of(page)
    me.send()
    faults += faults_of(page)
    me.hand.sees("Законный представитель подписывает сам")

    me.open_own_page(me.own_page(), born)
    documents = {"Документ": PASSPORT, "Адрес": ADDRESS}
    me.ask_code(LED, **documents)
    me.sign()
    me.hand.sees("Ещё не подписал ваш законный представитель")

    letter = live_site.letter(mailbox, "Нужна ваша подпись")
    theirs = next(one for one in letter.links if "/track/representatives/" in one)
    tries_for_the_mother(Signer(visit(), live_site, me.email), theirs, born)
    her = Signer(visit(), live_site, mailbox)
    her.page.set_viewport_size(TELEPHONE)
    her.open_own_page(theirs, born)
    faults += faults_of(her.page)
    her.hand.follow(f"Прочитать и подписать {LED}")
    faults += faults_of(her.page)
    her.sign()
    faults += faults_of(her.page)
    page.goto(me.own_page())
    me.hand.sees(re.compile(r"Подписано, действует с .+ До .+, потом подпись нужна снова"))
    assert faults == []


def tries_for_the_mother(child: Signer, link: str, born: str) -> None:
    """The child knows the birth date and asks for the mother's code, which comes to the mother."""
    before = child.site.letters(child.email)
    child.open_own_page(link, born)
    child.ask_code(
        LED,
        Документ_того=PASSPORT,
        Адрес_того=ADDRESS,
        Ваш_документ="паспорт 41 05 654321, выдан ТП № 15 03.04.2008",
        Ваш_адрес=ADDRESS,
    )
    own_code = NUMBER.search(child.site.letter(child.email, "Код для подписи").text)
    assert own_code
    child.hand.do(Type("Код из письма", own_code.group()))
    child.hand.press("Подписать")
    child.hand.sees("Код не подходит")
    assert child.site.letters(child.email) == before
