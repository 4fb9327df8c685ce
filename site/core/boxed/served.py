"""Files too large to be handed over: the child asks for the bytes that it needs, the parent sends them.

The child reads a file that is encrypted on the disk without its key, and no side holds it whole.
"""

import io
import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from core.seekable import Seekable

_QUESTION = struct.Struct("<QI")
_ANSWER = struct.Struct("<I")
# Bytes of one answer, and of what the child reads ahead.
MOST = 256 * 1024


class Served:
    """The parent's side of one file: a seekable one, read only for as long as the child lives."""

    def __init__(self, file: IO[bytes] | io.RawIOBase, size: int) -> None:
        self.size = size
        self.error: Exception | None = None
        self._file = file

    @contextmanager
    def serve(self) -> Iterator[socket.socket]:
        """Answer from a thread of its own; gives the child's end of the line.

        What went wrong with the file itself is raised at the end of the block.
        """
        ours, theirs = socket.socketpair()
        thread = threading.Thread(target=self._answer, args=(ours,), daemon=True)
        thread.start()
        try:
            yield theirs
        finally:
            theirs.close()
            # Whatever it waits for will not come.
            ours.shutdown(socket.SHUT_RDWR)
            thread.join()
            ours.close()
            if self.error is not None:
                raise self.error

    def _answer(self, line: socket.socket) -> None:
        try:
            while question := _received(line, _QUESTION.size):
                place, most = _QUESTION.unpack(question)
                self._file.seek(place)
                piece = _filled(self._file, min(most, MOST))
                line.sendall(_ANSWER.pack(len(piece)) + piece)
        except OSError as error:
            # The child may end before it has heard the answer.
            if not isinstance(error, ConnectionError):
                self.error = error
        except Exception as error:  # noqa: BLE001 - the thread that waits for the child raises it
            self.error = error
        finally:
            # Whatever happened, the child is not left waiting.
            line.shutdown(socket.SHUT_RDWR)


class Line(Seekable):
    """The child's side: a file whose bytes are asked for."""

    def __init__(self, number: int, size: int) -> None:
        super().__init__(size)
        self._line = socket.socket(fileno=number)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Ask for as much as fits."""
        most = min(len(buffer), self.size - self._position)
        if most <= 0:
            return 0
        self._line.sendall(_QUESTION.pack(self._position, most))
        head = _received(self._line, _ANSWER.size)
        if not head:
            raise OSError("the file is served no more")
        piece = _received(self._line, _ANSWER.unpack(head)[0])
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)


def opened(number: int, size: int | None) -> IO[bytes]:
    """The child's file with this descriptor: one at hand, or one that is served."""
    if size is None:
        return os.fdopen(number, "rb")
    return io.BufferedReader(Line(number, size), MOST)


def _received(line: socket.socket, size: int) -> bytes:
    """Exactly ``size`` bytes; none where the other side has ended."""
    pieces = bytearray()
    while len(pieces) < size:
        piece = line.recv(size - len(pieces))
        if not piece:
            return b""
        pieces += piece
    return bytes(pieces)


def _filled(file: IO[bytes] | io.RawIOBase, size: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < size and (piece := file.read(size - len(pieces))):
        pieces += piece
    return bytes(pieces)
