"""Killed processes, a silent mail server, presses at once: nothing accepted is lost (X-6)."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.conf import settings

from tests.core.file_samples import pdf
from tests.crash.browser import Browser, Fields, Page
from tests.crash.running_site import PATIENCE, RunningSite

pytestmark = [
    # The first to start: while they run the other process prepares the browser's site.
    pytest.mark.xdist_group("crash"),
    pytest.mark.req("X-6"),
    pytest.mark.skipif("contest" not in settings.DOMAINS, reason="walks the contest's journey"),
]
FORM = "/forms/contest-application/"
SLOTS = ("application", "questionnaire", "consent", "certificate", "reference")
WEB, WORKER, REGULAR = "granian", "--queue-name default", "tick"
EMAIL = "koroleva@example.org"
NEW_EMAIL = "new@example.org"
AT_ONCE = 20


def wait_for(condition, seconds: float = PATIENCE):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)
    return found


def begin(browser: Browser) -> Page:
    page = browser.get(FORM)
    time.sleep(1.05)  # nobody is quicker, says the form
    page = browser.post(FORM, [("email", NEW_EMAIL), ("keep", "on")], page=page)
    assert page.path == f"{FORM}eligibility/", (page.status, page.text)
    return page


def persist(act: Callable[[], Page]) -> Page:
    """Do what a person does whose press meets a dying server: open the page and press again."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except (OSError, http.client.HTTPException):
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_killing_web_server_or_worker_between_any_two_steps_loses_nothing(site, mail):
    mail.start()
    browser = Browser(site.url)
    begin(browser)
    done = 0

    def press(path: str, fields: Fields) -> Page:
        page = browser.get(path)
        assert page.path in (path, f"{FORM}done/"), page.text
        return browser.post(path, fields, page=page)

    for number, (step, fields) in enumerate(site.ground["typed"].items()):
        site.kill((WEB, WORKER, REGULAR)[number % 3])
        page = persist(partial(press, f"{FORM}{step}/", fields))
        assert page.path != f"{FORM}{step}/", page.text
        ((revision,),) = site.rows("SELECT revision FROM forms_app_draft WHERE email=?", NEW_EMAIL)
        assert revision > done
        done = revision
    for slot in SLOTS:
        page = browser.get(f"{FORM}uploads/")
        browser.attach(page.path, page, slot=slot, name=f"{slot}.pdf", content=pdf())
    site.kill(WEB)
    assert "Королёва Анна-Мария" in persist(lambda: browser.get(f"{FORM}check/")).text
    site.kill(WORKER)
    page = persist(partial(press, f"{FORM}send/", []))
    site.kill(WEB)
    assert page.path == f"{FORM}done/"
    ((reference,),) = site.rows("SELECT number FROM forms_app_draft WHERE email=?", NEW_EMAIL)
    sent = "SELECT COUNT(*) FROM forms_app_submission WHERE reference=?"
    assert site.rows(sent, reference) == [(1,)]
    assert reference in persist(lambda: browser.get(f"{FORM}done/")).text
    wait_for(lambda: any(reference in one.get_content() for one in mail.to(EMAIL)))


def test_letters_wait_for_the_mail_server_and_leave_when_it_is_back(site, mail):
    before = letters_of(site)
    assert send(site, site.ground["drafts"][0]).path == f"{FORM}done/"
    (letter,) = letters_of(site) - before
    query = "SELECT state, attempts, last_error FROM core_letter WHERE id=?"
    wait_for(lambda: site.rows(query, letter) == [("waiting", 1, "ConnectionRefusedError")])
    mail.start()
    site.let_an_hour_pass()
    wait_for(lambda: mail.to(EMAIL))
    wait_for(lambda: site.rows(query, letter)[0][0] == "sent")
    # Nothing leaves twice.
    site.let_an_hour_pass()
    ids = [one["Message-ID"] for one in mail.letters]
    assert len(ids) == len(set(ids))


@pytest.mark.req("X-2")
def test_twenty_presses_at_once_send_one_application(site):
    before = letters_of(site)
    sent = "SELECT id FROM forms_app_submission WHERE email=?"
    known = site.rows(sent, EMAIL)
    start = Barrier(AT_ONCE)
    session = site.ground["drafts"][1]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        pages = list(pool.map(lambda _: send(site, session, start), range(AT_ONCE)))
    assert {(page.status, page.path) for page in pages} == {(200, f"{FORM}done/")}
    assert len(site.rows(sent, EMAIL)) == len(known) + 1
    assert len(letters_of(site) - before) == 1


@pytest.mark.req("C-11")
def test_twenty_registrations_at_once_take_twenty_consecutive_numbers(site):
    ground = site.ground
    start = Barrier(AT_ONCE)

    def press(key: str) -> str:
        browser = Browser(site.url, ground["secretary"])
        path = f"/cms/contest/applications/register/{key}/"
        page = browser.get(path)
        start.wait(PATIENCE)
        return browser.post(path, [], page=page).path

    with ThreadPoolExecutor(AT_ONCE) as pool:
        pages = list(pool.map(press, ground["applications"]))
    assert all("/applications/inspect/" in page for page in pages), pages
    numbers = site.rows("SELECT number FROM core_journalentry ORDER BY number")
    assert numbers == [(number,) for number in range(1, AT_ONCE + 1)]


def letters_of(site: RunningSite) -> set[str]:
    query = "SELECT id FROM core_letter WHERE code='submission-received'"
    return {key for (key,) in site.rows(query)}


def send(site: RunningSite, session: str, start: Barrier | None = None) -> Page:
    browser = Browser(site.url, session)
    page = browser.get(f"{FORM}send/")
    if start is not None:
        start.wait(PATIENCE)
    return browser.post(page.path, [], page=page)
