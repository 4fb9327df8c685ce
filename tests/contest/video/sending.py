"""A client of tus, written by hand: what each test needs of the protocol."""

import base64
import hashlib
from typing import Any

from django.http import HttpResponse
from django.test import Client

TUS = {"Tus-Resumable": "1.0.0"}


def metadata(**told: str) -> str:
    """The header that tells of the file."""
    pairs = (f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
    return ",".join(pairs)


def create(client: Client, page: str, size: int, **told: str) -> HttpResponse:
    """Begin an upload."""
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": metadata(**told)}
    return client.post(f"{page}uploads/", headers=headers)


def begun(client: Client, page: str, size: int, **told: str) -> str:
    """The address of an upload that has just begun."""
    answer = create(client, page, size, **({"filename": "Видео.mp4"} | told))
    assert answer.status_code == 201, answer.content.decode()
    return answer["Location"]


def patch(client: Client, url: str, offset: int, body: bytes, **headers: str) -> HttpResponse:
    """Send bytes from an offset on."""
    return client.patch(
        url,
        body,
        # Django's client leaves it out where there is no body.
        CONTENT_TYPE="application/offset+octet-stream",
        headers={
            **TUS,
            "Upload-Offset": str(offset),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
    )


def head(client: Client, url: str) -> HttpResponse:
    """How far it is."""
    return client.head(url, headers=TUS)


def upload(client: Client, page: str, content: bytes, **told: str) -> HttpResponse:
    """A whole upload in one run; the last answer."""
    return patch(client, begun(client, page, len(content), **told), 0, content)


def checksum(content: bytes, algorithm: str = "sha1") -> str:
    """The value of «Upload-Checksum»."""
    digest: Any = hashlib.new(algorithm, content).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"
