"""Large files: kept encrypted as they come, in runs that may break off, and read from any place.

A run is cut into parts of at most ``PART`` bytes. Each part is an encrypted file of its own, with its
own salt: going on within a part would use a nonce twice. A part counts from the moment when it is on
the disk and in the database, so a killed server loses less than one part (X-6).
"""

import bisect
import logging
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO, Protocol

from django.db import transaction
from django.db.models import F, Sum

from core import disk_room, files
from core.digests import Digest
from core.errors import Refused
from core.models import LongFile, LongFilePart, PersonKey, PrivateFile
from core.seekable import Seekable
from core.streams import CHUNK, ChunkReader

logger = logging.getLogger(__name__)

PART = 16 * 1024 * 1024


class Source(Protocol):
    """Where a run comes from: a request, an upload, any binary file."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


class WrongOffset(Exception):
    """The run does not begin where the file ends; ``offset`` is where it does."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Interrupted(Exception):
    """A newer run goes on with this file: what the older one has brought since is dropped."""


class WrongDigest(Exception):
    """What came is not what its sender meant to send: nothing of the run is kept."""


def begin(*, key: PersonKey, size: int) -> LongFile:
    """A file of ``size`` bytes, nothing of which has come yet."""
    return LongFile.objects.create(key=key, size=size)


def append(
    *, file: LongFile, offset: int, source: Source, fits: Callable[[], bool] | None = None
) -> int:
    """Keep what ``source`` gives from ``offset`` on, to the promised end; return the new offset.

    A source that breaks off (OSError) ends the run, and what it gave until then stays. With
    ``fits`` the run is kept whole or not at all: it is asked once all has come.
    Raises WrongOffset, Interrupted, WrongDigest; Refused on a full disk.
    """
    holder = _claim(file, offset)
    run = _Run(source, file.size - offset, digest=None if offset else Digest())
    waiting: list[PrivateFile] = []
    while (parts := run.next_part()) is not None:
        waiting.append(files.seal(key=file.key, parts=parts, max_size=PART))
        if fits is None:
            offset = _keep(file, holder, offset, waiting)
            waiting = []
    if fits is not None:
        if run.has_broken or not fits():
            _drop(waiting)
            raise WrongDigest
        offset = _keep(file, holder, offset, waiting)
    if file.is_whole and run.digest is not None:
        file.sha256 = run.digest.hexdigest()
        LongFile.objects.filter(pk=file.pk).update(sha256=file.sha256)
    return offset


def sha256_of(file: LongFile) -> str:
    """The digest of a whole file: noted when it came in one run, else it is read through."""
    if file.sha256:
        return file.sha256
    digest = Digest()
    reader = Reader(file)
    for piece in reader.between(0, reader.size):
        digest.update(piece)
    reader.close()
    return digest.hexdigest()


@transaction.atomic
def _claim(file: LongFile, offset: int) -> uuid.UUID:
    """Take the place of whoever is adding to the file."""
    locked = LongFile.objects.select_for_update().get(pk=file.pk, destroyed_at=None)
    if locked.offset != offset:
        raise WrongOffset(locked.offset)
    locked.holder = uuid.uuid4()
    locked.save(update_fields=["holder"])
    return locked.holder


def _keep(file: LongFile, holder: uuid.UUID, offset: int, contents: list[PrivateFile]) -> int:
    """Add stored parts to the file unless somebody else goes on with it; the new offset."""
    with transaction.atomic():
        locked = LongFile.objects.select_for_update().filter(pk=file.pk, destroyed_at=None).first()
        is_held = locked is not None and locked.holder == holder and locked.offset == offset
        if locked is not None and is_held:
            for content in contents:
                LongFilePart.objects.create(file=locked, offset=locked.offset, content=content)
                locked.offset += content.size
            locked.save(update_fields=["offset"])
            file.offset = locked.offset
            return locked.offset
    _drop(contents)
    raise Interrupted


def _drop(contents: list[PrivateFile]) -> None:
    for content in contents:
        files.discard_file(content)


@transaction.atomic
def discard(file: LongFile) -> None:
    """Remove a file that nothing refers to: its parts, their contents, its row."""
    locked = LongFile.objects.select_for_update().get(pk=file.pk)
    contents = [part.content for part in locked.parts.select_related("content")]
    locked.delete()
    _drop(contents)


@transaction.atomic
def destroy(file: LongFile, at: datetime) -> None:
    """Remove the content once this is committed; the row stays. A second call is harmless."""
    locked = LongFile.objects.select_for_update().get(pk=file.pk)
    if locked.destroyed_at is None:
        locked.destroyed_at = at
        locked.holder = None
        locked.save(update_fields=["destroyed_at", "holder"])
    for part in locked.parts.select_related("content"):
        files.destroy_file(part.content, at)


class _Run:
    """The bytes of one run, cut into parts; it ends with its source, or where the file ends.

    What it gives is added to ``digest``.
    """

    def __init__(self, source: Source, most: int, *, digest: Digest | None) -> None:
        self.has_broken = False
        self.digest = digest
        self._source = source
        self._left = most

    def next_part(self) -> Iterator[bytes] | None:
        """The bytes of the next part; None when there is none. One is read out before the next."""
        first = self._read(PART)
        return self._part(first) if first else None

    def _part(self, piece: bytes) -> Iterator[bytes]:
        room = PART
        while piece:
            yield piece
            room -= len(piece)
            piece = self._read(room)

    def _read(self, most: int) -> bytes:
        size = min(CHUNK, most, self._left)
        if not size or self.has_broken:
            return b""
        try:
            piece = self._source.read(size)
        except OSError:
            self.has_broken = True
            return b""
        self._left -= len(piece)
        if self.digest is not None:
            self.digest.update(piece)
        return piece


class Reader(Seekable):
    """A whole large file as one that can be read from any place; asks no database after it is made.

    Raises KeyDestroyed, Tampered and FileNotFoundError while it reads.
    """

    def __init__(self, file: LongFile) -> None:
        super().__init__(file.offset)
        self._key = file.key
        parts = list(file.parts.select_related("content"))
        self._offsets = [part.offset for part in parts]
        self._contents = [part.content for part in parts]
        self._number = -1
        self._sealed: IO[bytes] | None = None
        self._chunks: ChunkReader | None = None
        self._chunk: tuple[int, bytes] = (-1, b"")

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` as far as the chunk at this place goes; 0 at the end."""
        if self._position >= self.size:
            return 0
        piece = self._piece(self._position)[: len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def between(self, start: int, stop: int) -> Iterator[bytes]:
        """The bytes from ``start`` up to ``stop``, by chunks; only what is asked for is decrypted."""
        while start < stop:
            piece = self._piece(start)[: stop - start]
            start += len(piece)
            yield bytes(piece)

    def close(self) -> None:
        """Let go of the part that is open."""
        if self._sealed is not None:
            self._sealed.close()
            self._sealed = None
        super().close()

    def _piece(self, position: int) -> memoryview:
        """What is left of the chunk that holds this place."""
        number = bisect.bisect_right(self._offsets, position) - 1
        if number != self._number:
            self._open(number)
        index, within = divmod(position - self._offsets[number], CHUNK)
        if self._chunk[0] != index:
            assert self._chunks is not None
            self._chunk = (index, self._chunks.read(index))
        return memoryview(self._chunk[1])[within:]

    def _open(self, number: int) -> None:
        if self._sealed is not None:
            self._sealed.close()
        self._sealed, self._chunks = files.open_chunks(self._contents[number], self._key)
        self._number = number
        self._chunk = (-1, b"")


def refuse_without_room(size: int) -> None:
    """Refuse a file for which the disk has no room beside what others were promised (X-6)."""
    room = disk_room.free()
    if room is None:
        return
    unfinished = LongFile.objects.filter(destroyed_at=None, offset__lt=F("size"))
    promised = unfinished.aggregate(bytes=Sum(F("size") - F("offset")))["bytes"] or 0
    if size + promised > room:
        logger.error("no room for a file of %s bytes beside %s promised ones", size, promised)
        raise Refused(
            "Сейчас на сервере не хватает места для файла такого размера. Попробуйте позже или"
            " сообщите организатору."
        )
