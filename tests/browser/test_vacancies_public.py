"""A person looks for work: with a mouse or a keyboard, wide or narrow, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.examine import NARROW, STICKS_OUT, faults_of
from tests.browser.hands import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.live_site import LiveSite
from tests.browser.script import Select, Tick

LIST = "/vacancies/"
NOTHING = f"{LIST}?profession=1&schedule=flexible&condition=remote_work&condition=mentor"


def cards(page: Page) -> list[str]:
    """The titles of the listed vacancies."""
    found = page.get_by_role("main").get_by_role("article").get_by_role("heading")
    return [title.replace("\xa0", " ") for title in found.all_inner_texts()]


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


@pytest.mark.req("P-2.4b", "P-2.1")
@pytest.mark.parametrize("js", [True, False])
def test_work_is_found_and_read_with_and_without_scripts(visit: Visit, js: bool):
    page = visit(js=js)
    page.goto("/")
    follow(page, "Вакансии")
    expect(page.get_by_role("heading", level=1)).to_have_text("Вакансии")
    everything = cards(page)
    assert len(everything) >= 14
    page.get_by_label("Профессия").select_option(label="Повар")
    page.get_by_label("Район").select_option(label="Всеволожский район")
    page.get_by_text("Условия работы, важные при инвалидности").click()
    page.get_by_label("Наставник на месте").check()
    page.get_by_label("Порядок").select_option(label="Сначала с большей оплатой")
    press(page, "Показать вакансии")
    expect(page).to_have_url(
        re.compile(r"/vacancies/\?profession=\d+&district=lo-vsevolozhsk&condition=mentor&sort=pay")
    )
    assert cards(page) == ["Повар холодного цеха", "Помощник повара"]
    expect(page.get_by_role("heading", name="Найдено 2 вакансии")).to_be_in_viewport()
    expect(page.get_by_label("Наставник на месте")).to_be_checked()
    follow(page, re.compile("^Наставник на месте"))
    expect(page.get_by_label("Порядок")).to_have_value("pay")
    follow(page, "Сбросить всё")
    assert cards(page) == everything
    follow(page, "Повар холодного цеха")
    main = page.get_by_role("main")
    expect(main).to_contain_text("58 000 руб. в месяц")
    expect(main).to_contain_text("Как откликнуться")
    expect(main.get_by_role("link", name="+7 (812) 000-00-01")).to_be_visible()
    page.go_back()
    assert cards(page) == everything


def test_the_list_is_used_by_keyboard_alone(browser_page: Page):
    page = browser_page
    page.goto(LIST)
    keys = Keyboard(page)
    keys.do(Select("График работы", "Неполный день"))
    keys.press("Показать вакансии")
    keys.sees("Выбрано")
    assert "schedule=part" in page.url
    page.goto(f"{LIST}?condition=mentor")
    keys.do(Tick("Можно неполный день"))
    keys.press("Показать вакансии")
    assert "condition=part_time&condition=mentor" in page.url
    keys.follow("Помощник повара")
    keys.sees("Как откликнуться")


def test_a_vacancy_that_is_gone_offers_others(browser_page: Page):
    page = browser_page
    page.goto(LIST)
    assert "Цветовод" not in cards(page)
    answer = page.goto(_gone(page))
    assert answer is not None
    assert answer.status == 410
    expect(page.get_by_role("heading", level=1)).to_have_text("Этой вакансии сейчас нет")
    assert cards(page)


@pytest.mark.req("P-2.1")
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit):
    page = visit()
    faults = []
    page.goto(LIST)
    first = page.get_by_role("article").get_by_role("link").first.get_attribute("href")
    for place in (LIST, f"{LIST}?district=lo&condition=mentor", NOTHING, first, _gone(page)):
        page.goto(str(place))
        faults += faults_of(page)
    for place in ("/employers/", "/centre/", "/"):
        page.goto(place)
        faults += faults_of(page)
    assert faults == []


@pytest.mark.req("P-2.1")
def test_narrow_screens_and_large_letters_do_not_scroll_sideways(live_site: LiveSite, visit: Visit):
    page = visit()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(LIST)
    first = page.get_by_role("article").get_by_role("link").first.get_attribute("href")
    cookie = {"name": "display", "value": "200.widest.white-on-black.on", "url": live_site.url}
    for cookies in ([], [cookie]):
        page.context.add_cookies(cookies)
        for place in (f"{LIST}?condition=mentor&condition=part_time", first, "/employers/"):
            page.goto(str(place))
            assert page.evaluate(STICKS_OUT) == "", place
    assert page.locator("html").get_attribute("data-size") == "200"


def test_a_vacancy_prints_what_one_takes_along(browser_page: Page):
    page = browser_page
    page.goto(LIST)
    follow(page, "Швея на дому")
    page.emulate_media(media="print")
    expect(page.get_by_role("main")).to_contain_text("Страница вакансии: http")
    expect(page.get_by_text("Страница вакансии:")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("+7 (812) 000-00-01")).to_be_visible()
    expect(page.get_by_role("link", name="Все вакансии")).to_be_hidden()
    page.goto(LIST)
    expect(page.get_by_role("button", name="Показать вакансии")).to_be_hidden()
    page.emulate_media(media="screen")


def _gone(page: Page) -> str:
    """The address of a vacancy of the demonstration that was public once."""
    for number in range(1, 60):
        address = f"{LIST}{number}/"
        if page.request.get(address).status == 410:
            return address
    raise AssertionError("all vacancies of the demonstration are public")
