"""The ZIP that an XLSX or ODS file is: checked before anything in it is unpacked."""

import itertools
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

from core.errors import Refused

from . import words

# Unpacked bytes of all entries together, and of one that is read.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRIES = 2000
# Elements of one part: three for each cell that may be there, and some.
MAX_ELEMENTS = 3_000_000
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
# The codec of names that are not said to be UTF-8: later it could not be imported.
"".encode("cp437")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Stop(Exception):
    """A handler has seen enough."""


class Archive:
    """The entries by name. Raises Refused for what no spreadsheet program writes."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
            raise Refused(words.NO_TABLE, field="file") from None
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Refused(words.LOCKED, field="file")
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise Refused(words.TOO_BIG, field="file")
        # Of two entries with one name another program may read the other one.
        self.names = {entry.filename for entry in entries}
        if len(self.names) < len(entries) or {e.compress_type for e in entries} - _METHODS:
            raise Refused(words.BROKEN, field="file")

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of an entry."""
        with self._opened(name) as entry:
            return entry.read(size)

    def parse(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], Any],
        end: Callable[[str], Any] | None = None,
        text: Callable[[str], Any] | None = None,
    ) -> None:
        """Stream an XML entry through handlers of elements; names come without their prefix.

        ``Stop`` ends it early. Raises Refused where the entry is missing or damaged; a prefix that
        is not declared is no damage.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        # Nothing that a spreadsheet program writes declares entities.
        parser.StartDoctypeDeclHandler = _refuse
        count = itertools.count(1)

        def counted(tag: str, attrs: dict[str, str]) -> None:
            if next(count) > MAX_ELEMENTS:
                raise Refused(words.TOO_BIG, field="file")
            start(tag.rpartition(":")[2], attrs)

        parser.StartElementHandler = counted
        if end is not None:
            parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            for chunk in self._chunks(name):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except Stop:
            return
        except (expat.ExpatError, LookupError, ValueError, OSError):
            # The others are said of an encoding that nobody has.
            raise Refused(words.BROKEN, field="file") from None

    def _chunks(self, name: str) -> Iterator[bytes]:
        with self._opened(name) as entry:
            try:
                while chunk := entry.read(_CHUNK):
                    yield chunk
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
                # A wrong sum shows only at the end of the entry.
                raise Refused(words.BROKEN, field="file") from None

    def _opened(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(name)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
            raise Refused(words.BROKEN, field="file") from None


def _refuse(*args: object) -> None:
    raise Refused(words.BROKEN, field="file")
