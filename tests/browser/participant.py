"""A participant's way through the application, page by page."""

import io
import re
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.hands import Mouse
from tests.browser.live_site import LiveSite
from tests.browser.script import SLOTS, Entry, Person, Tick, Type, steps
from tests.core.file_samples import pdf, picture

FORM = "/forms/contest-application/"
CONTEST = re.compile(r"/contests/spec-\d{4}/$")
NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
SCAN = {"name": "Скан с подписью.pdf", "mimeType": "application/pdf", "buffer": pdf()}
PHOTO = {"name": "IMG_0042.JPG", "mimeType": "image/jpeg", "buffer": picture("JPEG")}


class Participant:
    """Walks the journey with a hand: a mouse's or a keyboard's."""

    def __init__(self, page: Page, site: LiveSite, person: Person, hand: Any = Mouse) -> None:
        self.page, self.site, self.person = page, site, person
        self.hand = hand(page)
        self.reference = ""
        self.by_email = True

    def is_at(self, place: str) -> None:
        """The page of this step of the journey is there."""
        expect(self.page).to_have_url(re.compile(re.escape(f"{FORM}{place}/") + r"(\?.*)?(#.*)?$"))

    def begin(self, *, by_email: bool = True, until: str = "eligibility") -> str:
        """The first page; returns the printed code of those who have no e-mail."""
        if not self.page.url.startswith(f"{self.site.url}{FORM}"):
            self.page.goto(FORM)
        # Faster than a person can read, the page takes the sender for a machine.
        self.page.wait_for_timeout(1000)
        if by_email:
            self.hand.do(Type("Адрес электронной почты", self.person.email))
        else:
            self.hand.do(Tick("У меня нет электронной почты"))
        self.hand.do(Tick("Даю согласие на хранение черновика"))
        self.hand.press("Начать")
        self.by_email = by_email
        code = "" if by_email else self._write_down()
        if until != "number":
            if code:
                self.hand.press("Номер и код записаны")
            self.is_at(until)
        return code

    def _write_down(self) -> str:
        self.is_at("number")
        return self.page.locator("dd", has_text=NUMBER).nth(1).inner_text().strip()

    @property
    def number(self) -> str:
        """The number of the draft as every page of it says."""
        found = NUMBER.search(self.page.locator(".progress").inner_text())
        assert found
        return found.group()

    def fill(self, *, first: str = "eligibility", last: str = "enclosures") -> None:
        """Fill in the steps from ``first`` to ``last``, pressing «Продолжить» after each."""
        codes = list(steps(self.person))
        for code in codes[codes.index(first) : codes.index(last) + 1]:
            self.is_at(code)
            self.fill_step(code)
            self.hand.press("Продолжить")
        following = codes[codes.index(last) + 1 :]
        self.is_at(following[0] if following else "check")

    def fill_step(self, code: str) -> None:
        """Type what one step asks."""
        for entry in steps(self.person)[code]:
            if self.by_email or entry.label != "Ваша электронная почта":
                self.hand.do(entry)

    def correct(self, entry: Entry) -> None:
        """Change one field and go on."""
        self.hand.do(entry)
        self.hand.press("Продолжить")

    def papers(self) -> dict[str, str]:
        """Title → text of each paper that the page offers, without spaces: lines break anywhere."""
        found = {}
        for link in (
            self.hand.main.get_by_role("listitem").get_by_role("link", name=re.compile("PDF")).all()
        ):
            answer = self.page.request.get(self.site.url + str(link.get_attribute("href")))
            assert answer.headers["content-type"] == "application/pdf"
            pages = PdfReader(io.BytesIO(answer.body())).pages
            text = "".join(page.extract_text() for page in pages)
            found[link.inner_text()] = "".join(text.split())
        return found

    def attach_all(self) -> None:
        """Every document that clause 11 asks for; the last one a photo from a telephone."""
        for code, label in SLOTS.items():
            self.hand.attach(label, [PHOTO if code == "reference" else SCAN])
            expect(self.page.locator(f"#slot-{code}")).to_contain_text("приложено")

    def send(self) -> str:
        """Send; returns the reference number."""
        self.is_at("send")
        self.hand.press("Отправить")
        self.is_at("done")
        found = NUMBER.search(self.hand.main.get_by_role("status").inner_text())
        assert found
        self.reference = found.group()
        return self.reference
