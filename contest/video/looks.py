"""Who of the staff looked at a video (X-5)."""

import datetime as dt

from contest.video.models import Video
from core import clock, history
from core.models import ReadRecord, User

# A player asks for many pieces: for so long they are one look.
ONE_LOOK = dt.timedelta(minutes=10)


def log(video: Video, *, actor: User, is_download: bool) -> None:
    """Note that somebody plays a video, or downloads it."""
    submission, contest = video.entry.submission, video.entry.contest
    what = f"{video}, {'скачан файл' if is_download else 'просмотр'}"
    since = clock.now() - ONE_LOOK
    earlier = ReadRecord.objects.about(submission).filter(actor=actor, what=what, at__gt=since)
    if not earlier.exists():
        history.log_read(submission, actor=actor, what=what, organisation=contest.operator)
