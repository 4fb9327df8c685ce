"""Whether this installation can do its work: for monitoring and load balancers."""

import datetime as dt
import logging
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django_tasks_db.models import DBTaskResult

from core import clock, presence, queues, tick
from core.models import RegularWork

logger = logging.getLogger(__name__)

# Later than this the worker or the regular work has stopped.
PATIENCE = dt.timedelta(minutes=5)
# No job of the heavy queue takes longer.
LONGEST_HEAVY_JOB = dt.timedelta(hours=1)
# Anybody may ask; writing and flushing a file for each of them would be a way to wear us out.
WRITTEN = "health:storage"
WRITTEN_SECONDS = 60


def database() -> str:
    """Trouble with the database, or an empty string."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def storage() -> str:
    """Trouble with writing private files, or an empty string; tried at most once a minute."""
    if cache.get(WRITTEN):
        return ""
    private = storages["private"]
    name = private.save(f"health/{uuid.uuid4()}", ContentFile(b"ok"))
    private.delete(name)
    cache.set(WRITTEN, True, WRITTEN_SECONDS)
    return ""


def web() -> str:
    """Trouble with the web server: a worker is missing."""
    wanted = int(os.environ.get(presence.WEB_WORKERS, "0"))
    alive = _alive(presence.WEB)
    return "" if alive is None or alive >= wanted else f"{alive} of {wanted} workers run"


def worker() -> str:
    """Trouble with the queue: its worker is missing, or a job has waited too long."""
    if _alive(presence.WORKER) == 0:
        return "it does not run"
    late = _ready(queues.DEFAULT).filter(enqueued_at__lt=clock.of_machine() - PATIENCE)
    return "jobs wait for a worker" if late.exists() else ""


def heavy_worker() -> str:
    """Trouble with the heavy queue: its worker is missing, or has begun nothing for long.

    Jobs wait there for each other, however many there are: that alone is no trouble.
    """
    if _alive(presence.HEAVY_WORKER) == 0:
        return "it does not run"
    since = clock.of_machine() - LONGEST_HEAVY_JOB
    begun = DBTaskResult.objects.filter(queue_name=queues.HEAVY, started_at__gte=since)
    is_late = _ready(queues.HEAVY).filter(enqueued_at__lt=since).exists() and not begun.exists()
    return "jobs wait for a worker" if is_late else ""


def regular_work() -> str:
    """Trouble with the regular work: its process is missing, or something is long overdue."""
    if _alive(presence.REGULAR_WORK) == 0:
        return "it does not run"
    late = RegularWork.objects.filter(name__in=tick.names(), due_at__lt=clock.now() - PATIENCE)
    return "regular work is overdue" if late.exists() else ""


def _ready(queue: str) -> Any:
    return DBTaskResult.objects.ready().filter(queue_name=queue)


def _alive(role: str) -> int | None:
    """How many processes of the role run beside this one; None where ``serve`` did not start it."""
    folder = os.environ.get(presence.FOLDER)
    return presence.count(Path(folder), role) if folder else None


CHECKS: list[Callable[[], str]] = [database, storage, web, worker, heavy_worker, regular_work]


def register(check: Callable[[], str]) -> None:
    """Ask ``check`` too: it returns a trouble in words, or an empty string."""
    if check not in CHECKS:
        CHECKS.append(check)


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 «ok», or 503 with a line per trouble; says nothing about data."""
    troubles = []
    for check in CHECKS:
        try:
            trouble = check()
        except (DatabaseError, OSError) as error:
            logger.exception("health check %s failed", check.__name__)
            trouble = type(error).__name__
        if trouble:
            troubles.append(f"{check.__name__}: {trouble}")
    return HttpResponse(
        "\n".join(troubles) or "ok", content_type="text/plain", status=503 if troubles else 200
    )
