"""The secretary at the desk."""

import re
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.hands import beginning
from tests.browser.live_site import LiveSite


def logged_in(browser: Browser, site: LiveSite, login: str) -> Any:
    """Log in through the login page; return the state of the browser."""
    context = browser.new_context(locale="ru-RU")
    page = context.new_page()
    page.goto(f"{site.url}/cms/")
    page.get_by_label(beginning("Адрес электронной почты")).fill(login)
    page.get_by_label("Пароль").fill(site.staff_password)
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page).to_have_url(f"{site.url}/cms/")
    state = context.storage_state()
    context.close()
    return state


class Secretary:
    """Works in the back office by its links and buttons."""

    def __init__(self, page: Page, site: LiveSite) -> None:
        self.page, self.site = page, site

    @property
    def main(self) -> Locator:
        """The page without the menu."""
        return self.page.get_by_role("main")

    def queue(self) -> Locator:
        """New applications on the board, the first page after login."""
        self.page.goto("/cms/")
        return self.main.get_by_role("region", name="Новые заявки")

    def open_from_queue(self, name: str) -> None:
        """The application of a participant in the queue."""
        self.queue().get_by_role("link", name=name).click()
        self.is_looking_at(name)

    def search(self, words: str) -> Locator:
        """The rows of the list of applications that are found."""
        self.page.goto("/cms/contest/applications/")
        self.main.get_by_label(beginning("Фамилия, центр")).fill(words)
        self.main.get_by_role("button", name="Показать").click()
        expect(self.page).to_have_url(re.compile("q="))
        return self.main.locator("tbody tr")

    def open_found(self, words: str, name: str) -> None:
        """The one application that the words find."""
        rows = self.search(words)
        expect(rows).to_have_count(1)
        rows.get_by_role("link", name=name).first.click()
        self.is_looking_at(name)

    def is_looking_at(self, name: str) -> None:
        """The page of this participant's application is there."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)

    def act(self, action: str, button: str, **fields: str) -> None:
        """Open an action's page, fill in its fields (underscores stand for spaces), press."""
        self.main.get_by_role("link", name=action, exact=True).click()
        for label, text in fields.items():
            field = self.main.get_by_label(beginning(label.replace("_", " "))).first
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(text)
            else:
                field.fill(text)
        self.main.get_by_role("button", name=button, exact=True).click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The page says so."""
        expect(self.main).to_contain_text(text)

    def registration_number(self) -> str:
        """The number that the journal gave to the application shown."""
        found = re.search(r"регистрационный № (\S+)", self.main.inner_text())
        assert found
        return found.group(1)
