"""Range requests answered exactly (RFC 9110, 14): players of video need them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

_ONE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII | re.IGNORECASE)
# Longer numbers of bytes than any file has.
_DIGITS = 18


class Unsatisfiable(Exception):
    """The range lies beyond the end."""


@dataclass(frozen=True)
class Span:
    """Bytes from ``start`` up to ``stop``, which is not among them."""

    start: int
    stop: int


def span_of(header: str, size: int) -> Span | None:
    """The one range that a header asks for of ``size`` bytes.

    None where there is none or it is no valid single range: then the whole is the answer. Raises
    Unsatisfiable.
    """
    match = _ONE.fullmatch(header.strip())
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if max(len(first), len(last)) > _DIGITS:
        raise Unsatisfiable
    if not first:
        if not int(last) or not size:
            raise Unsatisfiable
        return Span(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return Span(int(first), min(int(last) + 1, size) if last else size)


def respond(
    request: HttpRequest,
    *,
    size: int,
    etag: str,
    content_type: str,
    content: Callable[[int, int], Iterator[bytes]],
) -> HttpResponseBase:
    """The whole, or the range that is asked for; ``content(start, stop)`` gives the bytes.

    To HEAD the headers alone; 416 for a range beyond the end.
    """
    tag = f'"{etag}"'
    header = request.headers.get("Range", "") if request.method == "GET" else ""
    # Of another file than the one it began with, the sender wants all.
    if request.headers.get("If-Range", tag) != tag:
        header = ""
    try:
        asked = span_of(header, size)
    except Unsatisfiable:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    span = asked or Span(0, size)
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    else:
        response = StreamingHttpResponse(
            content(span.start, span.stop),
            status=206 if asked else 200,
            content_type=content_type,
        )
    if asked:
        response["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
    response["Content-Length"] = str(span.stop - span.start)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    return response
