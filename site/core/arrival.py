"""How a request is received: its instant is noted, then it waits for its turn to be worked on.

Many threads receive, few work. So whoever comes in time is in time, however many came before (C-11);
a hundred presses at once neither exhaust the memory nor the database; and who sends slowly keeps
nobody waiting. Plain WSGI: it stands before everything of Django.
"""

import datetime as dt
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core import clock

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

ARRIVED = "site.arrived_at"
# How many requests of a process are worked on at once. Forms are kept and sent by few: SQLite has one
# writer, and whoever waits for it sleeps, asks again in no order and gives up after 30 seconds.
AT_WORK = 14
FORMS_AT_WORK = 2
# Beyond this a turn is not waited for: something holds up those who have theirs.
PATIENCE = 60.0
# A request takes no longer from the proxy to here; what claims more is wrong.
LONGEST_WAY = dt.timedelta(minutes=1)
START = re.compile(r"(?:t=)?\d{10}(?:\.\d{1,6})?", re.ASCII)


class Turns:
    """A bounded number of threads at work; the others wait."""

    def __init__(self, number: int) -> None:
        self._free = threading.Semaphore(number)

    @contextmanager
    def turn(self) -> Iterator["Turn"]:
        """Wait for a turn and have it to the end of the block."""
        turn = Turn(self._free)
        turn.begin()
        try:
            yield turn
        finally:
            turn.end()


class Turn:
    """The turn of one request; it ends for as long as the request waits for its sender."""

    def __init__(self, free: threading.Semaphore) -> None:
        self._free = free
        self._is_held = False

    def begin(self) -> None:
        """Wait for the turn; go on without it when it does not come."""
        self._is_held = self._free.acquire(timeout=PATIENCE)

    def end(self) -> None:
        """Let the next one work."""
        if self._is_held:
            self._is_held = False
            self._free.release()


class Body:
    """The body of a request: while its next part is waited for, others work."""

    def __init__(self, body: Any, turn: Turn) -> None:
        self._body = body
        self._turn = turn

    def read(self, size: int = -1) -> bytes:
        """The next ``size`` bytes, or all that are left."""
        return self._await(self._body.read, size)

    def readline(self, size: int = -1) -> bytes:
        """The next line, or its first ``size`` bytes."""
        return self._await(self._body.readline, size)

    def _await(self, read: Callable[[int], bytes], size: int) -> bytes:
        self._turn.end()
        try:
            return read(size)
        finally:
            self._turn.begin()


class Reception:
    """The WSGI application behind a note of arrival and a place to wait."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.forms = Turns(FORMS_AT_WORK)
        self.others = Turns(AT_WORK)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Note the instant, wait for a turn, answer."""
        environ[ARRIVED] = clock.now().timestamp()
        turns = self.forms if _is_form(environ) else self.others
        with turns.turn() as turn:
            environ["wsgi.input"] = Body(environ["wsgi.input"], turn)
            return self.application(environ, start_response)


def _is_form(environ: Environ) -> bool:
    """Whether somebody's form is kept or sent; files take their time and wait with the others."""
    return (
        environ["REQUEST_METHOD"] == "POST"
        and environ["PATH_INFO"].startswith("/forms/")
        and not environ.get("CONTENT_TYPE", "").startswith("multipart/")
    )


def instant(request: HttpRequest) -> dt.datetime:
    """When the request came: to the proxy, where its word is trusted, or else to this process."""
    received = request.META.get(ARRIVED)
    at = clock.now() if received is None else dt.datetime.fromtimestamp(received, dt.UTC)
    header = settings.REQUEST_START_HEADER
    proxy_at = _read_start(request.headers.get(header, "")) if header else None
    return at if proxy_at is None else min(at, max(proxy_at, at - LONGEST_WAY))


def _read_start(text: str) -> dt.datetime | None:
    """The instant that nginx writes as «t=1716829199.873», in seconds; None for anything else."""
    if not START.fullmatch(text):
        return None
    return dt.datetime.fromtimestamp(float(text.removeprefix("t=")), dt.UTC)
