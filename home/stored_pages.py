"""Pages as the cache keeps them: a small store in the process before the shared cache."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

# Bytes of bodies that one process holds.
CAPACITY = 16 * 1024 * 1024
_NOT_KEPT = {"content-length", "date", "set-cookie", "content-encoding"}
_WITH_304 = {"cache-control", "content-location", "etag", "expires", "last-modified", "vary"}


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One answer; ``expires`` is seconds since the epoch."""

    version: str
    expires: float
    etag: str
    headers: dict[str, str]
    body: bytes
    packed: bytes

    @property
    def size(self) -> int:
        """Bytes that the bodies take."""
        return len(self.body) + len(self.packed)

    def response(self, request: HttpRequest) -> HttpResponse:
        """The answer to this request: packed, without a body, or «not modified»."""
        if _names(request.META.get("HTTP_IF_NONE_MATCH", ""), self.etag):
            kept = {name: v for name, v in self.headers.items() if name.lower() in _WITH_304}
            return HttpResponseNotModified(headers=kept)
        packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        body = self.packed if packed else self.body
        response = HttpResponse(
            b"" if request.method == "HEAD" else body,
            headers={**self.headers, "Content-Length": str(len(body))},
        )
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        return response


def _names(if_none_match: str, etag: str) -> bool:
    return bool(if_none_match) and (
        etag in (tag.strip() for tag in if_none_match.split(",")) or if_none_match == "*"
    )


def make(
    response: HttpResponse, *, version: str, expires: float, extra: dict[str, str]
) -> StoredPage:
    """Keep an answer; ``extra`` headers win over its own."""
    body = response.content
    # Weak, for the packed and the plain body are the same page.
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {name: v for name, v in response.headers.items() if name.lower() not in _NOT_KEPT}
    return StoredPage(
        version=version,
        expires=expires,
        etag=etag,
        headers={**headers, **extra, "ETag": etag},
        body=body,
        packed=gzip.compress(body, compresslevel=6, mtime=0),
    )


class ProcessStore:
    """The most recently used pages of this process, within `CAPACITY`."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._pages: OrderedDict[str, StoredPage] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: str) -> StoredPage | None:
        """The page under ``key``, be it stale."""
        return self._pages.get(key)

    def put(self, key: str, page: StoredPage) -> None:
        """Keep ``page``; the oldest give way."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._size += page.size
            while self._size > self._capacity:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: str) -> None:
        old = self._pages.pop(key, None)
        if old is not None:
            self._size -= old.size


def shared_key(key: str) -> str:
    """The name of a page in the shared cache: any address in 64 digits."""
    return "home:page:" + hashlib.sha256(key.encode()).hexdigest()


def shared_get(key: str) -> StoredPage | None:
    """The page in the cache that all processes share."""
    page: StoredPage | None = cache.get(shared_key(key))
    return page


def shared_put(key: str, page: StoredPage, *, seconds: float) -> None:
    """Let the other processes have the page too."""
    cache.set(shared_key(key), page, max(1, int(seconds)))
