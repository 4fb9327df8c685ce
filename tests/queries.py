"""Counting queries: a page asks as much for many rows as for one (X-4)."""

from collections import deque
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def count_queries(act: Callable[[], object]) -> int:
    """How many queries ``act`` makes."""
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def page_queries(client: Client, address: str) -> int:
    """How many queries a page takes, read to its end, when it is opened for the second time."""

    def read() -> None:
        answer = client.get(address)
        assert answer.status_code == 200
        deque(answer, maxlen=0)

    read()
    return count_queries(read)
