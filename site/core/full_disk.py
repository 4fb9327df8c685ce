"""When nothing can be written: readers are served, senders are told that nothing is taken now."""

import errno
import sys
from collections.abc import Sequence

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

_ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
# How SQLite and PostgreSQL say it.
_WORDS = ("disk is full", "no space left on device", "readonly database", "read-only file system")
RETRY_AFTER = "600"


class CannotWrite(Exception):
    """What has to be kept for this request to be taken cannot be kept."""


def is_full(error: BaseException | None) -> bool:
    """Whether an error says that nothing can be written."""
    if isinstance(error, OSError):
        return error.errno in _ERRNOS
    if isinstance(error, OperationalError):
        return any(words in str(error).lower() for words in _WORDS)
    return isinstance(error, CannotWrite)


def nothing_taken(typed: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """The page that says so, with what was typed under its labels, for that is nowhere else."""
    page = render_to_string("503.html", {"typed": typed})
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to an error that no view has dealt with (``handler500``)."""
    if is_full(sys.exc_info()[1]):
        return nothing_taken()
    return defaults.server_error(request)
