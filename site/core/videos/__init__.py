"""Strangers' videos in the boxed child: what they are, how long they last; made fit for browsers."""

from dataclasses import dataclass
from fractions import Fraction
from io import SEEK_END, RawIOBase
from typing import IO, Any

from core import boxed
from core.boxed import MB

__all__ = ["Converted", "Facts", "convert", "probe"]

_PROBE = boxed.register("core.videos.probing.probe", memory=1024 * MB, seconds=120, wall=240)
# Two minutes of 4K take ten on a slow machine. The result lies in memory until it is encrypted; its
# encoder keeps to 6 Mbit a second.
_CONVERT = boxed.register(
    "core.videos.converting.convert",
    memory=2048 * MB,
    seconds=30 * 60,
    wall=45 * 60,
    output=192 * MB,
)


@dataclass(frozen=True)
class Facts:
    """What a video file is, by its content.

    ``container`` is «mp4», «mov», «avi», «mkv» or «mpeg»; ``length`` is in seconds and measured by
    the times of its packets, ``promised`` is the header's, where it has one.
    """

    container: str
    length: Fraction
    promised: Fraction | None
    video_codec: str
    audio_codec: str
    pixels: str
    width: int
    height: int

    @property
    def plays_in_browsers(self) -> bool:
        """Whether every browser of today shows it."""
        return (
            self.container in {"mp4", "mov"}
            and self.video_codec == "h264"
            and self.pixels in {"yuv420p", "yuvj420p"}
            and self.audio_codec in {"", "aac", "mp3"}
        )


def probe(file: IO[bytes] | RawIOBase, size: int) -> Facts:
    """Look at a whole video, given as a seekable file of ``size`` bytes; flat in memory.

    Raises Refused, with words for its sender, for what is no video, of another kind, or cut off.
    """
    told: dict[str, Any] = boxed.run(_PROBE, [boxed.Served(file, size)]).value
    promised = told.pop("promised")
    return Facts(
        length=Fraction(*told.pop("length")),
        promised=Fraction(*promised) if promised else None,
        **told,
    )


@dataclass(frozen=True)
class Converted:
    """A video that every browser shows: an MP4 from its beginning, and the size of its picture."""

    content: IO[bytes]
    size: int
    width: int
    height: int


def convert(file: IO[bytes] | RawIOBase, size: int) -> Converted:
    """Make a video of ``size`` bytes one that every browser shows; takes minutes, see ``queues``.

    Raises Refused, with words for staff, for what cannot be decoded to its end.
    """
    answer = boxed.run(_CONVERT, [boxed.Served(file, size)])
    length = answer.output.seek(0, SEEK_END)
    answer.output.seek(0)
    return Converted(answer.output, length, **answer.value)
