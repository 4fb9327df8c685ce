"""Regular work of videos; each can run any number of times."""

import datetime as dt
from functools import partial
from uuid import UUID

from django.db.models import F, Max

from contest.applications.models import Entry
from contest.setup.models import Contest
from contest.video import services
from contest.video.models import VideoUpload
from core import boxed
from core.errors import Refused
from core.tick import Pieces, every
from forms_app import notifications
from forms_app.lifecycle import State

# A request that is at it has ended by then.
LEFT_ALONE = dt.timedelta(minutes=5)
# What came by e-mail in time is attached by then; only after that are people told that nothing came.
TELL_AFTER = dt.timedelta(days=1)
# Of contests that were over before the site knew of videos nobody is told.
TELL_WITHIN = dt.timedelta(days=7)


@every(minutes=1, name="contest: copies of videos")
def sweep_copies(now: dt.datetime) -> int:
    """Go on with copies that a killed worker left behind."""
    return services.sweep_copies(now)


@every(minutes=1, name="contest: videos that came whole")
def look_at_left(now: dt.datetime) -> int:
    """Look at uploads that came whole and were left: the server was stopped, or had too much to do."""
    before = now - LEFT_ALONE
    whole = VideoUpload.objects.unfinished().filter(file__offset=F("file__size"))
    rows = whole.annotate(last=Max("file__parts__content__created_at")).filter(last__lte=before)
    pieces = Pieces()
    looked = pieces.count(list(rows.values_list("pk", flat=True)), _look)
    pieces.finish()
    return looked


def _look(pk: UUID) -> int:
    upload = VideoUpload.objects.select_related("file__key", "entry__contest", "key").get(pk=pk)
    assert upload.file is not None
    if upload.whole_at is None:
        # The server was stopped between the last bytes and the note of when they came.
        last = upload.file.parts.select_related("content").last()
        assert last is not None
        upload.whole_at = last.content.created_at
        upload.save(update_fields=["whole_at"])
    try:
        services.finish(upload=upload)
    except boxed.Busy:
        return 0
    except Refused as refused:
        submission = upload.entry.submission
        notifications.submission_letter(submission, "video-refused", reason=refused.message)
    return 1


@every(minutes=60, name="contest: uploads of videos that expired")
def drop_expired(now: dt.datetime) -> int:
    """Remove uploads that broke off and were not gone on with; of ended ones only the note."""
    rows = VideoUpload.objects.filter(expires_at__lte=now)
    # One that came whole is a video, or is going to be looked at.
    waiting = rows.filter(video=None, refusal="", file__offset=F("file__size"))
    expired = rows.exclude(pk__in=waiting.values("pk"))
    pieces = Pieces()
    dropped = pieces.count(list(expired.values_list("pk", flat=True)), _drop)
    pieces.finish()
    return dropped


def _drop(pk: UUID) -> int:
    services.drop_upload(upload=VideoUpload.objects.get(pk=pk))
    return 1


@every(minutes=60, name="contest: no video by the end of stage I")
def tell_missing(now: dt.datetime) -> int:
    """Tell, once, who has sent no video by the end of stage I (C-13)."""
    pieces, told = Pieces(), 0
    for contest in Contest.objects.published():
        window = contest.stage_one()
        if window is None or not TELL_AFTER <= now - window.closes_at <= TELL_WITHIN:
            continue
        rows = Entry.objects.filter(
            contest=contest, submission__state=State.ACCEPTED, missing_video=None, videos=None
        )
        keys = list(rows.values_list("pk", flat=True))
        told += pieces.count(keys, partial(_tell, now=now))
    pieces.finish()
    return told


def _tell(pk: int, *, now: dt.datetime) -> int:
    entry = Entry.objects.select_related("submission").get(pk=pk)
    return int(services.note_missing(entry=entry, at=now))
