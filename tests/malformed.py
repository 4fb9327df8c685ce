"""Requests as no page of ours sends them, for whatever names a view asks for."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.utils.datastructures import MultiValueDict

# What programs, jokers and broken clipboards send where a number, a code or a word is expected.
VALUES = [
    b"",
    b"\0",
    b"a\0b",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    "²".encode(),
    "٣".encode(),
    b"-1",
    b"0",
    b"9" * 5000,
    str(2**63).encode(),
    b"1e999999",
    b"NaN",
    b"99.99.9999",
    b"x" * 20_000,
    "\u202e\u000b\u2028".encode(),
    b'"\\ud800"',
    b'[{"type": 1, "value": "\\ud800"}]',
    b"[" * 1000,
    b"%00%zz{{'\";--",
]
FORM = "application/x-www-form-urlencoded"


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


def encoded(fields: dict[str, bytes]) -> str:
    """Fields as an address or a form carries them, byte by byte."""
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in fields.items())


def send(client: Client, method: str, path: str, fields: dict[str, bytes]) -> HttpResponse:
    """Send a request and read the answer to its end; what it changes in the database is undone."""
    client.raise_request_exception = False
    with transaction.atomic():
        if method == "GET":
            response = client.get(f"{path}?{encoded(fields)}")
        else:
            response = client.post(path, encoded(fields), content_type=FORM)
        if response.streaming:
            deque(response, maxlen=0)
        transaction.set_rollback(True)
    return response
