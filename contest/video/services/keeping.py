"""Videos that came whole: looked at, kept, described (C-13, C-A6)."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction

from contest.applications.models import Entry
from contest.video import rules
from contest.video.models import Video
from core import clock, history, long_files, videos
from core.errors import Refused
from core.file_names import clean_name
from core.models import LongFile
from forms_app import notifications
from forms_app.lifecycle import State
from forms_app.models import Submission
from forms_app.services.locking import APPLICANT_LABEL, lock_submission

from . import checks
from .copies import order_copy

if TYPE_CHECKING:
    from core.models import User

# Characters of a text description.
DESCRIPTION = 4000


@dataclass(frozen=True)
class Arrival:
    """How a video came to us otherwise than through the site: when, by what way, who enters it."""

    at: dt.datetime
    source: Video.Source
    actor: "User"


@dataclass(frozen=True)
class Examined:
    """A whole file and what it is."""

    file: LongFile
    facts: videos.Facts
    sha256: str


def send_file(*, entry: Entry, source: File, name: str, at: dt.datetime) -> Video:
    """Take a whole file that a form without JavaScript sent; the same checks, the same words."""
    checks.check_open(entry, at)
    checks.check_size(source.size)
    checks.count_file(entry)
    return _keep_whole(entry, source, name=name, received_at=at)


def attach(*, entry: Entry, source: File, arrival: Arrival, description: str = "") -> Video:
    """Keep a video that came by e-mail or on a carrier, judged by its instant of arrival (C-13)."""
    if arrival.at > clock.now():
        raise Refused("Это время ещё не наступило: укажите, когда видео поступило.", field="at")
    if reason := checks.closed_because(entry, arrival.at):
        raise Refused(reason, field="at", clause="13")
    checks.check_size(source.size)
    return _keep_whole(
        entry,
        source,
        name=source.name or "",
        received_at=arrival.at,
        arrival=arrival,
        description=description,
    )


def _keep_whole(
    entry: Entry,
    source: File,
    *,
    name: str,
    received_at: dt.datetime,
    arrival: Arrival | None = None,
    description: str = "",
) -> Video:
    """Encrypt a whole file, look at it, and keep it; what is refused leaves nothing behind."""
    file = long_files.begin(key=entry.submission.key, size=source.size)
    try:
        source.seek(0)
        long_files.append(file=file, offset=0, source=source)
        examined = examine(file, tolerance=entry.contest.video_tolerance)
        with transaction.atomic():
            return store(
                entry,
                lock_submission(entry.submission_id),
                examined,
                name=clean_name(name),
                received_at=received_at,
                arrival=arrival,
                description=description,
            )
    except BaseException:
        long_files.discard(file)
        raise


def examine(file: LongFile, *, tolerance: int) -> Examined:
    """What a whole file is; Refused where it is no video, cut off, or too long."""
    reader = long_files.Reader(file)
    try:
        facts = videos.probe(reader, reader.size)
    finally:
        reader.close()
    rules.check_length(facts.length, tolerance=tolerance)
    return Examined(file, facts, long_files.sha256_of(file))


def store(
    entry: Entry,
    submission: Submission,
    examined: Examined,
    *,
    name: str,
    received_at: dt.datetime,
    arrival: Arrival | None = None,
    description: str = "",
) -> Video:
    """The row of a video, its history and its letter; ``submission`` is locked."""
    if submission.state != State.ACCEPTED:
        raise Refused("Пока файл загружался, решение по заявке изменилось: видео не принято.")
    facts = examined.facts
    video = Video.objects.create(
        entry=entry,
        number=entry.videos.count() + 1,
        key=submission.key,
        file=examined.file,
        name=name,
        description=description.strip(),
        source=arrival.source if arrival else Video.Source.SITE,
        entered_by=arrival.actor if arrival else None,
        received_at=received_at,
        size=examined.file.size,
        sha256=examined.sha256,
        container=facts.container,
        milliseconds=round(facts.length * 1000),
        codecs=", ".join(filter(None, (facts.video_codec, facts.audio_codec))),
        width=facts.width,
        height=facts.height,
        plays_in_browsers=facts.plays_in_browsers,
    )
    history.log_change(
        entry,
        actor=arrival.actor if arrival else None,
        action="attach" if arrival else "video",
        details={"number": video.number, "received_at": received_at.isoformat()},
        actor_label="" if arrival else APPLICANT_LABEL,
    )
    order_copy(entry=entry)
    notifications.submission_letter(
        submission, "video-received", reason=_receipt(video), by_applicant=arrival is None
    )
    return video


def _receipt(video: Video) -> str:
    tz = video.entry.contest.tz
    return (
        f"Длительность {video.length_words}, поступило"
        f" {clock.format_instant(video.received_at, tz)}."
    )


@transaction.atomic
def describe(*, video: Video, text: str, actor: "User | None" = None) -> Video:
    """Keep the text description of a video, for those who cannot see or hear it.

    The participant changes it until stage I ends, as the video itself; staff may later.
    """
    text = text.strip()
    if actor is None:
        checks.check_open(video.entry, clock.now())
    if len(text) > DESCRIPTION:
        raise Refused(f"Описание длиннее {DESCRIPTION} знаков.", field="description")
    locked = Video.objects.select_for_update(of=("self",)).select_related("key").get(pk=video.pk)
    if locked.file.destroyed_at is not None:
        raise Refused("Данные заявки уничтожены.")
    if locked.description == text:
        return locked
    locked.description = text
    locked.save(update_fields=["description"])
    label = "" if actor else APPLICANT_LABEL
    details = {"number": locked.number}
    history.log_change(
        locked.entry, actor=actor, action="video-description", details=details, actor_label=label
    )
    return locked


def current(entry: Entry) -> Video | None:
    """The video that counts: the last to arrive."""
    return entry.videos.kept().select_related("file", "key").last()
