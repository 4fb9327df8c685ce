"""Tables as text: CSV in the encodings and with the separators that Russian programs write."""

import csv
import io
from typing import Any

from core.errors import Refused

from . import words
from .archive import Stop
from .sheets import Budget, Sheet

_SEPARATORS = ";\t,"
# So many lines tell which separator it is.
_SAMPLE = 20
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<head", b"<body", b"<workbook")
# What our own CSV puts before a text that a spreadsheet would take for a formula.
_GUARD = "'"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # fmt: skip
# The codecs that a stranger's file may need: afterwards none can be imported.
for _codec in ("cp1251", "utf-16", "utf-8-sig"):
    "".encode(_codec)
csv.field_size_limit(64 * 1024)


def is_markup(head: bytes) -> bool:
    """Whether this is a page or an XML file under another name."""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"")[:200].lower()
    return start.startswith(_MARKUP)


def read(content: bytes, budget: Budget) -> list[dict[str, Any]]:
    """One sheet of texts. Raises Refused for what is no table."""
    text = _decoded(content)
    separator = _separator(text)
    if separator is None:
        raise Refused(words.NO_TABLE, field="file")
    sheet = Sheet("", budget)
    try:
        for number, row in enumerate(_rows(text, separator), start=1):
            budget.take(len(row) + 1)
            for column, value in enumerate(row):
                sheet.put(number, column, _unguarded(value))
    except Stop:
        pass
    except csv.Error:
        raise Refused(words.BROKEN, field="file") from None
    return [sheet.plain()]


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        raise Refused(words.NO_TABLE, field="file")
    else:
        encodings = ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(words.NO_TABLE, field="file")


def _separator(text: str) -> str | None:
    """The separator that divides most of the first lines; None where none divides any."""
    first, _, _ = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4]
    widths = {separator: _width(text, separator) for separator in _SEPARATORS}
    best = max(widths, key=lambda separator: widths[separator])
    return best if widths[best] else None


def _width(text: str, separator: str) -> int:
    """How many separators the first lines hold outside quotes."""
    count = 0
    try:
        for number, row in enumerate(_rows(text, separator)):
            if number >= _SAMPLE:
                break
            count += max(len(row) - 1, 0)
    except csv.Error:
        return 0
    return count


def _rows(text: str, separator: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _unguarded(value: str) -> str:
    return value[1:] if value[:1] == _GUARD and value[1:].startswith(_FORMULA) else value
