"""(i): a video of 500 MB uploaded by tus, and the first byte of a range of it."""

import datetime as dt
import os
import resource
import statistics
import struct
import time
from pathlib import Path

from django.conf import settings
from django.test import Client

from contest.setup.models import Stage
from contest.video.models import Video
from contest.video.serving import video_response
from core import clock, crypto
from core.models import User
from core.streams import encrypt_chunks
from forms_app import links, services
from tests.bench.report import MIB, Figure, Report, in_turns
from tests.contest.factories import ContestFactory, sent_application
from tests.contest.participant import BORN
from tests.contest.video.sending import TUS, begun
from tests.core.video_samples import video

SIZE = 500 * MIB
TURNS = 3
DAY = dt.timedelta(days=1)


def run(report: Report) -> None:
    """Upload against a plain encrypted copy; memory against a tenth of it; range against start."""
    client, page = _participant()
    small = [_upload(client, page, SIZE // 10)[1] for _ in range(2)][-1]
    seconds, copies, peaks = [], [], []
    for _ in range(TURNS):
        copies.append(_copy())
        taken, peak = _upload(client, page, SIZE)
        seconds.append(taken)
        peaks.append(peak)
    report.add(
        Figure(
            "Video of 500 MB: upload, looked at and kept",
            statistics.median(seconds) * 1000,
            statistics.median(copies) * 1000,
            "a plain encrypted copy of it",
            aim=2.00,
        )
    )
    report.add(
        Figure(
            "Video of 500 MB: memory of the process",
            max(peaks) / MIB,
            small / MIB,
            "after one of 50 MB",
            aim=1.10,
            unit="MiB",
        )
    )
    _first_byte(report)


def _first_byte(report: Report) -> None:
    kept = Video.objects.select_related("file__key", "key").latest("pk")

    def first(place: str) -> None:
        client = Client()
        request = client.request().wsgi_request
        request.META["HTTP_RANGE"] = f"bytes={place}-"
        response = video_response(request, kept, is_download=False)
        next(iter(response))  # type: ignore[call-overload]
        response.close()

    middle, start = in_turns(lambda: first(str(SIZE // 2)), lambda: first("0"))
    report.add(
        Figure(
            "Video of 500 MB: first byte in the middle",
            statistics.median(middle) * 1000,
            statistics.median(start) * 1000,
            "first byte at the start",
            aim=2.00,
        )
    )


def _participant() -> tuple[Client, str]:
    """The browser of an admitted participant who has proved to be so."""
    contest = ContestFactory()
    today = clock.local_day(clock.now())
    Stage.objects.create(contest=contest, title="I", starts_on=today - DAY, ends_on=today + DAY)
    actor = User.objects.latest("pk")
    application = sent_application(contest, participant={"last_name": "Видеева"})
    services.register(submission=application, actor=actor)
    services.accept(submission=application, actor=actor)
    link = f"/track/{links.token('track', application)}/"
    client = Client(headers={"host": "localhost"})
    client.post(f"{link}confirm/", {"answer": BORN})
    return client, f"{link}video/"


class Film:
    """A short video with so much room behind it; made as it is read, the size that a disk has to take."""

    def __init__(self, size: int) -> None:
        film = video()
        head = film + struct.pack(">I4s", size - len(film), b"free")
        self._head = head
        self._left = size - len(head)
        self._noise = os.urandom(MIB)

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
            return piece
        size = min(size, self._left, MIB)
        self._left -= size
        return self._noise[:size]

    readline = read


def _upload(client: Client, page: str, size: int) -> tuple[float, int]:
    """Seconds of one upload, and the most memory that the process has had, in bytes."""
    url = begun(client, page, size)
    start = time.perf_counter()
    answer = client.request(
        **{
            "REQUEST_METHOD": "PATCH",
            "PATH_INFO": url,
            "CONTENT_TYPE": "application/offset+octet-stream",
            "CONTENT_LENGTH": str(size),
            "HTTP_TUS_RESUMABLE": TUS["Tus-Resumable"],
            "HTTP_UPLOAD_OFFSET": "0",
            "wsgi.input": Film(size),
        }
    )
    seconds = time.perf_counter() - start
    assert answer.status_code == 204, answer.content.decode()
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _copy() -> float:
    """Seconds of encrypting the same bytes into a file that is flushed to the disk."""
    key, film = crypto.new_key(), Film(SIZE)
    path = Path(settings.VAR_DIR) / "plain-copy"
    start = time.perf_counter()
    with path.open("wb") as out:
        for part in encrypt_chunks(key, iter(lambda: film.read(64 * 1024), b""), context="copy"):
            out.write(part)
        out.flush()
        os.fsync(out.fileno())
    seconds = time.perf_counter() - start
    path.unlink()
    return seconds
