"""axe finds nothing, and nothing sticks out at 320 px, on any public page of the main job."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.examine import faults_of
from tests.browser.live_site import LiveSite
from tests.browser.participant import FORM, Participant
from tests.browser.script import BORN, SERVED, Type, steps
from tests.core.file_samples import BAD

SPOIL = """() => {
  const main = document.querySelector("main");
  main.append(document.createElement("input"), document.createElement("p"));
  main.lastChild.textContent = "серым по серому";
  Object.assign(main.lastChild.style, {
    color: "#888", background: "#777", inlineSize: "60rem",
  });
}"""
PLACES = (
    "/",
    "/contests/",
    "/contests/spec-2024/",
    "/regulations/",
    "/news/",
    "/search/?q=стаж",
    "/search/?q=ничего-такого",
    "/display/",
    "/papers/",
    "/track/",
    "/forms/continue/",
    "/accounts/login/",
    "/nowhere/",
)


def examined(page: Page, *places: str) -> list[str]:
    """The faults of these addresses."""
    faults = []
    for place in places:
        page.goto(place)
        faults += faults_of(page)
    return faults


def addresses(page: Page, pattern: str) -> list[str]:
    """Where the links of the main part lead to whose address fits."""
    links = page.get_by_role("main").get_by_role("link").all()
    found = {str(link.get_attribute("href")) for link in links}
    return sorted(address for address in found if re.search(pattern, address))


def open_returned(page: Page, site: LiveSite) -> None:
    """The tracking page of an application that waits for its correction."""
    site.letter("", "Нужно исправить")
    for letter in site.letters(""):
        if letter.subject.startswith("Нужно исправить"):
            page.goto(letter.links[0])
            if page.get_by_role("link", name="Исправить", exact=True).count():
                return
    raise AssertionError("the demonstration has no returned application")


def test_the_examination_finds_what_it_looks_for(visit: Callable[..., Page]):
    page = visit()
    page.goto("/")
    assert faults_of(page) == []
    page.evaluate(SPOIL)
    found = " ".join(faults_of(page))
    for fault in ("label", "color-contrast", "dark: color-contrast", "scrolls sideways"):
        assert fault in found


def test_pages_of_the_site(live_site: LiveSite, visit: Callable[..., Page]):
    page = visit()
    faults = examined(page, *PLACES)
    page.goto("/contests/")
    faults += examined(page, *addresses(page, r"/contests/[\w-]+/$"))
    page.goto("/news/")
    faults += examined(page, *addresses(page, r"/news/[\w-]+/$")[:1])
    assert faults == []


@pytest.mark.req("C-1")
def test_published_regulations(live_site: LiveSite, visit: Callable[..., Page]):
    page = visit()
    page.goto("/regulations/")
    regulations = addresses(page, r"/regulations/[\w-]+/$")
    assert len(regulations) >= 4
    assert examined(page, *regulations) == []


def test_every_page_of_the_journey_with_and_without_errors(participant: Callable[..., Participant]):
    me = participant("Ступенькина", "axe")
    me.page.goto(FORM)
    faults = faults_of(me.page)
    me.hand.press("Начать")
    faults += faults_of(me.page)
    me.begin()
    for code in steps(me.person):
        me.is_at(code)
        faults += faults_of(me.page)
        if code not in {"training", "enclosures"}:  # there nothing has to be typed
            if code == "service":
                me.hand.do(Type(SERVED, ""))
            me.hand.press("Продолжить")
            me.hand.sees("Проверьте ответы")
            me.is_at(code)
            faults += faults_of(me.page)
        me.fill(first=code, last=code)
    faults += faults_of(me.page)
    for place in ("papers", "uploads", "send", "saved", "address"):
        me.page.goto(f"{FORM}{place}/")
        faults += faults_of(me.page)
    me.page.goto(f"{FORM}uploads/")
    me.hand.attach("Иные документы", [{"name": "a.pdf", "mimeType": "", "buffer": BAD["exe"]}])
    me.hand.sees("a.pdf")
    faults += faults_of(me.page)
    me.attach_all()
    faults += faults_of(me.page)
    me.hand.press("Дальше")
    faults += faults_of(me.page)
    me.send()
    faults += faults_of(me.page)
    me.hand.follow("Следить за заявкой")
    faults += faults_of(me.page)
    me.hand.follow("Подтвердите, что это вы")
    faults += faults_of(me.page)
    me.hand.press("Подтвердить")
    faults += faults_of(me.page)
    me.hand.do(Type("Ваша дата рождения", BORN))
    me.hand.press("Подтвердить")
    me.hand.sees("Личные данные показаны")
    faults += faults_of(me.page)
    me.hand.follow("Отозвать")
    faults += faults_of(me.page)
    assert faults == []


def test_starting_without_mail(participant: Callable[..., Participant]):
    me = participant("Безпочтова", "nomail")
    me.begin(by_email=False, until="number")
    faults = faults_of(me.page)
    me.page.goto(FORM)
    faults += faults_of(me.page)
    assert faults == []


def test_pages_of_a_correction(live_site: LiveSite, visit: Callable[..., Page]):
    page = visit()
    open_returned(page, live_site)
    faults = faults_of(page)
    page.get_by_role("link", name="Исправить", exact=True).click()
    faults += faults_of(page)
    page.get_by_role("button", name="Начать исправление").click()
    page.wait_for_url(f"**{FORM}*/")
    for place in ("", "check/", "papers/", "uploads/", "send/"):
        if place:
            page.goto(f"{FORM}{place}")
        faults += faults_of(page)
    assert faults == []
