"""The whole journey without a mouse."""

import re

from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.live_site import LiveSite
from tests.browser.participant import CONTEST, Participant
from tests.browser.script import ROLES, Person, steps


def test_journey_from_the_home_page_to_the_tracking_page_by_keyboard(
    live_site: LiveSite, browser_page: Page
):
    me = Participant(
        browser_page, live_site, Person("Клавишина", "keyboard", ROLES["recruitment"]), Keyboard
    )
    me.page.goto("/")
    me.hand.follow("Узнать о конкурсе")
    expect(me.page).to_have_url(CONTEST)
    me.hand.follow("Подать заявку")
    me.begin()
    me.fill()
    me.hand.follow("Всё верно")
    me.is_at("papers")
    me.hand.open_beside("Заявка на участие").close()
    me.hand.follow("Дальше")
    me.is_at("uploads")
    me.attach_all()
    me.hand.press("Дальше")
    reference = me.send()
    me.hand.follow("Следить за заявкой")
    expect(me.page).to_have_url(re.compile("/track/"))
    me.hand.sees(reference)


def test_an_error_leads_to_its_field_by_keyboard(live_site: LiveSite, browser_page: Page):
    person = Person("Ошибкина", "errors", ROLES["career"])
    me = Participant(browser_page, live_site, person, Keyboard)
    me.begin()
    me.hand.press("Продолжить")
    me.hand.sees("Проверьте ответы")
    me.hand.follow("Ваша должность сейчас")
    focused = me.page.locator(":focus")
    expect(focused).to_have_attribute("aria-invalid", "true")
    expect(focused).to_have_accessible_name(re.compile("Ваша должность сейчас"))
    assert next(iter(steps(person))) in me.page.url
