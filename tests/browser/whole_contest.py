"""A contest that the test plays: its dates, its people at their desks, what is done in bulk."""

import datetime as dt
import io
import json
import re
import zoneinfo
from functools import cached_property
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.browser.hands import beginning
from tests.browser.in_bulk import IN_BULK
from tests.browser.live_site import LiveSite
from tests.browser.secretary import logged_in
from tests.regulation_sources import SOURCES

ZONE = zoneinfo.ZoneInfo("Asia/Novosibirsk")
REGULATION = " ".join((SOURCES / "000_3a05a554781cbe7f.txt").read_text("utf-8").split())
# Seconds that the queue may take to print; other work may take the processors.
QUEUE_PATIENCE = 180
# Five go on to stage II (clause 15); the fifth and the sixth of these have the same mark.
POINTS = {
    "Ёлкин": 34,
    "Лугинина": 33,
    "Первова": 32,
    "Второв": 31,
    "Равнов": 28,
    "Равнова": 28,
    "Снегирёв": 30,
}


class Play:
    """The contest as it goes on: moves the clock, opens desks, reads papers."""

    def __init__(self, site: LiveSite, browser: Browser) -> None:
        self.site, self.browser = site, browser
        self._states: dict[str, Any] = {}
        self._contexts: list[BrowserContext] = []

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Dates of the contest and keys; told by the first thing done in bulk."""
        told: dict[str, Any] = json.loads(self.in_bulk("begin").splitlines()[-1])
        return told

    def in_bulk(self, name: str, **values: object) -> str:
        """Do by services what the pages have shown once; returns what was printed."""
        code = IN_BULK[name] % values if values else IN_BULK[name]
        return self.site.manage("shell", "--no-imports", "--command", code)

    def stage(self, number: int) -> tuple[dt.date, dt.date]:
        """First and last day of a line of the timetable."""
        first, last = self.facts["stages"][number]
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last)

    def move_to(self, day: dt.date, hour: int = 10) -> None:
        """It is that hour of that day in Novosibirsk now."""
        self.site.move_to(dt.datetime.combine(day, dt.time(hour), ZONE))

    def visitor(self, *, js: bool = True, **options: Any) -> Page:
        """A page in a browser of its own."""
        context = self.browser.new_context(
            base_url=self.site.url, java_script_enabled=js, locale="ru-RU", **options
        )
        context.set_default_timeout(60_000)
        self._contexts.append(context)
        return context.new_page()

    def desk(self, login: str, *, js: bool = True) -> "Desk":
        """The back office of a demonstration account."""
        if login not in self._states:
            self._states[login] = logged_in(self.browser, self.site, f"{login}@example.org")
        return Desk(self.visitor(js=js, storage_state=self._states[login]))

    def close(self) -> None:
        """Close every browser."""
        for context in self._contexts:
            context.close()


class Desk:
    """A member of staff at work: goes by links, presses buttons, reads."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def main(self) -> Locator:
        """The page without the menu."""
        return self.page.get_by_role("main")

    def open(self, address: str) -> "Desk":
        """Go to an address of the back office."""
        self.page.goto(address)
        return self

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """A link by the words it begins with."""
        (within or self.main).get_by_role("link", name=beginning(name)).first.click()

    def press(self, name: str) -> None:
        """A button by the words it begins with."""
        self.main.get_by_role("button", name=beginning(name)).first.click()

    def fill(self, label: str, text: str) -> None:
        """Type into a field, or choose from a list."""
        field = self.main.get_by_label(beginning(label)).first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=text)
        else:
            field.fill(text)

    def tick(self, label: str, *, within: str = "") -> None:
        """Tick a box, or choose a round button, in the group that is called so."""
        place = self.main.get_by_role("group", name=beginning(within)) if within else self.main
        place.get_by_label(beginning(label)).first.check()

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The page says so."""
        expect(self.main).to_contain_text(text)

    def line(self, text: str) -> Locator:
        """The line of a list or table that says so."""
        return self.main.locator("li, tr").filter(has_text=text).first

    def paper(self, link: str) -> "Paper":
        """Download a printed paper."""
        return self.papers(link)[0]

    def papers(self, link: str, *, count: int = 1) -> list["Paper"]:
        """Download the papers under links that are called so, once so many are ready."""
        links = self.main.get_by_role("link", name=beginning(link))
        for _ in range(QUEUE_PATIENCE):
            if links.count() >= count:
                break
            self.page.wait_for_timeout(1000)
            self.page.reload()
        expect(links).to_have_count(count)
        answers = [self.page.request.get(str(one.get_attribute("href"))) for one in links.all()]
        assert {one.headers["content-type"] for one in answers} == {"application/pdf"}
        return [Paper(one.body()) for one in answers]


class Paper:
    """The words of a PDF; where its lines break does not matter."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        pages = PdfReader(io.BytesIO(content)).pages
        self.text = _tight("".join(page.extract_text() for page in pages))

    def has(self, phrase: str) -> bool:
        """Whether it says so."""
        return _tight(phrase) in self.text

    def says(self, *phrases: str) -> None:
        """Each phrase stands in it."""
        missing = [phrase for phrase in phrases if not self.has(phrase)]
        assert missing == []

    def is_silent_on(self, *phrases: str) -> None:
        """None of the phrases stands in it."""
        assert [phrase for phrase in phrases if self.has(phrase)] == []


def of_regulation(phrase: str) -> str:
    """A phrase that stands in the published acts, word by word."""
    assert phrase in REGULATION, phrase
    return phrase


def _tight(text: str) -> str:
    # Hyphens at the end of a line and soft ones are the printer's.
    return re.sub(r"[\s\u00ad\u2010]", "", text).replace("-", "")
