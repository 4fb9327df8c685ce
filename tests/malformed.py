"""Requests as no page of ours sends them, under whatever names a view asks for."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.utils.datastructures import MultiValueDict

FORM = "application/x-www-form-urlencoded"
# What programs, jokers and broken clipboards send where a number, a code or a word is expected.
VALUES = [
    b"",
    b"a\0b",
    b"\xed\xa0\x80\xff",
    "²".encode(),
    "٣".encode(),
    b"-1",
    b"9" * 5000,
    str(2**63).encode(),
    b"1e999999",
    b"99.99.9999",
    b"x" * 20_000,
    "\u202e\u000b\u2028".encode(),
    b'[{"type": "\\ud800", "value": "\\u0000"}]',
    b"%00%zz{{'\";--",
]
# The same for the places of an address.
PLACES = [b"\0", b"\xed\xa0\x80", "²".encode(), b"9" * 30, b"x" * 300]


class Fuzzer:
    """Sends a view what it does not expect and gathers what broke."""

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.sent = 0

    def try_view(
        self, client: Client, path: str, *, rounds: int, right: dict[str, bytes] | None = None
    ) -> None:
        """GET and POST an address with malformed parameters.

        The names are those that the view asks for; ``right`` are parameters that each second round
        leaves as they have to be, so that what stands behind a guard is reached.
        """
        right = right or {}
        for method in ("GET", "POST"):
            with names_asked_for() as names:
                self.send(client, method, path, right)
            for number in range(rounds if names else 0):
                fields = dict(_fields(path, sorted(names), number))
                self.send(client, method, path, {**fields, **(right if number % 2 else {})})

    def try_places(self, client: Client, address: str, places: Iterable[bytes] = PLACES) -> None:
        """GET and POST an address with «{}» filled in by what names nothing."""
        for place in places:
            path = address.replace("{}", quote(place, safe=""))
            for method in ("GET", "POST"):
                self.send(client, method, path, {})

    def send(
        self, client: Client, method: str, path: str, fields: dict[str, bytes]
    ) -> HttpResponse:
        """Send a request and read its answer to the end; what it changes is undone."""
        self.sent += 1
        client.raise_request_exception = False
        cookies = client.cookies.copy()
        cache.clear()
        with transaction.atomic():
            if method == "GET":
                response = client.get(f"{path}?{_encoded(fields)}")
            else:
                response = client.post(path, _encoded(fields), content_type=FORM)
            if response.streaming:
                deque(response, maxlen=0)
            transaction.set_rollback(True)
        client.cookies = cookies
        if response.status_code >= 500:
            reason = getattr(response, "exc_info", None)
            shown = {name: value[:30] for name, value in fields.items()}
            self.broken.append(f"{method} {path[:200]} {shown}: {reason and reason[1]!r}"[:600])
        return response


@contextmanager
def names_asked_for() -> Iterator[set[str]]:
    """Gathers the names of the parameters that are asked for meanwhile."""
    names: set[str] = set()

    def watched(method: str) -> Any:
        original = getattr(MultiValueDict, method)

        def inner(self: QueryDict, key: str, *args: Any) -> Any:
            names.add(key)
            return original(self, key, *args)

        return inner

    methods = ("get", "getlist", "__getitem__", "__contains__")
    for method in methods:
        setattr(QueryDict, method, watched(method))
    try:
        yield names
    finally:
        for method in methods:
            delattr(QueryDict, method)


def _fields(path: str, names: list[str], number: int) -> Iterator[tuple[str, bytes]]:
    """Another value for each name in each round; which ones, the address and the name decide."""
    for name in names:
        at = int(hashlib.sha256(f"{path} {name}".encode()).hexdigest()[:8], 16)
        yield name, VALUES[(at + number * 5) % len(VALUES)]


def _encoded(fields: dict[str, bytes]) -> str:
    """Fields as an address or a form carries them, byte by byte."""
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in fields.items())
