"""The end: of uploads that never came whole, of stage I without a video, of a participant's data."""

import datetime as dt

from django.db import transaction

from contest.applications.models import Entry
from contest.video.models import MissingVideo, VideoCopy
from core import history, long_files
from forms_app import notifications
from forms_app.lifecycle import State
from forms_app.services.locking import lock_submission

from .copies import drop_copies
from .uploads import drop_upload


@transaction.atomic
def note_missing(*, entry: Entry, at: dt.datetime) -> bool:
    """Note and tell a participant that no video came until the end of stage I; once (C-13)."""
    submission = lock_submission(entry.submission_id)
    if submission.state != State.ACCEPTED or entry.videos.exists():
        return False
    # One that came whole in time and waits to be looked at.
    if entry.video_uploads.unfinished().exclude(whole_at=None).exists():
        return False
    _, is_new = MissingVideo.objects.get_or_create(entry=entry, defaults={"noted_at": at})
    if is_new:
        history.log_change(entry, actor=None, action="video-missing")
        notifications.submission_letter(submission, "video-missing")
    return is_new


def destroy_of(entry: Entry, at: dt.datetime) -> None:
    """Destroy all videos, copies and uploads of a participant; inside the application's destruction."""
    for upload in entry.video_uploads.all():
        drop_upload(upload=upload)
    drop_copies(entry)
    for video in entry.videos.select_related("file", "key"):
        long_files.destroy(video.file, at)
        video.name = video.description = ""
        video.save(update_fields=["name", "description"])


def kept_words(entry: Entry) -> str:
    """What the act of destruction says of videos; empty where there are none."""
    number = entry.videos.kept().count()
    copies = VideoCopy.objects.filter(video__entry=entry, state=VideoCopy.State.READY).count()
    words = [f"Видеообращения: {number}." if number else ""]
    words += [f"Копии для просмотра: {copies}." if copies else ""]
    return " ".join(filter(None, words))
