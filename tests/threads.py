"""Calls that meet in the database."""

import pkgutil
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

Call = Callable[[], object]
# A call that neither ends nor waits for a lock is a fault of the test.
PATIENCE = 10.0


def at_once(*calls: Call) -> list[object]:
    """Run the calls in threads that start together; each gives its answer or what it raised."""
    start = threading.Barrier(len(calls))

    def begin(call: Call) -> object:
        start.wait(timeout=PATIENCE)
        return call()

    return _in_threads(*(lambda call=call: begin(call) for call in calls))


def within(first: Call, at: str, second: Call) -> list[object]:
    """Run ``first`` up to its call of ``at``, ``second`` until it ends or waits, then the rest.

    ``at`` is the dotted name by which ``first`` finds the function. Each call gives its answer or
    what it raised: a deadlock is an OperationalError of one of them. PostgreSQL only.
    """
    is_there, is_over = threading.Event(), threading.Event()
    firsts: list[threading.Thread] = []
    backends: list[int] = []
    real = pkgutil.resolve_name(at)

    def pause(*args: Any, **kwargs: Any) -> Any:
        if threading.current_thread() in firsts and not is_there.is_set():
            is_there.set()
            deadline = time.monotonic() + PATIENCE
            while not (is_over.is_set() or (backends and _waits(backends[0]))):
                assert time.monotonic() < deadline
                time.sleep(0.01)
        return real(*args, **kwargs)

    def begin() -> object:
        firsts.append(threading.current_thread())
        return first()

    def follow() -> object:
        try:
            assert is_there.wait(PATIENCE), f"{at} was not called"
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                backends.append(cursor.fetchone()[0])
            return second()
        finally:
            is_over.set()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(at, pause)
        return _in_threads(begin, follow)


def _waits(backend: int) -> bool:
    """Whether this connection waits for a lock, asked on the connection of who holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted", [backend])
        return cursor.fetchone() is not None


def _in_threads(*calls: Call) -> list[object]:
    found: list[object] = [None] * len(calls)

    def run(place: int, call: Call) -> None:
        try:
            found[place] = call()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            found[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=3 * PATIENCE)
    return found
