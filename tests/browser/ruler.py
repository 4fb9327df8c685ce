"""How long the pages of a form are on a telephone, and how much has to be touched on the way."""

import sys
from itertools import pairwise

from playwright.sync_api import Page, ViewportSize

from tests.browser.employer import Employer, Script
from tests.browser.participant import Participant
from tests.browser.script import SLOTS, Entry, Press, steps

TELEPHONE: ViewportSize = {"width": 360, "height": 800}


class Ruler:
    """Notes the height of each page that it is shown, and counts what is touched."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heights: dict[str, int] = {}
        self.touched = 0

    def note(self, name: str) -> None:
        """The height of the page as it stands now."""
        # Between two pages there is a document without an element.
        self.page.wait_for_load_state()
        self.heights[name] = self.page.evaluate("document.documentElement.scrollHeight")

    def touch(self, number: int = 1) -> None:
        """Controls that had to be touched; buttons that lead on are none."""
        self.touched += number

    def table(self) -> str:
        """A line per page, and the number of touched controls."""
        lines = [f"{height:>6} {name}" for name, height in self.heights.items()]
        return "\n".join([*lines, f"{self.touched:>6} touched", ""])

    def say(self) -> "Ruler":
        """Write the table out: ``pytest -s`` shows it."""
        sys.stdout.write(self.table())
        return self


def least(me: Participant) -> dict[str, list[Entry]]:
    """What has to be touched on each step: without what is optional or proposed already."""
    script = steps(me.person)
    # Where no service was given, the row of the period after it needs no tick of its own.
    given = list(me.person.role.indicators.items())
    after_none = {f"{period} " for (_, count), (period, _) in pairwise(given) if not count}
    needless = {
        "participant": {"Отчество", "Ваша электронная почта"},
        "questionnaire": {"Вид документа"},
        "head": {"Должность"},
        "training": {entry.label for entry in script["training"]},
        "service": {entry.label for entry in script["service"]},
    }
    return {
        code: [
            entry
            for entry in entries
            if not isinstance(entry, Press)
            and entry.label not in needless.get(code, set())
            and not entry.within.startswith("Период работы 2")
            and not (code == "indicators" and entry.within in after_none and not entry.text)
        ]
        for code, entries in script.items()
    }


def measure_application(me: Participant) -> Ruler:
    """The contest application from the start to «Отправлено» with the least that it takes."""
    ruler = Ruler(me.page)
    me.page.goto("/forms/contest-application/")
    ruler.note("start")
    me.begin()
    ruler.touch(2)
    _steps(ruler, me, least(me))
    me.is_at("check")
    ruler.note("check")
    me.hand.follow("Всё верно")
    ruler.note("papers")
    me.hand.follow("Дальше")
    ruler.note("uploads")
    me.attach_all()
    ruler.touch(len(SLOTS))
    ruler.note("uploads, all there")
    me.hand.press("Дальше")
    ruler.note("send")
    me.send()
    ruler.note("done")
    return ruler


def measure_request(me: Employer, *scripts: Script) -> Ruler:
    """A request for workers, as the scripts fill it in."""
    ruler = Ruler(me.page)
    me.page.goto("/forms/vacancy-request/")
    ruler.note("start")
    me.begin()
    ruler.touch(2)
    for script in scripts:
        _steps(ruler, me, script)
    me.is_at("check")
    ruler.note("check")
    me.send()
    ruler.note("done")
    return ruler


def _steps(ruler: Ruler, me: Participant | Employer, script: dict[str, list[Entry]]) -> None:
    for code, entries in script.items():
        me.is_at(code)
        ruler.note(code)
        for entry in entries:
            me.hand.do(entry)
            ruler.touch()
        me.hand.press("Продолжить")
