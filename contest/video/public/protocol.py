"""The words of tus 1.0, read and written; what is done stands in ``tus``.

https://tus.io/protocols/resumable-upload: core protocol with creation, expiration, termination and
checksum.
"""

import base64
import binascii
import datetime as dt
import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from core.long_files import Source
from core.text import whole_number

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination,checksum"
# The protocol's own answer to bytes that were spoiled on their way.
CHECKSUM_MISMATCH = 460
CONTENT_TYPE = "application/offset+octet-stream"
_ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "md5": hashlib.md5}


class BadHeaders(Exception):
    """The request is no valid one of the protocol; ``status`` says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def answer(status: int, text: str = "", **headers: str) -> HttpResponse:
    """An answer of the protocol; ``headers`` are named with underscores. ``text`` is for people."""
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    response["Tus-Resumable"] = VERSION
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def options(largest: int) -> HttpResponse:
    """What the server can do."""
    return answer(
        HTTPStatus.NO_CONTENT,
        Tus_Version=VERSION,
        Tus_Extension=EXTENSIONS,
        Tus_Max_Size=str(largest),
        Tus_Checksum_Algorithm=",".join(_ALGORITHMS),
    )


def method_of(request: HttpRequest) -> str:
    """The method that is meant: some networks let only GET and POST through."""
    override = request.headers.get("X-HTTP-Method-Override", "").upper()
    return override if override and request.method == "POST" else str(request.method)


def check_version(request: HttpRequest) -> None:
    """Raise BadHeaders unless the client speaks our version."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise BadHeaders(HTTPStatus.PRECONDITION_FAILED, "Tus-Resumable: 1.0.0")


def number(request: HttpRequest, name: str) -> int:
    """A header that holds a number of bytes."""
    value = whole_number(request.headers.get(name, ""))
    if value is None or value < 0:
        raise BadHeaders(HTTPStatus.BAD_REQUEST, name)
    return value


def body_length(request: HttpRequest) -> int:
    """How many bytes come; a body whose length nobody names cannot be read."""
    if "Transfer-Encoding" in request.headers:
        raise BadHeaders(HTTPStatus.LENGTH_REQUIRED, "Content-Length")
    return number(request, "Content-Length") if request.META.get("CONTENT_LENGTH") else 0


def metadata(request: HttpRequest) -> dict[str, str]:
    """What the client says of the file, by key; values come in Base64."""
    pairs: dict[str, str] = {}
    for pair in filter(
        None, (p.strip() for p in request.headers.get("Upload-Metadata", "").split(","))
    ):
        key, _, value = pair.partition(" ")
        try:
            pairs[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise BadHeaders(HTTPStatus.BAD_REQUEST, "Upload-Metadata") from error
    return pairs


def expires(at: dt.datetime) -> str:
    """The value of «Upload-Expires»."""
    return http_date(at.timestamp())


@dataclass
class Checked:
    """A source that counts up the checksum of what it gives."""

    source: Source
    digest: Any
    expected: bytes

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        piece = self.source.read(size)
        self.digest.update(piece)
        return piece

    def fits(self) -> bool:
        """Whether all that was given has the promised checksum."""
        return bool(self.digest.digest() == self.expected)


def checksum(request: HttpRequest, source: Source) -> Checked | None:
    """The body with the checksum that «Upload-Checksum» promises; None without the header."""
    header = request.headers.get("Upload-Checksum")
    if header is None:
        return None
    name, _, value = header.partition(" ")
    if name not in _ALGORITHMS:
        raise BadHeaders(HTTPStatus.BAD_REQUEST, "Upload-Checksum")
    try:
        expected = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadHeaders(HTTPStatus.BAD_REQUEST, "Upload-Checksum") from error
    return Checked(source, _ALGORITHMS[name](), expected)
