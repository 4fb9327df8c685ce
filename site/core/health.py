"""Whether this installation can do its work: for monitoring and load balancers."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_tasks_db.models import DBTaskResult

from core.models import RegularWork

logger = logging.getLogger(__name__)

# Later than this the worker or the regular work has stopped.
PATIENCE = dt.timedelta(minutes=5)


def database() -> str:
    """Trouble with the database, or an empty string."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def storage() -> str:
    """Trouble with writing private files, or an empty string."""
    private = storages["private"]
    name = private.save(f"health/{uuid.uuid4()}", ContentFile(b"ok"))
    private.delete(name)
    return ""


def worker() -> str:
    """Trouble with the queue: a job has waited too long."""
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - PATIENCE)
    return "jobs wait for a worker" if late.exists() else ""


def regular_work() -> str:
    """Trouble with the regular work: something is long overdue."""
    late = RegularWork.objects.filter(due_at__lt=timezone.now() - PATIENCE)
    return "regular work is overdue" if late.exists() else ""


CHECKS: tuple[Callable[[], str], ...] = (database, storage, worker, regular_work)


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
