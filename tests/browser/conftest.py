"""One live site for all browser tests, and browsers that report what they should not see."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import preparing
from tests.browser.examine import WIDE
from tests.browser.hands import Staff, Visit
from tests.browser.live_site import LiveSite
from tests.browser.participant import Participant
from tests.browser.script import ROLES, Person
from tests.browser.secretary import Secretary, logged_in
from tests.browser.watch import Watch

HERE = Path(__file__).parent
# Debian's own browser; nothing in it may call home.
BROWSER = "/usr/bin/chromium"
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# The suite may run while other work takes the processors.
TIMEOUT = 30_000
expect.set_options(timeout=TIMEOUT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: under Playwright's loop Django refuses its database to others."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with demonstration content, made once for all processes of the run."""
    folder = preparing.folder(tmp_path_factory)
    preparing.finish(folder)
    return folder


@pytest.fixture(scope="session")
def live_site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The whole product with demonstration content, served as `make run` serves it."""
    site = LiveSite(tmp_path_factory.mktemp("live-site"))
    site.take_over(prepared)
    try:
        site.start()
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def base_url(live_site: LiveSite) -> str:
    """What addresses without a host are taken from."""
    return live_site.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's browser instead of a downloaded one."""
    return {**browser_type_launch_args, "executable_path": BROWSER, "args": BROWSER_ARGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Russian visitor at a desk."""
    return {**browser_context_args, "locale": "ru-RU", "viewport": WIDE}


@pytest.fixture
def watch(live_site: LiveSite) -> Iterator[Watch]:
    """What no page may do, whatever the test is about; judged when the test is over."""
    watching = Watch(live_site.url)
    yield watching
    assert watching.faults == []


@pytest.fixture
def visit(live_site: LiveSite, new_context: Callable[..., BrowserContext], watch: Watch) -> Visit:
    """``visit(js=False)``: a page in a browser of its own, as a new visitor has it."""

    def open_page(*, js: bool = True, **options: Any) -> Page:
        context = new_context(java_script_enabled=js, **options)
        context.set_default_timeout(TIMEOUT)
        watch.over(context)
        return context.new_page()

    return open_page


@pytest.fixture
def browser_page(visit: Visit) -> Page:
    """A page 1280 px wide, with JavaScript."""
    return visit()


@pytest.fixture
def participant(live_site: LiveSite, browser_page: Page) -> Callable[..., Participant]:
    """``participant("Ёлкина", "elkina")``: a career consultant before the first page."""

    def make(surname: str, mailbox: str, role: str = "career") -> Participant:
        return Participant(browser_page, live_site, Person(surname, mailbox, ROLES[role]))

    return make


@pytest.fixture(scope="session")
def staff_states() -> dict[str, Any]:
    """The cookies of each account that has logged in."""
    return {}


@pytest.fixture
def staff(
    browser: Browser, live_site: LiveSite, visit: Visit, staff_states: dict[str, Any]
) -> Staff:
    """``staff("director")``: a page on which this demonstration account has logged in."""

    def open_as(login: str) -> Page:
        if login not in staff_states:
            staff_states[login] = logged_in(browser, live_site, f"{login}@example.org")
        return visit(storage_state=staff_states[login])

    return open_as


@pytest.fixture
def secretary(staff: Staff, live_site: LiveSite) -> Secretary:
    """The contest's secretary in the back office."""
    return Secretary(staff("secretary"), live_site)
