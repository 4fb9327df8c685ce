"""The file cache of this site: a disk that cannot be written costs speed, never an answer."""

import logging
import pickle
import zlib
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

logger = logging.getLogger(__name__)
# What a file that was cut short by a full disk or a crash makes of reading.
_DAMAGED = (OSError, EOFError, pickle.UnpicklingError, zlib.error, ValueError)


class FileCache(FileBasedCache):
    """Django's, but what cannot be written is simply not there – and its former value neither (X-6)."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value; ``default`` too where its file is damaged."""
        try:
            return super().get(key, default, version)
        except _DAMAGED:
            return default

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Keep the value; where that fails forget the former one, which is true no more."""
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            logger.warning("the cache cannot be written: %s", error)
            self.delete(key, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Prolong the life of a value; whether that was done."""
        try:
            return super().touch(key, timeout, version)
        except _DAMAGED:
            self.delete(key, version)
            return False

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Whether there is a value."""
        try:
            return super().has_key(key, version)
        except _DAMAGED:
            return False

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a value; whether there was one."""
        try:
            return super().delete(key, version)
        except OSError:
            return False
