"""Strangers' PDFs: checked whole at upload, joined into one; always in the boxed child."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from core import boxed
from core.boxed import MB

__all__ = ["JOINED_BYTES", "PDF", "PICTURE", "Part", "check", "join", "put_before"]

# What the child calls the kinds of files.
PDF = "pdf"
PICTURE = "picture"
# Bytes of pages that are joined at once.
JOINED_BYTES = 64 * MB

_CHECK = boxed.register("core.pdfs.whole.check", seconds=10, wall=20)
_JOIN = boxed.register(
    "core.pdfs.joining.join", memory=1024 * MB, seconds=30, wall=60, output=JOINED_BYTES + 16 * MB
)
_PUT_BEFORE = boxed.register(
    "core.pdfs.joining.put_before", memory=1024 * MB, wall=60, output=JOINED_BYTES + 32 * MB
)
# Digests of whole files that this process has met.
_REMEMBERED = 1000
_passed: set[bytes] = set()


@dataclass(frozen=True)
class Part:
    """What became of a file: its number of pages; or 0, and ``why`` it was not joined.

    ``why`` is «locked», «damaged» (or too intricate to be read), «room».
    """

    pages: int
    why: str = ""


def check(file: IO[bytes]) -> None:
    """Refuse, with words for its sender, a PDF that is locked, cut off or damaged.

    A file that has passed is not read again when it is sent once more, or into another place.
    """
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").digest()  # type: ignore[arg-type]
    if digest in _passed:
        return
    boxed.run(_CHECK, [file])
    if len(_passed) >= _REMEMBERED:
        _passed.clear()
    _passed.add(digest)


def join(files: Sequence[tuple[str, bytes]]) -> tuple[list[Part], list[bytes]]:
    """Join files, given as kind and content: what became of each, and the joined PDFs in order.

    Usually that is one PDF. Where the child dies of one of the files, each gets a child of its own:
    only that file is left out. Raises Refused when too much is going on.
    """
    if not files:
        return [], []
    try:
        parts, joined = _join(files, JOINED_BYTES)
    except boxed.Busy:
        raise
    except boxed.Verdict:
        return _join_each(files)
    return parts, [joined] if any(part.pages for part in parts) else []


def put_before(first: bytes, joined: Sequence[bytes]) -> bytes:
    """A PDF of our own, with the pages of the joined ones behind it."""
    for more in joined:
        first = boxed.run(_PUT_BEFORE, [first, more]).output.read()
    return first


def _join(files: Sequence[tuple[str, bytes]], room: int) -> tuple[list[Part], bytes]:
    kinds = [kind for kind, _ in files]
    contents = [content for _, content in files]
    answer = boxed.run(_JOIN, contents, kinds=kinds, room=room)
    parts = [Part(one.get("pages", 0), one.get("why", "")) for one in answer.value]
    return parts, answer.output.read()


def _join_each(files: Sequence[tuple[str, bytes]]) -> tuple[list[Part], list[bytes]]:
    parts: list[Part] = []
    joined: list[bytes] = []
    for file in files:
        try:
            (part,), pdf = _join([file], JOINED_BYTES - sum(map(len, joined)))
        except boxed.Busy:
            raise
        except boxed.Verdict:
            part, pdf = Part(0, "damaged"), b""
        parts.append(part)
        if part.pages:
            joined.append(pdf)
    return parts, joined
