"""Copies of videos that browsers do not show, made one after another by the heavy queue (C-13).

The row of a copy is the truth and a job only carries it out: whatever becomes of the job, regular work
finds the row again. Only the video that counts has a copy.
"""

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from django.db import OperationalError, connection, models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django_tasks import task

from contest.applications.models import Entry
from contest.video.models import Video, VideoCopy
from core import clock, history, long_files, queues, videos
from core.errors import Refused

if TYPE_CHECKING:
    from core.models import User

logger = logging.getLogger(__name__)

# Whoever makes a copy holds it for so long, and says again and again that it is still at it.
LEASE = dt.timedelta(minutes=5)
RENEWED_EVERY = 60  # seconds
# A job that waits its turn is left alone for so long.
QUEUED = dt.timedelta(hours=1)
MOST_ATTEMPTS = 3
BROKE_OFF = "Работа прерывалась несколько раз: сервер останавливали или ему не хватило памяти."


@transaction.atomic
def order_copy(*, entry: Entry) -> None:
    """Order a copy of the video that counts, if it needs one, and drop those of earlier videos.

    A second call changes nothing.
    """
    last = entry.videos.kept().last()
    for copy in VideoCopy.objects.filter(video__entry=entry).exclude(video=last):
        _drop(copy)
    if last is None or last.plays_in_browsers:
        return
    copy, is_new = VideoCopy.objects.get_or_create(
        video=last, defaults={"next_attempt_at": clock.now() + QUEUED}
    )
    if is_new:
        _start_job(copy.pk)


@transaction.atomic
def retry_copy(*, entry: Entry, actor: "User") -> None:
    """Try again to make a copy that failed: staff have looked."""
    rows = VideoCopy.objects.select_for_update(of=("self",)).filter(video__entry=entry)
    copy = rows.filter(state=VideoCopy.State.FAILED).select_related("video").first()
    if copy is None:
        raise Refused("Копия для просмотра уже делается или готова: обновите страницу.")
    copy.state, copy.failure, copy.attempts = VideoCopy.State.WAITING, "", 0
    copy.next_attempt_at = clock.now() + QUEUED
    copy.save()
    history.log_change(
        entry, actor=actor, action="retry-copy", details={"number": copy.video.number}
    )
    _start_job(copy.pk)


def make_copy(pk: int) -> bool:
    """Make one copy if it waits and nobody else is at it; whether it was made now.

    A video that cannot be converted leaves a failure in words; an error of ours leaves the row as it
    is, to be found again.
    """
    copy = _claim(pk)
    if copy is None:
        return False
    try:
        with _holding(copy):
            reader = long_files.Reader(copy.video.file)
            try:
                converted = videos.convert(reader, reader.size)
            finally:
                reader.close()
            with converted.content:
                return _keep(copy, converted)
    except Refused as refused:
        _fail(copy, refused.message)
    except Exception:
        # The participant's data were destroyed meanwhile, or a newer video came.
        if _mine(copy).exists():
            raise
        logger.info("copy %s is not needed any more", pk)
    return False


@task(queue_name=queues.HEAVY)
def copy_job(pk: int) -> bool:
    """The job that makes one copy."""
    return make_copy(pk)


def sweep_copies(now: dt.datetime) -> int:
    """Start a job for each copy that was left behind, and order what nobody ordered; how many."""
    started = 0
    for pk in list(_due(now).values_list("pk", flat=True)):
        # The instant moves on first, so that a dead worker does not pile up jobs.
        if _due(now).filter(pk=pk).update(next_attempt_at=now + QUEUED):
            _start_job(pk)
            started += 1
    newer = Video.objects.kept().filter(
        entry=OuterRef("entry"), received_at__gt=OuterRef("received_at")
    )
    bare = Video.objects.kept().filter(~Exists(newer), plays_in_browsers=False, copy=None)
    for video in list(bare.select_related("entry")):
        order_copy(entry=video.entry)
        started += 1
    return started


def _start_job(pk: int) -> None:
    copy_job.enqueue(pk)


def _free(now: dt.datetime) -> Q:
    is_free = Q(lease_until=None) | Q(lease_until__lte=now)
    return is_free & Q(state=VideoCopy.State.WAITING)


def _due(now: dt.datetime) -> models.QuerySet[VideoCopy]:
    return VideoCopy.objects.filter(_free(now), next_attempt_at__lte=now)


@transaction.atomic
def _claim(pk: int) -> VideoCopy | None:
    """Take the copy to make it; what a killed attempt has written of it is dropped."""
    now = clock.now()
    rows = VideoCopy.objects.select_for_update(of=("self",)).filter(_free(now), pk=pk)
    copy = rows.select_related("video__file__key", "video__key", "video__entry", "file").first()
    if copy is None:
        return None
    half, copy.file = copy.file, None
    copy.attempts += 1
    copy.lease_until = copy.next_attempt_at = now + LEASE
    copy.save()
    if half is not None:
        long_files.discard(half)
    if copy.attempts > MOST_ATTEMPTS:
        _fail(copy, BROKE_OFF)
        return None
    return copy


@contextmanager
def _holding(copy: VideoCopy) -> Iterator[None]:
    """Say again and again that somebody is at this copy, to the end of the block."""
    is_over = threading.Event()

    def renew() -> None:
        try:
            while not is_over.wait(RENEWED_EVERY):
                until = clock.now() + LEASE
                # Where others write just now, the next time will do.
                with suppress(OperationalError):
                    _mine(copy).update(lease_until=until, next_attempt_at=until)
        finally:
            connection.close()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _mine(copy: VideoCopy) -> models.QuerySet[VideoCopy]:
    """The row while it is this attempt that is at it."""
    return VideoCopy.objects.filter(
        pk=copy.pk, attempts=copy.attempts, state=VideoCopy.State.WAITING
    )


def _keep(copy: VideoCopy, converted: videos.Converted) -> bool:
    """Encrypt the result under the key of the video; it counts once it is whole."""
    long_files.refuse_without_room(converted.size)
    file = long_files.begin(key=copy.video.key, size=converted.size)
    if not _mine(copy).update(file=file):
        long_files.discard(file)
        return False
    long_files.append(file=file, offset=0, source=converted.content)
    return bool(
        _mine(copy)
        .filter(file__offset=F("file__size"))
        .update(state=VideoCopy.State.READY, lease_until=None)
    )


@transaction.atomic
def _fail(copy: VideoCopy, message: str) -> None:
    locked = _mine(copy).select_for_update(of=("self",)).select_related("file").first()
    if locked is None:
        return
    file, locked.file = locked.file, None
    locked.state, locked.failure, locked.lease_until = VideoCopy.State.FAILED, message, None
    locked.save()
    if file is not None:
        long_files.discard(file)
    history.log_change(
        copy.video.entry,
        actor=None,
        action="video-copy-failed",
        why=message,
        details={"number": copy.video.number},
    )


def drop_copies(entry: Entry) -> None:
    """Take all copies of a participant's videos away; inside the application's destruction."""
    for copy in VideoCopy.objects.filter(video__entry=entry):
        _drop(copy)


def _drop(copy: VideoCopy) -> None:
    locked = (
        VideoCopy.objects.select_for_update(of=("self",)).select_related("file").get(pk=copy.pk)
    )
    file = locked.file
    locked.delete()
    if file is not None:
        long_files.discard(file)
