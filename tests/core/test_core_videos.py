"""Strangers' videos in the boxed child: what they are, how long they last, what is refused."""

import io
import struct

import pytest

from core import boxed, videos
from core.errors import Refused
from core.videos import probing
from tests.core.video_samples import padded, song_with_cover, video, with_header_of

MB = 1024 * 1024
PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
CONCAT = b"ffconcat version 1.0\nfile '/etc/passwd'\n"


def probe(content: bytes) -> videos.Facts:
    return videos.probe(io.BytesIO(content), len(content))


@pytest.mark.req("C-A6")
@pytest.mark.parametrize(
    ("kind", "container"),
    [
        ("mp4", "mp4"),
        ("mov", "mov"),
        ("avi", "avi"),
        ("mkv", "mkv"),
        ("mpg", "mpeg"),
        ("ts", "mpeg"),
        ("m2v", "mpeg"),
        ("m4v", "mpeg"),
    ],
)
def test_every_kind_of_the_regulation_is_known_by_content_and_measured(kind, container):
    facts = probe(video(kind, 4))
    assert (facts.container, facts.length) == (container, 4)
    assert (facts.width, facts.height) == (64, 48)


def test_what_browsers_show_is_told():
    assert probe(video("mp4", sound=True)).plays_in_browsers
    assert not probe(video("avi")).plays_in_browsers
    assert not probe(video("mkv")).plays_in_browsers


@pytest.mark.req("C-A6")
def test_the_length_is_measured_where_the_header_lies():
    facts = probe(with_header_of(60, lasting=150))
    assert (facts.promised, facts.length) == (60, 150)


def test_recordings_that_follow_one_another_in_a_file_add_up():
    assert probe(video("ts", 3) + video("ts", 4)).length == pytest.approx(7, abs=0.1)


@pytest.mark.parametrize("content", [PLAYLIST, CONCAT, b"", b"RIFF", b"\0" * 4096, b"video" * 999])
def test_playlists_and_junk_are_refused(content):
    with pytest.raises(Refused, match="Это не видео"):
        probe(content)


def test_other_containers_are_refused():
    with pytest.raises(Refused, match="Это не видео"):
        probe(video("flv"))


def test_music_with_a_cover_is_no_video():
    with pytest.raises(Refused, match="только звук или обложка"):
        probe(song_with_cover())


@pytest.mark.parametrize("kind", ["mp4", "mov", "avi", "mkv"])
def test_what_was_cut_off_is_refused(kind):
    content = video(kind, 20)
    with pytest.raises(Refused, match="обрывается"):
        probe(content[: len(content) * 2 // 3])


def test_what_a_camera_writes_behind_an_mp4_is_no_matter():
    assert probe(video() + b"\xff" * 100).length == 3


def test_a_file_larger_than_the_child_may_take_in_memory_is_served_to_it(monkeypatch):
    small = boxed.register(
        "tests.core.boxed.jobs.read_all", memory=256 * MB, seconds=20, wall=30, answer=1000
    )
    size = 400 * MB
    answer = boxed.run(small, [boxed.Served(Zeros(size), size)])
    assert answer.value == size


def test_what_goes_wrong_with_a_served_file_is_raised_here():
    job = boxed.register(
        "tests.core.boxed.jobs.read_all", memory=256 * MB, seconds=20, wall=30, answer=1000
    )
    with pytest.raises(KeyError):
        boxed.run(job, [boxed.Served(Broken(), 100)])


def test_a_box_that_claims_no_size_does_not_hold_the_check_up():
    endless = struct.pack(">I4s", 8, b"ftyp") + struct.pack(">I4s", 1, b"free") + b"\0" * 8
    with pytest.raises(Refused, match="обрывается"):
        probing.probe([io.BytesIO(endless)], io.BytesIO())
    assert probe(padded(video(), 50_000)).length == 3


class Zeros(io.RawIOBase):
    """So many zeros that nobody keeps."""

    def __init__(self, size):
        super().__init__()
        self.left = size

    def seek(self, place, whence=0):
        return place

    def read(self, size=-1):
        piece = bytes(min(size, self.left))
        self.left -= len(piece)
        return piece


class Broken(io.RawIOBase):
    def seek(self, place, whence=0):
        return place

    def read(self, size=-1):
        raise KeyError("the key is gone")
