"""File storage that survives a crash: a file is there whole or not at all."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from core.errors import Refused

logger = logging.getLogger(__name__)

CANNOT_WRITE = (
    "Сейчас сайт не может сохранить новое: на сервере не хватает места или хранилище недоступно. "
    "Всё, что было сохранено раньше, на месте. Попробуйте ещё раз позже."
)


@contextmanager
def refusing_when_full() -> Iterator[None]:
    """Turn the failure of a disk into a refusal that the sender can read (X-6).

    Raises Refused; the operator finds the reason in the log.
    """
    try:
        yield
    except OSError as error:
        logger.exception("a file could not be written")
        raise Refused(CANNOT_WRITE) from error


@deconstructible(path="core.storage.DurableFileSystemStorage")
class DurableFileSystemStorage(FileSystemStorage):
    """Writes to a temporary file, flushes it to the disk, then moves it into place (X-6).

    Names are chosen by the caller and never collide; writing a name again replaces its file whole.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself."""
        return name

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        directory = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
        return name
