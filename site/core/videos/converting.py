"""A stranger's video made one that every browser shows; runs in the boxed child: plain Python, no Django.

MP4 with H.264 and AAC: turned upright, square pixels, an even number of them, at most 1920 on a side.
Each picture keeps its instant, so a varying rate stays as it is; gaps in the sound become silence.
"""

import os
from fractions import Fraction
from typing import Any, BinaryIO

import av
import av.filter

from core.errors import Refused
from core.seekable import Seekable

from . import probing
from .probing import SLACK, UNKNOWN, Contents, Times

LONGEST_SIDE = 1920
# Instants of pictures are kept to this part of a second, of which every usual rate is a multiple.
_TICK = Fraction(1, 90_000)
_RATE = 48_000
_PICTURE = {"preset": "veryfast", "crf": "23", "maxrate": "6M", "bufsize": "12M"}
_SOUND_BITS = 128_000
# How a picture is turned upright, by the degrees that its file names, counter-clockwise.
_UPSIDE_DOWN = [("hflip", ""), ("vflip", "")]
_TURNS = {
    90: [("transpose", "cclock")],
    -90: [("transpose", "clock")],
    180: _UPSIDE_DOWN,
    -180: _UPSIDE_DOWN,
}
# AVCOL_RANGE_MPEG: as televisions have it.
_USUAL_RANGE = 1

NOT_DECODED = "Видео не удалось раскодировать до конца: изображение или звук в файле повреждены."
UNKNOWN_SOUND = "Звук в файле записан способом, который сайт не умеет читать."


def convert(files: list[BinaryIO], output: BinaryIO) -> dict[str, int]:
    """Write the converted video to ``output``; return its ``width`` and ``height``.

    Raises Refused for what is no video, cut off, or cannot be decoded to its end.
    """
    (file,) = files
    # On one processor FFmpeg starts no threads: the child may have none.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    contents = probing.examine(file)
    if contents.facts["audio_codec"] == UNKNOWN:
        raise Refused(UNKNOWN_SOUND)
    try:
        first = _first_picture(file, contents.picture)
        with _opened(file) as source, _written(output) as result:
            pictures = _convert(source, result, contents, first)
    except (MemoryError, av.error.ExternalError) as error:
        # How the encoder says that it has not enough; before it, decoders have had theirs.
        raise MemoryError from error
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise Refused(NOT_DECODED) from error
    return {"width": pictures.width, "height": pictures.height}


def _opened(file: BinaryIO) -> Any:
    file.seek(0)
    return av.open(file, metadata_errors="ignore", options=probing.ALLOWED)


def _written(output: BinaryIO) -> Any:
    return av.open(
        output,
        "w",
        format="mp4",
        # At the end the index is put before the pictures: for that the result is read once more.
        options={"movflags": "+faststart"},
        io_open=lambda *_: _Written(output),
    )


def _first_picture(file: BinaryIO, index: int) -> Any:
    """The first picture that can be decoded; its form is that of the result."""
    with _opened(file) as source:
        stream = _single_threaded(source.streams[index])
        for packet in source.demux(stream):
            for frame in _decoded(packet):
                return frame
    raise Refused(NOT_DECODED)


def _convert(source: Any, result: Any, contents: Contents, first: Any) -> "_Pictures":
    chosen = [contents.picture] + ([] if contents.sound is None else [contents.sound])
    clock = _Clock(min(contents.times[index].beginning for index in chosen))
    streams = [_single_threaded(source.streams[index]) for index in chosen]
    pictures = _Pictures(streams[0], result, clock, first)
    tracks: list[_Track] = [pictures, *(_Sound(one, result, clock) for one in streams[1:])]
    by_index = dict(zip(chosen, tracks, strict=True))
    for packet in source.demux(streams):
        if not packet.is_discard:
            for frame in _decoded(packet):
                by_index[packet.stream.index].add(frame)
    for index, track in by_index.items():
        track.finish()
        if track.times.length < contents.times[index].length - SLACK:
            raise Refused(NOT_DECODED)
    return pictures


def _single_threaded(stream: Any) -> Any:
    stream.codec_context.thread_count = 1
    return stream


def _decoded(packet: Any) -> list[Any]:
    """The frames of a packet; what is damaged has none, and the length tells how much that was."""
    try:
        frames: list[Any] = packet.decode()
    except av.InvalidDataError:
        return []
    return frames


class _Clock:
    """Instants of the result, in seconds: recordings that follow one another are joined."""

    def __init__(self, beginning: Fraction) -> None:
        self._shifts = [-beginning]
        self._end = Fraction(0)

    def instant(self, time: Fraction, *, recording: int, lasts: Fraction) -> Fraction:
        """When that is in the result which the file has at ``time`` in one of its recordings."""
        if recording == len(self._shifts):
            self._shifts.append(self._end - time)
        instant = time + self._shifts[recording]
        self._end = max(self._end, instant + lasts)
        return instant


class _Track:
    """One stream on its way: its decoded frames are brought into shape and encoded."""

    def __init__(self, out: Any, result: Any, clock: _Clock) -> None:
        self.times = Times()
        self._out = out
        self._result = result
        self._clock = clock
        self._graph: Any = None
        self._shape: Any = None

    def add(self, frame: Any) -> None:
        """Take the next frame; one without any time is left out."""
        stamp = frame.pts if frame.pts is not None else frame.dts
        if stamp is None:
            return
        self.times.add(frame)
        instant = self._clock.instant(
            stamp * frame.time_base,
            recording=self.times.recording,
            lasts=(frame.duration or 0) * frame.time_base,
        )
        if self._shape != (shape := self._shape_of(frame)):
            self._end_graph()
            self._shape, self._graph = shape, self._new_graph(frame)
        frame.time_base, frame.pts = _TICK, round(instant / _TICK)
        self._graph.push(frame)
        self._pull()

    def finish(self) -> None:
        """Write what still waits."""
        self._end_graph()
        self._result.mux(self._out.encode(None))

    def _end_graph(self) -> None:
        if self._graph is not None:
            self._graph.push(None)
            self._pull()

    def _pull(self) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            self._stamp(frame)
            self._result.mux(self._out.encode(frame))

    def _shape_of(self, frame: Any) -> Any:
        """What a graph of filters is made for."""
        raise NotImplementedError

    def _new_graph(self, frame: Any) -> Any:
        """Filters that bring frames like this one into the shape of the result."""
        raise NotImplementedError

    def _stamp(self, frame: Any) -> None:
        """Give a frame of the result its final instant."""
        raise NotImplementedError


class _Pictures(_Track):
    """The pictures: upright, square pixels, the colours as they were."""

    def __init__(self, stream: Any, result: Any, clock: _Clock, first: Any) -> None:
        # Only a hint, for each picture comes with its instant; headers name absurd ones.
        rate = min(stream.average_rate or stream.guessed_rate or Fraction(25), Fraction(240))
        out = result.add_stream("libx264", rate=rate, options=_PICTURE)
        super().__init__(out, result, clock)
        self._turns = _TURNS.get(first.rotation, [])
        self._scaled = _size(first.width, first.height, stream.sample_aspect_ratio)
        self._last = -1
        is_turned = any(name == "transpose" for name, _ in self._turns)
        out.width, out.height = self._scaled[::-1] if is_turned else self._scaled
        out.pix_fmt = "yuv420p"
        out.time_base = out.codec_context.time_base = _TICK
        out.codec_context.thread_count = 1
        out.codec_context.color_range = _USUAL_RANGE
        if not first.format.is_rgb:
            out.codec_context.colorspace = first.colorspace
            out.codec_context.color_primaries = first.color_primaries
            out.codec_context.color_trc = first.color_trc
        self.width, self.height = out.width, out.height

    def _shape_of(self, frame: Any) -> Any:
        return frame.width, frame.height, frame.format.name

    def _new_graph(self, frame: Any) -> Any:
        graph = av.filter.Graph()
        width, height = self._scaled
        filters = [
            # Only what was filmed in half-pictures is touched.
            ("yadif", "deint=interlaced"),
            ("scale", f"{width}:{height}:out_range=tv"),
            *self._turns,
            ("format", "yuv420p"),
            ("buffersink", None),
        ]
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=_TICK
        )
        graph.link_nodes(source, *(graph.add(*one) for one in filters)).configure()
        return graph

    def _stamp(self, frame: Any) -> None:
        instant = round(frame.pts * frame.time_base / _TICK)
        self._last = max(instant, self._last + 1)
        frame.time_base, frame.pts = _TICK, self._last
        # Each picture's kind is the encoder's choice.
        frame.pict_type = 0


class _Sound(_Track):
    """The sound: of one rate, mono or stereo, without gaps."""

    def __init__(self, stream: Any, result: Any, clock: _Clock) -> None:
        is_mono = stream.codec_context.layout.nb_channels == 1
        self._layout = "mono" if is_mono else "stereo"
        out = result.add_stream("aac", rate=_RATE, layout=self._layout)
        out.codec_context.bit_rate = _SOUND_BITS
        super().__init__(out, result, clock)
        self._samples = 0

    def _shape_of(self, frame: Any) -> Any:
        return frame.sample_rate, frame.layout.name, frame.format.name

    def _new_graph(self, frame: Any) -> Any:
        graph = av.filter.Graph()
        shape = f"sample_rates={_RATE}:sample_fmts=fltp:channel_layouts={self._layout}"
        filters = [
            ("aresample", f"{_RATE}:async=1:first_pts={self._samples}"),
            ("aformat", shape),
            ("abuffersink", None),
        ]
        source = graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format,
            layout=frame.layout.name,
            time_base=_TICK,
        )
        graph.link_nodes(source, *(graph.add(*one) for one in filters)).configure()
        return graph

    def _stamp(self, frame: Any) -> None:
        frame.time_base, frame.pts = Fraction(1, _RATE), self._samples
        self._samples += frame.samples


def _size(width: int, height: int, aspect: Fraction | None) -> tuple[int, int]:
    """Width and height of the result before it is turned: square pixels, even, not too many."""
    square = Fraction(width) * (aspect or 1)
    scale = min(Fraction(1), LONGEST_SIDE / max(square, Fraction(height)))
    return _even(square * scale), _even(height * scale)


def _even(side: Fraction) -> int:
    return max(round(side / 2) * 2, 2)


class _Written(Seekable):
    """What was written to ``output`` until now, as a file to read: the child may open none."""

    def __init__(self, output: BinaryIO) -> None:
        output.flush()
        self._number = output.fileno()
        super().__init__(os.fstat(self._number).st_size)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` from the place that was gone to."""
        piece = os.pread(self._number, len(buffer), self._position)
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)
