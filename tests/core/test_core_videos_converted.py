"""What browsers do not show is made an MP4 that they do, in the boxed child."""

import io
import os
import subprocess
import sys
from fractions import Fraction

import av
import pytest

from core import boxed, videos
from core.errors import Refused
from tests.core.video_samples import BRIGHT, DARK, Film, film, song_with_cover, undecodable, video

PLAYLIST = b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"


def converted(content: bytes) -> bytes:
    return videos.convert(io.BytesIO(content), len(content)).content.read()


def facts(content: bytes) -> videos.Facts:
    return videos.probe(io.BytesIO(content), len(content))


def pictures(content: bytes) -> list[av.VideoFrame]:
    with av.open(io.BytesIO(content)) as container:
        return list(container.decode(video=0))


@pytest.mark.req("C-13")
@pytest.mark.parametrize("kind", ["avi", "mkv", "mpg", "ts", "m2v", "m4v"])
def test_every_kind_of_the_regulation_becomes_one_that_browsers_show(kind):
    content = converted(video(kind, 4))
    result = facts(content)
    assert result.plays_in_browsers
    assert (result.container, result.video_codec, result.pixels) == ("mp4", "h264", "yuv420p")
    assert result.length == pytest.approx(4, abs=0.3)
    assert len(pictures(content)) == len(pictures(video(kind, 4)))


def test_the_index_stands_before_the_pictures_so_that_a_player_begins_at_once():
    content = converted(video("mkv"))
    assert content.index(b"moov") < content.index(b"mdat")


def test_sound_is_kept_and_one_without_has_none():
    result = facts(converted(video("mkv", 3, sound=True)))
    assert result.audio_codec == "aac"
    assert result.length == pytest.approx(3, abs=0.5)
    assert facts(converted(video("mkv", 3))).audio_codec == ""


@pytest.mark.parametrize(
    ("turned", "size", "dark", "bright"),
    [
        (90, (48, 64), "top", "bottom"),
        (180, (64, 48), "right", "left"),
        (270, (48, 64), "bottom", "top"),
    ],
)
def test_a_picture_is_turned_upright(turned, size, dark, bright):
    picture = pictures(converted(film(Film(turned=turned))))[0]
    assert (picture.width, picture.height) == size
    assert picture.rotation == 0
    assert luma(picture, dark) == pytest.approx(DARK, abs=12)
    assert luma(picture, bright) == pytest.approx(BRIGHT, abs=12)


def luma(picture: av.VideoFrame, where: str) -> int:
    """How bright a picture is near one of its edges."""
    x = {"left": 4, "right": picture.width - 5}.get(where, picture.width // 2)
    y = {"top": 4, "bottom": picture.height - 5}.get(where, picture.height // 2)
    plane = picture.planes[0]
    return bytes(plane)[y * plane.line_size + x]


@pytest.mark.parametrize(
    ("made", "size"),
    [
        (Film(width=63, height=47), (64, 48)),
        # As a film of a television: 720 × 576 are shown as 16 : 9.
        (Film(width=90, height=72, pixel=Fraction(64, 45)), (128, 72)),
        (Film(width=2400, height=200, instants=(0, 200, 400)), (1920, 160)),
    ],
    ids=["odd", "oblong", "large"],
)
def test_sides_are_even_pixels_square_and_not_too_many(made, size):
    result = facts(converted(film(made)))
    assert (result.width, result.height) == size


def test_a_varying_rate_stays_as_it_is():
    instants = (0, 40, 80, 700, 733, 2000, 2010, 2900)
    shown = pictures(converted(film(Film(instants=instants))))
    assert [round(picture.time * 1000) for picture in shown] == list(instants)


def test_recordings_that_follow_one_another_are_joined():
    content = converted(video("ts", 3) + video("ts", 2))
    assert facts(content).length == pytest.approx(5, abs=0.2)
    times = [picture.time for picture in pictures(content)]
    assert times == sorted(set(times))


def test_silence_takes_the_place_of_sound_that_is_missing():
    """Sound of three seconds with a hole of two: what comes after it must not come earlier."""
    content = converted(with_a_hole())
    with av.open(io.BytesIO(content)) as container:
        sound = container.streams.audio[0]
        lasts = sum(frame.samples for frame in container.decode(sound)) / sound.rate
    assert lasts == pytest.approx(5, abs=0.2)


def with_a_hole() -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="matroska") as out:
        stream = out.add_stream("mpeg4", rate=5)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        audio = out.add_stream("pcm_s16le", rate=8000, layout="mono")
        for number in range(25):
            frame = av.VideoFrame(64, 48, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 5)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
        for second in (0, 1, 4):
            sound = av.AudioFrame(format="s16", layout="mono", samples=8000)
            sound.planes[0].update(bytes(sound.planes[0].buffer_size))
            sound.sample_rate, sound.pts = 8000, second * 8000
            sound.time_base = Fraction(1, 8000)
            out.mux(audio.encode(sound))
        out.mux(audio.encode())
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PLAYLIST, "Это не видео"),
        (b"\0" * 5000, "Это не видео"),
        (lambda: video("flv"), "Это не видео"),
        (song_with_cover, "только звук или обложка"),
        (lambda: video("mkv", 20)[:-3000], "обрывается"),
        (undecodable, "не удалось раскодировать"),
    ],
    ids=["playlist", "zeros", "flv", "cover", "cut-off", "noise"],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_words(content, words):
    content = content() if callable(content) else content
    with pytest.raises(Refused, match=words):
        converted(content)


@pytest.mark.parametrize(
    ("limits", "verdict"),
    [
        ({"memory": 300 * boxed.MB}, boxed.OutOfMemory),
        ({"memory": 1024 * boxed.MB, "output": 1000}, boxed.TooMuchOutput),
        ({"memory": 1024 * boxed.MB, "output": boxed.MB, "seconds": 1}, boxed.OutOfTime),
    ],
    ids=["memory", "output", "time"],
)
def test_beyond_the_limits_of_the_child_is_a_verdict(limits, verdict, monkeypatch):
    monkeypatch.setattr(boxed.jobs, "_registered", {})
    tight = boxed.register("core.videos.converting.convert", **limits)
    monkeypatch.setattr(videos, "_CONVERT", tight)
    large = Film(width=2400, height=2400, instants=tuple(range(0, 3000, 40)))
    with pytest.raises(verdict):
        converted(film(large))


# A process of its own converts a film and counts its threads each time that it reads a piece.
COUNT_THREADS = """
import io, os, sys
from core.videos import converting
most = 0
class Film(io.BytesIO):
    def read(self, *size):
        global most
        most = max(most, len(os.listdir("/proc/self/task")))
        return super().read(*size)
film = Film(sys.stdin.buffer.read())
converting.convert([film], os.fdopen(os.memfd_create("result"), "wb"))
print(most)
"""


def test_no_thread_is_started_for_the_child_may_have_none():
    long = Film(width=640, height=360, turned=90, sound=True, instants=tuple(range(0, 4000, 40)))
    done = subprocess.run(
        [sys.executable, "-c", COUNT_THREADS],
        input=film(long),
        capture_output=True,
        check=False,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout == b"1\n", done.stderr.decode()


def test_no_place_and_no_name_of_the_original_is_taken_over():
    source = io.BytesIO()
    with av.open(io.BytesIO(video("mkv"))) as given, av.open(source, "w", format="matroska") as out:
        stream = out.add_stream_from_template(given.streams.video[0])
        out.metadata["title"] = "Участница дома"
        for packet in given.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    assert "Участница дома".encode() in source.getvalue()
    assert "Участница дома".encode() not in converted(source.getvalue())
