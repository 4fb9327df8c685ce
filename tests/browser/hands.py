"""A mouse's user: finds things by the words that people see, then points at them."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.script import Entry, Press, Select, Tick

Visit = Callable[..., Page]
Staff = Callable[[str], Page]


def beginning(words: str) -> re.Pattern[str]:
    """A pattern for texts that begin so; any space on the page counts as one."""
    return re.compile(r"^\s*" + r"\s+".join(re.escape(word) for word in words.split()))


def await_upload(page: Page) -> None:
    """Wait until the answer has taken the page's place; without scripts it has."""
    expect(page.locator("[data-upload-progress]:visible")).to_have_count(0)


class Mouse:
    """Does what a script says by pointing and typing."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def main(self) -> Locator:
        """The page's own matter."""
        return self.page.get_by_role("main")

    def field(self, entry: Entry) -> Locator:
        """The control under a label."""
        place = self.main
        if entry.within:
            place = place.get_by_role("group", name=beginning(entry.within))
        return place.get_by_label(beginning(entry.label)).first

    def do(self, entry: Entry) -> None:
        """One entry of a script."""
        if isinstance(entry, Press):
            self.press(entry.label)
        elif isinstance(entry, Tick):
            self.field(entry).check()
        elif isinstance(entry, Select):
            self.field(entry).select_option(label=entry.text)
        else:
            self.field(entry).fill(entry.text)

    def press(self, name: str) -> None:
        """A button."""
        self.main.get_by_role("button", name=beginning(name)).click()

    def follow(self, name: str) -> None:
        """A link."""
        self.main.get_by_role("link", name=beginning(name)).first.click()

    def attach(self, label: str, files: list[dict[str, object]]) -> None:
        """Choose files for the document that is called so; without scripts they need a button."""
        place = self.main.get_by_role("region", name=label, exact=True)
        place.get_by_label(re.compile("файл")).first.set_input_files(files)
        button = place.get_by_role("button", name=beginning("Приложить"))
        if button.is_visible():
            button.click()
        await_upload(self.page)

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The page says so."""
        expect(self.main).to_contain_text(text)
