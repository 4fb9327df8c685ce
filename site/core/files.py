"""Private files: checked by content, encrypted under the person's key, served through a view.

Nothing here decides who may see a file: the calling view does, and logs the look.
"""

import tempfile
import uuid
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from core.digests import Digest
from core.errors import FileDestroyed, KeyDestroyed, Refused
from core.file_names import clean_name
from core.file_types import DOCUMENT_TYPES, IMAGE_TYPES, TYPES, FileType, sniff
from core.models import PersonKey, PrivateFile
from core.storage import DurableFileSystemStorage, refusing_when_full
from core.streams import ChunkReader, decrypt_chunks, encrypt_chunks

__all__ = [
    "DOCUMENT_TYPES",
    "IMAGE_TYPES",
    "PDF_POLICY",
    "accept_attribute",
    "destroy_file",
    "discard_file",
    "file_response",
    "iter_file",
    "judge",
    "open_chunks",
    "protect",
    "read_file",
    "seal",
    "store_file",
    "type_names",
]

UNKNOWN_TYPE = "application/octet-stream"
_MEMORY = 1024 * 1024
# Whatever a file turns out to be, it runs nothing and has no origin.
_POLICY = (
    "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)
PDF = "application/pdf"
# To many browsers their own viewer is a plugin: `sandbox` blocks plugins outright and `object-src`
# rules them. With this type and `nosniff` nothing but a viewer ever opens the file.
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; img-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'"
)
_INLINE = {kind.media_type for kind in TYPES.values() if kind.inline}


def storage() -> Storage:
    """Where the ciphertexts lie."""
    return storages["private"]


def type_names(allowed: frozenset[str]) -> str:
    """«PDF, DOCX, JPEG» for help texts, in a fixed order."""
    return ", ".join(kind.title for code, kind in TYPES.items() if code in allowed)


def accept_attribute(allowed: frozenset[str]) -> str:
    """The ``accept`` of a file input; a hint for the browser only."""
    kinds = [kind for code, kind in TYPES.items() if code in allowed]
    return ",".join(suffix for kind in kinds for suffix in kind.suffixes)


def store_file(
    *,
    key: PersonKey,
    name: str,
    source: File | bytes,
    allowed: frozenset[str] | None,
    max_size: int,
) -> PrivateFile:
    """Check, encrypt and keep a file. ``max_size`` in bytes; ``allowed`` None takes any content.

    Raises Refused, with text for the sender, on an empty, too big or wrong file and on a full
    disk. Takes no lock of its own: call it before the transaction that claims the file, because
    encrypting takes its time. What nobody claims is removed by ``discard_file``, or later by
    ``purge_orphan_files``.
    """
    file = ContentFile(source) if isinstance(source, bytes) else source
    kind = judge(name=name, file=file, allowed=allowed, max_size=max_size)
    return seal(
        key=key,
        name=clean_name(name, kind),
        content_type=kind.media_type if kind else UNKNOWN_TYPE,
        parts=file.chunks(),
        max_size=max_size,
    )


def judge(
    *, name: str, file: File, allowed: frozenset[str] | None, max_size: int
) -> FileType | None:
    """The type of a file that may be kept; raises Refused as ``store_file`` does."""
    _check_size(file.size, max_size)
    try:
        kind = sniff(file)
    except Refused as refused:
        raise Refused(f"Файл «{clean_name(name)}» не принят. {refused.message}") from refused
    if allowed is not None and (kind is None or kind.code not in allowed):
        raise Refused(
            f"Файл «{clean_name(name)}» не принят: по содержанию это не {type_names(allowed)} "
            "или файл повреждён. Название файла значения не имеет."
        )
    return kind


def seal(
    *,
    key: PersonKey,
    parts: Iterator[bytes],
    max_size: int,
    name: str = "",
    content_type: str = UNKNOWN_TYPE,
) -> PrivateFile:
    """Encrypt and keep a content as it comes, whatever it is; flat in memory.

    Raises Refused when it is empty, larger than ``max_size``, or the disk is full.
    """
    identity = uuid.uuid4()
    counter = _Counter(max_size)
    sealed = encrypt_chunks(key, counter.watch(parts), context=_context(identity))
    with refusing_when_full():
        stored = _save(f"{identity.hex[:2]}/{identity}", sealed)
    return PrivateFile.objects.create(
        id=identity,
        key=key,
        storage_name=stored,
        name=name,
        content_type=content_type,
        size=counter.size,
        sha256=counter.digest.hexdigest(),
    )


class _Stream:
    """A ciphertext on its way, as a storage takes it."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts

    def chunks(self) -> Iterator[bytes]:
        return self._parts


def _save(name: str, sealed: Iterator[bytes]) -> str:
    """Write a ciphertext as it comes; a storage that is no disk of ours wants it whole first."""
    if isinstance(storage(), DurableFileSystemStorage):
        return storage().save(name, _Stream(sealed))  # type: ignore[arg-type]
    with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as whole:
        for part in sealed:
            whole.write(part)
        whole.seek(0)
        return storage().save(name, File(whole))


def open_chunks(pf: PrivateFile, key: PersonKey) -> tuple[IO[bytes], ChunkReader]:
    """The opened ciphertext, to be closed by the caller, and what decrypts any chunk of it.

    Asks no database. Raises KeyDestroyed, Tampered; FileNotFoundError where the content is gone.
    """
    sealed: IO[bytes] = storage().open(pf.storage_name)
    try:
        return sealed, ChunkReader(key, sealed, size=pf.size, context=_context(pf.pk))
    except BaseException:
        sealed.close()
        raise


def iter_file(pf: PrivateFile) -> Iterator[bytes]:
    """The content by chunks of 64 KiB.

    Raises FileDestroyed, KeyDestroyed at once; Tampered where the ciphertext is wrong.
    """
    if pf.destroyed_at:
        raise FileDestroyed(str(pf.pk))
    parts = _opened(pf)
    # The first chunk is decrypted now, so that a refusal comes before any byte was sent.
    return chain([next(parts)], parts)


def read_file(pf: PrivateFile) -> bytes:
    """The whole content; raises as ``iter_file`` does."""
    return b"".join(iter_file(pf))


def file_response(pf: PrivateFile, *, inline: bool) -> HttpResponseBase:
    """The file for a browser that was already checked; ``inline`` shows PDF and pictures.

    Raises Http404 when the file or its key is destroyed.
    """
    try:
        content = iter_file(pf)
    except (FileDestroyed, KeyDestroyed) as gone:
        raise Http404 from gone
    shown = inline and pf.content_type in _INLINE
    response = StreamingHttpResponse(content, content_type=pf.content_type)
    response["Content-Length"] = str(pf.size)
    response["Content-Disposition"] = content_disposition_header(not shown, pf.name) or ""
    protect(response)
    return response


def protect(response: HttpResponseBase) -> None:
    """Headers of a private file: kept by no cache, taken for nothing else, harmless if opened."""
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    is_pdf = response.headers["Content-Type"] == PDF
    response["Content-Security-Policy"] = PDF_POLICY if is_pdf else _POLICY


@transaction.atomic
def discard_file(pf: PrivateFile) -> None:
    """Take back a stored file that nothing refers to: record and content."""
    name = pf.storage_name
    pf.delete()
    transaction.on_commit(lambda: storage().delete(name))


@transaction.atomic
def destroy_file(pf: PrivateFile, at: datetime) -> None:
    """Remove the content once this is committed; the record stays. A second call is harmless."""
    locked = PrivateFile.objects.select_for_update().get(pk=pf.pk)
    if not locked.destroyed_at:
        locked.destroyed_at = at
        locked.save(update_fields=["destroyed_at"])
    pf.destroyed_at = locked.destroyed_at
    transaction.on_commit(lambda: storage().delete(pf.storage_name))


class _Counter:
    """Counts and digests the plaintext on its way, and stops what is empty or bigger than promised."""

    def __init__(self, max_size: int) -> None:
        self.size = 0
        self.digest = Digest()
        self._max_size = max_size

    def watch(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        for part in parts:
            self.size += len(part)
            if self.size > self._max_size:
                _check_size(self.size, self._max_size)
            self.digest.update(part)
            yield part
        _check_size(self.size, self._max_size)


def _check_size(size: int, max_size: int) -> None:
    if not size:
        raise Refused("Файл пуст (0 байт). Проверьте его и приложите ещё раз.")
    if size > max_size:
        limit = f"{max_size / 1024 / 1024:.1f}".replace(".0", "").replace(".", ",")
        raise Refused(f"Файл больше {limit} МБ. Уменьшите его и приложите ещё раз.")


def _opened(pf: PrivateFile) -> Iterator[bytes]:
    try:
        sealed: IO[bytes] = storage().open(pf.storage_name)
    except FileNotFoundError as missing:
        if PrivateFile.objects.filter(pk=pf.pk, destroyed_at__isnull=False).exists():
            raise FileDestroyed(str(pf.pk)) from missing
        raise
    with sealed:
        yield from decrypt_chunks(pf.key, sealed, context=_context(pf.pk))


def _context(identity: uuid.UUID) -> str:
    return f"core.PrivateFile:{identity}"
