"""SHA-256 of bytes that stream by, computed beside their encryption and writing. Knows no Django.

Hashing takes as long as all the rest, and ``hashlib`` lets other threads run meanwhile.
"""

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

# Bytes that are hashed at one go.
BATCH = 1024 * 1024
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="digest")


class Digest:
    """The SHA-256 of all that ``update`` was given; at most two batches wait in memory."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._pieces: list[bytes] = []
        self._waiting = 0
        self._at_work: Future[None] | None = None

    def update(self, piece: bytes) -> None:
        """Add what comes next."""
        self._pieces.append(piece)
        self._waiting += len(piece)
        if self._waiting >= BATCH:
            self._finish()
            self._at_work = _threads.submit(_add, self._hash, self._pieces)
            self._pieces, self._waiting = [], 0

    def hexdigest(self) -> str:
        """64 hex digits of what has come until now."""
        self._finish()
        _add(self._hash, self._pieces)
        self._pieces, self._waiting = [], 0
        return self._hash.hexdigest()

    def _finish(self) -> None:
        """Wait for the batch that is at work: the order matters."""
        if self._at_work is not None:
            self._at_work.result()
            self._at_work = None


def _add(sha256: Any, pieces: list[bytes]) -> None:
    for piece in pieces:
        sha256.update(piece)
