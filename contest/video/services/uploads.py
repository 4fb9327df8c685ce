"""Uploads that may break off and go on: begun, added to, and made a video when they are whole."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from contest.applications.models import Entry
from contest.video.models import Video, VideoUpload
from core import boxed, clock, history, long_files
from core.errors import Refused
from core.file_names import clean_name
from forms_app.services.locking import lock_submission

from . import checks
from .keeping import Examined, examine, store

# How long an upload that broke off waits to go on.
KEPT = dt.timedelta(days=2)
# Uploads of one participant that may be under way.
AT_ONCE = 5


@transaction.atomic
def begin_upload(
    *, entry: Entry, size: int, name: str, at: dt.datetime, fingerprint: str = ""
) -> VideoUpload:
    """Begin an upload of ``size`` bytes by the participant; Refused as the checks say."""
    checks.check_open(entry, at)
    checks.check_size(size)
    checks.count_file(entry)
    key = lock_submission(entry.submission_id).key
    if entry.video_uploads.unfinished().count() >= AT_ONCE:
        raise Refused(
            "Слишком много незаконченных загрузок. Продолжите одну из них или удалите лишние."
        )
    return VideoUpload.objects.create(
        entry=entry,
        key=key,
        file=long_files.begin(key=key, size=size),
        name=clean_name(name),
        size=size,
        fingerprint=fingerprint,
        expires_at=clock.now() + KEPT,
    )


def append(
    *,
    upload: VideoUpload,
    offset: int,
    source: long_files.Source,
    at: dt.datetime,
    fits: Callable[[], bool] | None = None,
) -> int:
    """Take the next run of an upload, which came at ``at``; return how much there is now.

    Raises what ``long_files.append`` raises, Refused after stage I.
    """
    checks.check_open(upload.entry, at)
    assert upload.file is not None
    now = long_files.append(file=upload.file, offset=offset, source=source, fits=fits)
    row = VideoUpload.objects.filter(pk=upload.pk)
    row.update(expires_at=clock.now() + KEPT)
    if upload.file.is_whole:
        row.filter(whole_at=None).update(whole_at=at)
    return now


def finish(*, upload: VideoUpload) -> Video:
    """Make a whole upload the participant's video, or refuse it in words and drop its content.

    Raises ``boxed.Busy`` when too much is going on: regular work comes back to it then.
    """
    assert upload.file is not None
    try:
        tolerance = upload.entry.contest.video_tolerance
        return _accept(upload, examine(upload.file, tolerance=tolerance))
    except boxed.Busy:
        raise
    except Refused as refused:
        _refuse(upload, refused.message)
        raise


@transaction.atomic
def _accept(upload: VideoUpload, examined: Examined) -> Video:
    submission = lock_submission(upload.entry.submission_id)
    locked = VideoUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if locked.video is not None:
        return locked.video
    assert locked.whole_at is not None
    locked.video = store(
        upload.entry, submission, examined, name=locked.name, received_at=locked.whole_at
    )
    locked.save(update_fields=["video"])
    return locked.video


@transaction.atomic
def _refuse(upload: VideoUpload, message: str) -> None:
    locked = VideoUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if locked.video is not None or locked.file is None:
        return
    file, locked.file, locked.refusal = locked.file, None, message
    locked.save(update_fields=["file", "refusal"])
    history.log_change(upload.entry, actor=None, action="video-refused", why=message)
    long_files.discard(file)


@transaction.atomic
def drop_upload(*, upload: VideoUpload) -> None:
    """Take an unfinished or refused upload away with what has come of it; a second call is harmless."""
    locked = VideoUpload.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if locked is None:
        return
    file = locked.file if locked.video is None else None
    locked.delete()
    if file is not None:
        long_files.discard(file)
