"""The videos of stage I: tiny, each by its participant; one comes by e-mail, one not at all (C-13)."""

import datetime as dt
import io
from fractions import Fraction
from functools import cache

import av
from django.core.files.base import ContentFile

from contest.demo.ended.admission import entry_of
from contest.demo.ended.people import BY_EMAIL, PEOPLE, WITHOUT_VIDEO
from contest.demo.ended.timetable import Times, day
from contest.setup.models import Contest
from contest.video import services
from contest.video.models import Video
from core import clock, roles
from core.demo_accounts import account_of

_SECONDS, _RATE, _WIDTH, _HEIGHT = 4, 5, 320, 180
_DESCRIPTION = (
    "Демонстрационная запись без людей и звука: цветное поле медленно темнеет. Участник вымышлен."
)


def run(contest: Contest, times: Times) -> None:
    """Videos arrive while they are taken; who sent none is told the day after the end."""
    senders = [one for one in PEOPLE if one.person.login != WITHOUT_VIDEO]
    for turn, participant in enumerate(senders):
        with day(times.in_videos(turn, len(senders)), 12, turn):
            _send(contest, participant.person.login, shade=turn)
    with day(times.dates.video[1] + dt.timedelta(days=1), 9):
        services.note_missing(entry=entry_of(contest, WITHOUT_VIDEO), at=clock.now())


def _send(contest: Contest, login: str, *, shade: int) -> None:
    entry = entry_of(contest, login)
    content = ContentFile(_film(shade), name="Видеообращение.mp4")
    if login == BY_EMAIL:
        secretary = account_of(roles.CONTEST_SECRETARY)
        assert secretary is not None
        arrival = services.Arrival(clock.now(), Video.Source.EMAIL, secretary)
        services.attach(entry=entry, source=content, arrival=arrival, description=_DESCRIPTION)
        return
    video = services.send_file(entry=entry, source=content, name=str(content.name), at=clock.now())
    services.describe(video=video, text=_DESCRIPTION)


@cache
def _film(shade: int) -> bytes:
    """Some seconds of one colour that grows darker: everybody's film is their own."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=_RATE)
        stream.width, stream.height, stream.pix_fmt = _WIDTH, _HEIGHT, "yuv420p"
        for number in range(_SECONDS * _RATE):
            frame = av.VideoFrame(_WIDTH, _HEIGHT, "yuv420p")
            for plane, value in zip(
                frame.planes, (200 - number * 4, 90 + shade * 4, 150), strict=True
            ):
                plane.update(bytes([value]) * plane.buffer_size)
            frame.pts, frame.time_base = number, Fraction(1, _RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return file.getvalue()
