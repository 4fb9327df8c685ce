"""Requests are received at once and worked on by few (C-11)."""

import datetime as dt
import io
import threading

import pytest
from django.conf import settings
from django.test import RequestFactory

from core import arrival, clock

NOW = dt.datetime(2024, 5, 27, 16, 59, 58, tzinfo=dt.UTC)
PATIENCE = 10


def environ(path="/forms/sample/send/", method="POST", body=None, kind=""):
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_TYPE": kind,
        "wsgi.input": body or io.BytesIO(),
    }


class Door:
    """An application whose requests stay inside until they are let out."""

    def __init__(self) -> None:
        self.inside = threading.Semaphore(0)
        self.out = threading.Event()

    def __call__(self, environ, start_response):
        self.inside.release()
        assert self.out.wait(PATIENCE)
        return [b"".join(iter(lambda: environ["wsgi.input"].read(4), b""))]


@pytest.fixture
def door():
    door = Door()
    yield door
    door.out.set()


@pytest.fixture
def send(door):
    """``send(environ)`` in a thread of its own, through one reception; returns the thread."""
    reception = arrival.Reception(door)
    threads = []

    def go(request):
        thread = threading.Thread(target=reception, args=(request, None))
        thread.start()
        threads.append(thread)
        return thread

    yield go
    door.out.set()
    for thread in threads:
        thread.join(PATIENCE)


def test_who_waits_for_a_turn_came_when_the_waiting_began(send, door, monkeypatch):
    for _ in range(arrival.FORMS_AT_WORK):
        send(environ())
        assert door.inside.acquire(timeout=PATIENCE)
    came = threading.Event()
    at = dt.datetime.fromtimestamp(100, dt.UTC)
    monkeypatch.setattr(arrival.clock, "now", lambda: came.set() or at)
    waits = environ()
    thread = send(waits)
    assert came.wait(PATIENCE)
    assert not door.inside.acquire(timeout=0.2), "more at work than there are turns"
    monkeypatch.setattr(arrival.clock, "now", lambda: at + dt.timedelta(seconds=100))
    door.out.set()
    thread.join(PATIENCE)
    assert waits[arrival.ARRIVED] == 100.0


@pytest.mark.parametrize(
    "request_",
    [
        environ("/news/", "GET"),
        environ("/forms/sample/send/", "GET"),
        environ("/forms/sample/uploads/", kind="multipart/form-data; boundary=x"),
        environ("/cms/pages/add/"),
    ],
)
def test_pages_files_and_the_desk_do_not_wait_for_forms(send, door, request_):
    for _ in range(arrival.FORMS_AT_WORK + 1):
        send(environ())
    for _ in range(arrival.FORMS_AT_WORK):
        assert door.inside.acquire(timeout=PATIENCE)
    send(request_)
    assert door.inside.acquire(timeout=PATIENCE)


class SlowBody(io.BytesIO):
    """A body whose sender pauses."""

    def __init__(self) -> None:
        super().__init__(b"revision=1")
        self.is_read = threading.Semaphore(0)
        self.comes = threading.Event()

    def read(self, size=-1):
        self.is_read.release()
        assert self.comes.wait(PATIENCE)
        return super().read(size)


def test_who_sends_slowly_keeps_nobody_waiting(send, door):
    door.out.set()
    slow = [SlowBody() for _ in range(arrival.FORMS_AT_WORK)]
    for body in slow:
        send(environ(body=body))
        assert body.is_read.acquire(timeout=PATIENCE)
    quick = send(environ(body=io.BytesIO(b"revision=1")))
    quick.join(PATIENCE)
    assert not quick.is_alive()
    for body in slow:
        body.comes.set()


def test_a_turn_that_does_not_come_is_not_waited_for_without_end(send, door, monkeypatch):
    monkeypatch.setattr(arrival, "PATIENCE", 0.1)
    for _ in range(arrival.FORMS_AT_WORK + 1):
        send(environ())
        assert door.inside.acquire(timeout=PATIENCE)


def test_a_failure_gives_the_turn_back(monkeypatch):
    monkeypatch.setattr(arrival, "PATIENCE", PATIENCE)

    def fail(environ, start_response):
        raise RuntimeError

    reception = arrival.Reception(fail)
    for _ in range(arrival.FORMS_AT_WORK + 1):
        with pytest.raises(RuntimeError):
            reception(environ(), None)
    assert reception.forms._free.acquire(blocking=False)


@pytest.fixture
def instant(monkeypatch):
    """``instant(header)``: the arrival of a request that is received NOW with this header."""
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def of(value):
        return arrival.instant(RequestFactory().get("/", headers={"X-Request-Start": value}))

    return of


def at(**before):
    return f"t={(NOW - dt.timedelta(**before)).timestamp():.3f}"


def test_nobody_can_date_a_request_back(instant):
    assert settings.REQUEST_START_HEADER == ""
    assert instant(at(seconds=20)) == NOW


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (at(seconds=20), NOW - dt.timedelta(seconds=20)),
        (at(seconds=20).removeprefix("t="), NOW - dt.timedelta(seconds=20)),
        (at(hours=2), NOW - dt.timedelta(minutes=1)),
        (at(seconds=-20), NOW),
        ("", NOW),
        ("t=", NOW),
        ("t=nan", NOW),
        ("t=17168291980000", NOW),
        ("t=²²²²²²²²²²", NOW),
    ],
    ids=[
        "nginx",
        "without t",
        "longer than a minute",
        "a clock ahead",
        "none",
        "empty",
        "no number",
        "milliseconds",
        "no digits",
    ],
)
def test_a_trusted_proxy_says_when_a_request_came(instant, settings, value, expected):
    settings.REQUEST_START_HEADER = "X-Request-Start"
    assert instant(value) == expected
