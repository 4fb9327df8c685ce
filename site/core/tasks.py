"""Jobs and regular work of the core."""

import datetime as dt

from django.core.management import call_command
from django.db import connection
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from core import imports, orphans, outbox, waiting_uploads
from core.tick import every

# A finished job says little after two weeks; what it did stands in the rows it wrote.
KEEP_RESULTS = dt.timedelta(days=14)
# A job still «running» after a day was killed; whoever needs it has started another.
LONGEST_JOB = dt.timedelta(days=1)


@task()
def deliver_letter(letter_id: str) -> bool:
    """Send one letter of the outbox."""
    return outbox.deliver(letter_id)


@every(minutes=1, name="letters: sweep")
def sweep_letters(now: dt.datetime) -> int:
    """Start again what a dead worker or an absent mail server left behind."""
    return outbox.sweep_letters(now)


@every(minutes=1, name="pages: scheduled publishing")
def publish_scheduled(now: dt.datetime) -> None:
    """Publish and expire Wagtail pages whose time has come (X-1)."""
    call_command("publish_scheduled")


@every(minutes=24 * 60, name="sessions: expired")
def clear_sessions(now: dt.datetime) -> None:
    """Forget sessions that have expired."""
    call_command("clearsessions")


@every(minutes=24 * 60, name="files: orphans")
def purge_orphans(now: dt.datetime) -> str:
    """Remove files that no row owns and keys whose destruction stopped halfway."""
    return str(orphans.purge_orphan_files(now))


@every(minutes=60, name="files: uploads of killed processes")
def remove_left_uploads(now: dt.datetime) -> int:
    """Delete uploads that wait readable for an encryption that will not come (invariant 9)."""
    return waiting_uploads.remove_left(now)


@every(minutes=60, name="imports: previews")
def purge_previews(now: dt.datetime) -> int:
    """Forget tables that were looked through a day ago; what was entered stays."""
    return imports.purge(now)


@every(minutes=60, name="database: statistics")
def refresh_statistics(now: dt.datetime) -> None:
    """Tell SQLite how its tables have grown: without that it picks the wrong index of a long one.

    A sample is enough and takes milliseconds; PostgreSQL does the same by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=400")
            cursor.execute("ANALYZE")


@every(minutes=60, name="queue: old results")
def prune_jobs(now: dt.datetime) -> int:
    """Forget finished jobs, and those that a killed worker left «running» for ever."""
    old = DBTaskResult.objects.finished().filter(finished_at__lte=now - KEEP_RESULTS)
    dead = DBTaskResult.objects.running().filter(started_at__lte=now - LONGEST_JOB)
    return old.delete()[0] + dead.delete()[0]
