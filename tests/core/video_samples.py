"""Videos of every kind that the tests send, made on the spot: tiny pictures, a few a second."""

import io
import random
import re
import struct
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import av

# How each kind of file is made: container, codec, pictures a second.
KINDS = {
    "mp4": ("mp4", "libx264", 5),
    "mov": ("mov", "libx264", 5),
    "avi": ("avi", "mpeg4", 5),
    "mkv": ("matroska", "mpeg4", 5),
    # A broadcast's: 25 pictures a second are the fewest that it knows.
    "mpg": ("mpeg", "mpeg2video", 25),
    "ts": ("mpegts", "mpeg2video", 25),
    "m2v": ("mpeg2video", "mpeg2video", 25),
    "m4v": ("m4v", "mpeg4", 5),
    "webm": ("webm", "libvpx", 5),
    "flv": ("flv", "flv", 5),
}


@cache
def video(kind: str = "mp4", seconds: int = 3, *, sound: bool = False) -> bytes:
    """A video of so many seconds."""
    container, codec, rate = KINDS[kind]
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        audio = out.add_stream("aac", rate=8000, layout="mono") if sound else None
        for number in range(seconds * rate):
            frame = av.VideoFrame(64, 48, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([number * 7 % 255]) * plane.buffer_size)
            frame.pts, frame.time_base = number, Fraction(1, rate)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
        if audio is not None:
            _add_sound(out, audio, seconds)
    return file.getvalue()


@cache
def song_with_cover() -> bytes:
    """Music with a picture of its cover: to many programs that is a video."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as out:
        audio = out.add_stream("aac", rate=8000, layout="mono")
        cover = out.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 64, 48, "yuvj420p"
        frame = av.VideoFrame(64, 48, "yuvj420p")
        frame.pts = 0
        out.mux(cover.encode(frame))
        out.mux(cover.encode())
        _add_sound(out, audio, 3)
    return file.getvalue()


@cache
def with_header_of(seconds: int, *, lasting: int) -> bytes:
    """An MP4 that says in all its headers that it lasts ``seconds``, and really lasts longer."""
    content = bytearray(video("mp4", lasting))
    for box, place in ((b"mvhd", 20), (b"tkhd", 24), (b"mdhd", 20)):
        start = content.index(box)
        assert content[start + 4] == 0  # the version with numbers of 32 bits
        (length,) = struct.unpack(">I", content[start + place : start + place + 4])
        struct.pack_into(">I", content, start + place, length * seconds // lasting)
    # The list of edits says it once more.
    start = content.index(b"elst")
    (length,) = struct.unpack(">I", content[start + 12 : start + 16])
    struct.pack_into(">I", content, start + 12, length * seconds // lasting)
    return bytes(content)


def padded(content: bytes, size: int) -> bytes:
    """The same MP4, made larger by a box that every reader skips."""
    rest = size - len(content)
    return content + struct.pack(">I4s", rest, b"free") + b"\0" * (rest - 8)


def _add_sound(out: av.container.OutputContainer, audio: av.AudioStream, seconds: int) -> None:
    for number in range(seconds * 8000 // 1024):
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts = 8000, number * 1024
        out.mux(audio.encode(frame))
    out.mux(audio.encode())


@dataclass(frozen=True)
class Film:
    """A film for the converter: how its pictures and sound are made.

    ``instants`` are the milliseconds at which its pictures come, ``turned`` the degrees by which a
    player has to turn them clockwise, ``pixel`` the breadth of a pixel to its height.
    """

    width: int = 64
    height: int = 48
    instants: tuple[int, ...] = tuple(range(0, 3000, 200))
    pixel: Fraction = Fraction(1)
    turned: int = 0
    sound: bool = False


# What is on the left is dark, on the right bright: so it shows how a picture is turned.
DARK, BRIGHT = 40, 210


@cache
def film(made: Film) -> bytes:
    """An MP4 or a Matroska of MPEG-4, which no browser shows."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4" if made.turned else "matroska") as out:
        stream = out.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = made.width, made.height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        stream.codec_context.sample_aspect_ratio = made.pixel
        audio = out.add_stream("aac", rate=8000, layout="mono") if made.sound else None
        for instant in made.instants:
            frame = av.VideoFrame(made.width, made.height, "yuv420p")
            for number, plane in enumerate(frame.planes):
                half = plane.line_size // 2 if number else made.width // 2
                line = bytes([128 if number else DARK]) * half
                line += bytes([128 if number else BRIGHT]) * (plane.line_size - half)
                plane.update(line * plane.height)
            frame.pts, frame.time_base = instant, Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
        if audio is not None:
            _add_sound(out, audio, made.instants[-1] // 1000)
    content = file.getvalue()
    return _turned(content, made.turned) if made.turned else content


def _turned(content: bytes, degrees: int) -> bytes:
    """The same MP4, whose header has its pictures turned clockwise."""
    sine, cosine = {90: (1, 0), 180: (0, -1), 270: (-1, 0)}[degrees]
    matrix = [cosine, sine, 0, -sine, cosine, 0, 0, 0]
    place = content.index(b"tkhd") + 4 + 40
    fixed = [*(number * 0x10000 for number in matrix), 0x40000000]
    return content[:place] + struct.pack(">9i", *fixed) + content[place + 36 :]


@cache
def undecodable(kind: str = "avi", seconds: int = 6) -> bytes:
    """A video whose first half is whole; all that follows is noise."""
    content = bytearray(video(kind, seconds))
    chance = random.Random(5)
    # The index at the end names the same pictures once more.
    pictures = re.finditer(b"00dc", content[: content.rindex(b"idx1")])
    places = [match.start() for match in pictures]
    for place in places[len(places) // 2 :]:
        (size,) = struct.unpack("<I", content[place + 4 : place + 8])
        content[place + 8 : place + 8 + size] = chance.randbytes(size)
    return bytes(content)
