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
from tests.browser.live_site import LiveSite
from tests.browser.secretary import logged_in
from tests.regulation_sources import SOURCES

ZONE = zoneinfo.ZoneInfo("Asia/Novosibirsk")
REGULATION = " ".join((SOURCES / "000_3a05a554781cbe7f.txt").read_text("utf-8").split())
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
# In the process of `manage.py shell`: what one person does by a page, the others do by its service.
IN_BULK = {
    "begin": """
import datetime as dt, json
from contest.applications.demo.applications import accept, register, send
from contest.applications.demo.people import Fate, Person
from contest.commission.services import invite
from contest.setup.models import Contest
from core import roles
from core.demo_accounts import account_of
contest = Contest.objects.filter(is_demo=True).latest("pk")
secretary = account_of(roles.CONTEST_SECRETARY)
names = ("Первова Анна", "Второв Иван", "Равнов Олег", "Равнова Инна")
for number, name in enumerate(names):
    person = Person(
        f"{name} Примеровна", dt.date(1990, 1, 2 + number), "career", "города Бердска",
        "инспектор", dt.date(2015, 3, 2), Fate.ACCEPTED, f"played{number}",
    )
    submission = send(contest, person, secretary)
    register(submission, secretary)
    accept(submission, secretary)
late = contest.entries.get(last_name="Рябинкина").submission
register(late, secretary)
accept(late, secretary)
for number, member in enumerate(contest.commission.filter(user=None)):
    invite(commissionmember=member, email=f"invited{number}@example.org", actor=secretary)
print(json.dumps({
    "slug": contest.slug,
    "pk": contest.pk,
    "stages": [[str(row.starts_on), str(row.ends_on)] for row in contest.stages.all()],
    "scoring": [contest.scoring_opens_at.isoformat(), contest.scoring_closes_at.isoformat()],
    "meeting": contest.meetings.get().starts_at.isoformat(),
}))
""",
    "videos": """
from pathlib import Path
from django.core.files.base import ContentFile
from contest.setup.models import Contest
from contest.video import services
from core import clock
contest = Contest.objects.filter(is_demo=True).latest("pk")
rows = contest.entries.filter(submission__state="accepted", videos=None)
for entry in rows.exclude(last_name__in=["Рябинкина", "Ёлкин"]):
    source = ContentFile(Path(%(video)r).read_bytes())
    services.send_file(entry=entry, source=source, name="Моё видео.mp4", at=clock.now())
""",
    "marks": """
from contest.scoring.entries import criteria_of, to_mark
from contest.scoring.models import Recusal, ScoreSheet
from contest.scoring.services import Given, save_sheet
from contest.scoring.services.marking import comment_revision
from contest.setup.models import Contest
contest = Contest.objects.filter(is_demo=True).latest("pk")
points = %(points)r
criteria = criteria_of(contest)
for member in contest.commission.select_related("user"):
    for entry in to_mark(contest):
        given = {"entry": entry, "member": member}
        if Recusal.objects.filter(**given).exists() or ScoreSheet.objects.filter(**given).exists():
            continue
        each, over = divmod(points[entry.last_name], len(criteria))
        marks = {row: Given(each + (number < over)) for number, row in enumerate(criteria)}
        save_sheet(
            **given, part="video", marks=marks, comment="",
            seen_comment=comment_revision(""), actor=member.user,
        )
""",
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
        address = self.main.get_by_role("link", name=beginning(link)).first.get_attribute("href")
        answer = self.page.request.get(str(address))
        assert answer.headers["content-type"] == "application/pdf", answer.status
        return Paper(answer.body())


class Paper:
    """The words of a PDF; where its lines break does not matter."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        pages = PdfReader(io.BytesIO(content)).pages
        self.text = _tight("".join(page.extract_text() for page in pages))

    def says(self, *phrases: str) -> None:
        """Each phrase stands in it."""
        missing = [phrase for phrase in phrases if _tight(phrase) not in self.text]
        assert missing == []

    def is_silent_on(self, *phrases: str) -> None:
        """None of the phrases stands in it."""
        assert [phrase for phrase in phrases if _tight(phrase) in self.text] == []


def of_regulation(phrase: str) -> str:
    """A phrase that stands in the published acts, word by word."""
    assert phrase in REGULATION, phrase
    return phrase


def _tight(text: str) -> str:
    # Hyphens at the end of a line and soft ones are the printer's.
    return re.sub(r"[\s\u00ad\u2010]", "", text).replace("-", "")
