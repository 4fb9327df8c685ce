"""What a stranger's video file is; runs in the boxed child: plain Python, no Django.

Headers lie or lack the length, so every packet is gone through; nothing is decoded.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, BinaryIO

import av

# The child can import nothing once it looks at the file: PyAV would only then.
import av.subtitles.stream

from core.errors import Refused

# FFmpeg's readers that may look at the file: none of them opens another one. A list to play, however
# it is called, is for none of these.
_READERS = {
    "mov,mp4,m4a,3gp,3g2,mj2": "mp4",
    "matroska,webm": "mkv",
    "avi": "avi",
    "mpeg": "mpeg",
    "mpegts": "mpeg",
    "mpegvideo": "mpeg",
    "m4v": "mpeg",
}
ALLOWED = {
    "format_whitelist": ",".join(_READERS),
    "protocol_whitelist": "none",
    # Nor does a film that keeps its pictures in files beside it.
    "enable_drefs": "0",
    # What an MP4 hides by its list of edits is there, and most players show it.
    "ignore_editlist": "1",
}
# How much shorter than its header says a whole file may turn out, in seconds.
SLACK = 2
# A jump backwards by more than this begins another recording within the file, in seconds.
JUMP = 1

# The codec of a sound that FFmpeg cannot decode.
UNKNOWN = "unknown"

NO_VIDEO = (
    "Это не видео или файл повреждён. Подходят файлы MP4, AVI, MKV, MPEG-2, MPEG-4 и MOV с iPhone."
    " Название файла значения не имеет."
)
NO_PICTURE = "В файле нет движущегося изображения – только звук или обложка. Приложите видео."
CUT_OFF = "Видео обрывается: файл сохранён или скачан не до конца. Сохраните его заново и пришлите ещё раз."


class Times:
    """How long one stream lasts, by its packets; recordings that follow one another add up."""

    def __init__(self) -> None:
        self.packets = 0
        # Which recording it is at, counted from 0.
        self.recording = 0
        self.is_cut_off = False
        # Where the first recording begins, in seconds of the file.
        self.beginning = Fraction(0)
        self._earlier = Fraction(0)
        # First and last instant of the recording at hand, and the latest beginning of a packet.
        self.start: Fraction | None = None
        self.end = Fraction(0)
        self._latest = Fraction(0)

    def add(self, packet: Any) -> None:
        """Take a packet into account, or a decoded frame."""
        self.packets += 1
        self.is_cut_off = packet.is_corrupt
        time = packet.pts if packet.pts is not None else packet.dts
        if time is None:
            return
        start = time * packet.time_base
        end = start + (packet.duration or 0) * packet.time_base
        if self.start is None or start < self._latest - JUMP:
            self.recording += self.start is not None
            self._earlier = self.length
            self.start, self.end, self._latest = start, end, start
        self.start, self.end = min(self.start, start), max(self.end, end)
        if not self.recording:
            self.beginning = self.start
        self._latest = max(self._latest, start)

    @property
    def length(self) -> Fraction:
        """Seconds in all."""
        return self._earlier if self.start is None else self._earlier + self.end - self.start


@dataclass(frozen=True)
class Contents:
    """What a whole video file holds: its facts, and the numbers of the streams that make the video."""

    facts: dict[str, Any]
    picture: int
    sound: int | None
    times: dict[int, Times]


def probe(files: list[BinaryIO], output: BinaryIO) -> dict[str, Any]:
    """Container, codecs, size of the picture and length of a video; Refused for anything else."""
    (file,) = files
    return examine(file).facts


def examine(file: BinaryIO) -> Contents:
    """Go through a whole video file; Refused for anything else."""
    av.logging.set_level(None)
    _check_end(file)
    try:
        with av.open(file, metadata_errors="ignore", options=ALLOWED) as container:
            return _contents(container)
    except (av.FFmpegError, AttributeError, ValueError, IndexError) as error:
        raise Refused(NO_VIDEO) from error


def _check_end(file: BinaryIO) -> None:
    """Refuse a file that stops before the end that its own beginning names (AVI, MP4)."""
    head = file.read(12)
    whole = file.seek(0, 2)
    if head[:4] == b"RIFF" and head[8:] == b"AVI ":
        (size,) = struct.unpack("<I", head[4:8])
        # What a recorder that was switched off leaves there says nothing.
        if size not in (0, 0xFFFFFFFF) and whole < size + 8:
            raise Refused(CUT_OFF)
    elif head[4:8] == b"ftyp":
        _check_boxes(file, whole)
    file.seek(0)


def _check_boxes(file: BinaryIO, whole: int) -> None:
    """An MP4 is a row of boxes with their sizes; one of them, «moov», says what is in the others."""
    place = 0
    kinds: set[bytes] = set()
    # What some cameras write behind both is no matter.
    while place < whole and not {b"moov", b"mdat"} <= kinds:
        file.seek(place)
        head = file.read(16).ljust(16, b"\0")
        size, kind, large = struct.unpack(">I4sQ", head)
        size = {0: whole - place, 1: large}.get(size, size)
        if place + size > whole or size < 8:
            raise Refused(CUT_OFF)
        kinds.add(kind)
        place += size
    if b"moov" not in kinds:
        raise Refused(CUT_OFF)


def _contents(container: Any) -> Contents:
    name = _READERS.get(container.format.name)
    if name is None:
        raise Refused(NO_VIDEO)
    if name == "mp4" and container.metadata.get("major_brand", "").strip() == "qt":
        name = "mov"
    times = _go_through(container, is_stream=name == "mpeg")
    if any(one.is_cut_off for one in times.values()):
        raise Refused(CUT_OFF)
    pictures = [
        stream
        for stream in container.streams.video
        # A cover is one picture.
        if stream.index in times and times[stream.index].packets > 1
    ]
    if not pictures:
        raise Refused(NO_PICTURE)
    length = _length(times.values())
    promised = Fraction(container.duration, av.time_base) if container.duration else None
    # Of an MP4 every box was there; what a broadcast promises is only guessed.
    if promised is not None and name in ("mkv", "avi") and length < promised - SLACK:
        raise Refused(CUT_OFF)
    picture = pictures[0].codec_context
    sounds = [stream for stream in container.streams.audio if stream.index in times]
    sound = sounds[0].codec_context if sounds else None
    facts = {
        "container": name,
        "length": length.as_integer_ratio(),
        "promised": promised.as_integer_ratio() if promised is not None else None,
        "video_codec": picture.name if picture else "",
        "audio_codec": sound.name if sound else UNKNOWN if sounds else "",
        "pixels": (picture.pix_fmt or "") if picture else "",
        "width": picture.width if picture else 0,
        "height": picture.height if picture else 0,
    }
    return Contents(facts, pictures[0].index, sounds[0].index if sounds else None, times)


def _go_through(container: Any, *, is_stream: bool) -> dict[int, Times]:
    """The times of each stream of pictures or sound; Refused where the file ends too early.

    ``is_stream`` says that the kind of file was made for broadcasting: gaps in it are no damage.
    """
    times: dict[int, Times] = {}
    try:
        for packet in container.demux():
            if packet.stream.type not in ("video", "audio") or not packet.size:
                continue
            if packet.is_corrupt and not is_stream:
                raise Refused(CUT_OFF)
            if not packet.is_discard:
                times.setdefault(packet.stream.index, Times()).add(packet)
    except av.FFmpegError as error:
        raise Refused(CUT_OFF if times else NO_VIDEO) from error
    return times


def _length(times: Iterable[Times]) -> Fraction:
    """Seconds from the first picture or sound to the last; no less than the longest stream."""
    timed = [one for one in times if one.start is not None]
    if not timed:
        raise Refused(NO_VIDEO)
    span = max(one.end for one in timed) - min(one.start for one in timed if one.start is not None)
    return max(span, *(one.length for one in timed))
