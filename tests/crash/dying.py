"""A process of the running site dies in the middle of what it does, once, where a test says (X-6).

The test writes some words into the file ``die-at`` of the site's folder. Whichever process comes first
to a statement with these words, or to the deletion of a stored file («delete …»), is killed before it.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created

from core.storage import DurableFileSystemStorage

FILE = "die-at"


class Dying(AppConfig):
    """Part of the tests' settings alone."""

    name = "tests.crash"
    label = "dying"

    def ready(self) -> None:
        """Watch each connection, and the storages of private files and keys."""
        connection_created.connect(_watch)
        delete = DurableFileSystemStorage.delete

        def watched(storage: DurableFileSystemStorage, name: str) -> None:
            _come_to(f"delete {name}")
            delete(storage, name)

        DurableFileSystemStorage.delete = watched  # type: ignore[method-assign]


def _watch(connection: Any, **kwargs: object) -> None:
    if _execute not in connection.execute_wrappers:
        connection.execute_wrappers.append(_execute)


def _execute(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
    _come_to(sql)
    return execute(sql, *args)


def _come_to(what: str) -> None:
    place = Path(settings.VAR_DIR) / FILE
    try:
        words = place.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    if words and words in what:
        place.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
