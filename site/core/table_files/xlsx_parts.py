"""The parts of an XLSX beside its sheets: the list of sheets, the shared texts, the formats."""

import posixpath
import re
from dataclasses import dataclass, field

from core.errors import Refused

from . import words
from .archive import Archive
from .xlsx_dates import BUILT_IN, date_format

WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Book:
    """Sheets as name, part and whether hidden; shared texts; date formats by number of the style."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    starts_1904: bool = False

    def date_format(self, style: str) -> str | None:
        """How a cell of this style shows a date: «» for no date, None for no such style."""
        if style == "0" and not self.formats:
            return ""
        number = _number(style)
        return self.formats[number] if 0 <= number < len(self.formats) else None


def is_workbook(archive: Archive) -> bool:
    """Whether this is an Excel book, by the part that every one has."""
    return WORKBOOK in archive


def decoded(text: str) -> str:
    """The text of a cell: Excel writes what XML cannot hold as ``_x000D_``."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: _character(int(match[1], 16)), text)


def read_book(archive: Archive) -> Book:
    """What the sheets need. Raises Refused where it is damaged."""
    book = Book()
    relations = _relations(archive)
    _read_workbook(archive, book, {key: target for key, (_, target) in relations.items()})
    for kind, target in relations.values():
        if kind == "sharedStrings" and target in archive:
            book.strings = _strings(archive, target)
        elif kind == "styles" and target in archive:
            # A book with damaged styles is not read: its dates would pass for numbers.
            book.formats = _formats(archive, target)
    return book


def _relations(archive: Archive) -> dict[str, tuple[str, str]]:
    """Kind and part by the key under which the book names them."""
    relations: dict[str, tuple[str, str]] = {}

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag == "Relationship" and attrs.get("TargetMode") != "External":
            target = attrs.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            kind = attrs.get("Type", "").rpartition("/")[2]
            relations[attrs.get("Id", "")] = kind, posixpath.normpath(path)

    archive.parse("xl/_rels/workbook.xml.rels", start)
    return relations


def _read_workbook(archive: Archive, book: Book, targets: dict[str, str]) -> None:
    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag == "workbookPr":
            book.starts_1904 = attrs.get("date1904") in ("1", "true")
        elif tag == "sheet":
            key = next((value for name, value in attrs.items() if name.endswith(":id")), "")
            part = targets.get(key, "")
            if part not in archive:
                raise Refused(words.BROKEN, field="file")
            # A sheet of charts has no cells, and is no matter.
            hidden = attrs.get("state", "visible") != "visible"
            book.sheets.append((attrs.get("name", ""), part, hidden))

    archive.parse(WORKBOOK, start)
    if not book.sheets:
        raise Refused(words.BROKEN, field="file")


def _strings(archive: Archive, part: str) -> list[str]:
    strings: list[str] = []
    texts: list[str] = []
    # Inside «t», and inside how a Japanese word is said.
    depth = {"t": 0, "rPh": 0}

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag in depth:
            depth[tag] += 1

    def end(tag: str) -> None:
        if tag in depth:
            depth[tag] -= 1
        elif tag == "si":
            strings.append(decoded("".join(texts)))
            texts.clear()

    def chars(text: str) -> None:
        if depth["t"] and not depth["rPh"]:
            texts.append(text)

    archive.parse(part, start, end, chars)
    return strings


def _formats(archive: Archive, part: str) -> list[str]:
    own: dict[int, str] = dict(BUILT_IN)
    formats: list[str] = []
    inside: list[str] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag == "numFmt":
            own[_number(attrs.get("numFmtId", ""))] = date_format(attrs.get("formatCode", ""))
        elif tag == "cellXfs":
            inside.append(tag)
        elif tag == "xf" and inside:
            formats.append(own.get(_number(attrs.get("numFmtId", "")), ""))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside.clear()

    archive.parse(part, start, end)
    return formats


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def _character(code: int) -> str:
    # Half of a pair is no letter and cannot be kept.
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)
