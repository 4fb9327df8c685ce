"""The site as it is served goes on while a part of it is killed, held up or overrun (X-6)."""

import re
import socket
import sqlite3
import threading
import time
import urllib.request
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from django.conf import settings

from tests.crash import rush
from tests.crash.browser import Browser
from tests.crash.running_site import DATABASE
from tests.crash.test_crash import WORKER, wait_for

pytestmark = [
    pytest.mark.xdist_group("crash"),
    pytest.mark.req("X-6"),
    pytest.mark.skipif("contest" not in settings.DOMAINS, reason="needs the contest's form"),
]
PAGE = "/forms/continue/"
# So many that each web worker gets more than it works on at once.
MANY = 100


def opens(site) -> bool:
    """Whether a page is answered at once, on a connection of its own; raises OSError if not."""
    with urllib.request.urlopen(f"{site.url}{PAGE}", timeout=30) as answer:
        return answer.status == 200


def test_a_killed_web_worker_is_replaced_while_the_others_answer(site):
    wait_for(lambda: site.health() == "ok")
    site.kill_web_worker()
    wait_for(lambda: "web: 1 of 2 workers run" in site.health())
    wait_for(lambda: opens(site) and site.health() == "ok")


def test_a_missing_worker_is_told(site):
    def is_told() -> bool:
        # It is back within a second or two: killed again until the answer comes in between.
        site.kill(WORKER)
        return "worker: it does not run" in site.health()

    wait_for(is_told)
    wait_for(lambda: site.health() == "ok")


def test_slow_bodies_do_not_stop_the_site(site):
    with ExitStack() as stack:
        for number in range(MANY):
            kind = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
            stack.enter_context(closing(_send_slowly(site, kind[number % 2])))
        # So often that each web worker is asked.
        assert all(opens(site) for _ in range(10))


def _send_slowly(site, kind: str) -> socket.socket:
    """A form whose body stops after its first bytes."""
    token = "a" * 32
    connection = socket.create_connection(("localhost", site.port))
    head = (
        f"POST {rush.FORM} HTTP/1.1\r\nHost: localhost:{site.port}\r\n"
        f"Cookie: csrftoken={token}\r\nContent-Type: {kind}\r\nContent-Length: 1000\r\n\r\n--x"
    )
    connection.sendall(head.encode())
    return connection


@pytest.mark.req("C-11")
def test_who_presses_in_time_is_in_time_however_long_the_site_is_held_up(site):
    sessions = site.ground["drafts"]
    pages = [Browser(site.url, session).get(f"{rush.FORM}send/") for session in sessions]
    end = time.time() + rush.LEAD
    rush.set_end(site, end)
    results: list[str] = []
    threads = [
        threading.Thread(
            target=lambda page: results.append(rush.send(site.port, page)), args=[page]
        )
        for page in pages
    ]
    # Nobody can write until the end has passed.
    with closing(sqlite3.connect(site.folder / DATABASE, timeout=30)) as database:
        database.execute("BEGIN IMMEDIATE")
        for thread in threads:
            thread.start()
        assert time.time() < end, "this machine is too busy for this test"
        time.sleep(end - time.time() + 1)
        database.rollback()
    for thread in threads:
        thread.join(rush.PATIENCE)
    assert results == ["accepted"] * len(sessions)


def test_nobody_else_can_read_what_the_site_writes(site):
    web_worker = site.child("granian")
    status = Path(f"/proc/{web_worker}/status").read_text()
    assert re.search(r"^Umask:\s*(\d+)$", status, re.MULTILINE)[1] == "0077"
