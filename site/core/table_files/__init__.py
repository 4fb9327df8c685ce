"""What runs in the boxed child: a stranger's file becomes sheets of plain cells.

Standard library only. A cell is a text, a number, a truth value or None; what is none of these is
an object that names itself (``core.tables.cells`` reads it):
``{"date": "2025-01-08", "format": "dd.mm.yy"}``, ``{"error": "#N/A"}``,
``{"formula": true}`` for a formula whose value is not stored, ``{"damaged": true}``.
"""

from typing import IO, Any

from core.errors import Refused

from . import ods, text, words, xlsx
from .archive import Archive
from .sheets import Budget

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Encoded here: in the box no codec can be imported any more.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = "Это таблица старого формата Excel (.xls)."
_LOCKED = "Эта таблица защищена паролем. Снимите пароль и загрузите её снова."
_MARKUP = "Это веб-страница, сохранённая под именем таблицы."
_HEAD = 4096


def read(files: list[IO[bytes]], output: IO[bytes], *, max_rows: int) -> list[dict[str, Any]]:
    """The sheets of a table file, each up to ``max_rows`` rows; Refused for what is no table."""
    file = files[0]
    head = file.read(_HEAD)
    budget = Budget(max_rows)
    if head.startswith(_ZIP):
        return _zipped(Archive(file), budget)
    file.seek(0)
    if not head:
        raise Refused(f"Файл пуст (0 байт). {words.NO_TABLE}", field="file")
    if head.startswith(_OLE):
        raise Refused(
            _LOCKED if _ENCRYPTED in file.read() else f"{_OLD} {words.RESAVE}", field="file"
        )
    if head.lstrip().startswith((b"%PDF", b"{\\rtf")):
        raise Refused(words.NO_TABLE, field="file")
    if text.is_markup(head):
        raise Refused(f"{_MARKUP} {words.RESAVE}", field="file")
    return text.read(file.read(), budget)


def _zipped(archive: Archive, budget: Budget) -> list[dict[str, Any]]:
    if xlsx.is_workbook(archive):
        return xlsx.read(archive, budget)
    if ods.is_spreadsheet(archive):
        return ods.read(archive, budget)
    raise Refused(words.NO_TABLE, field="file")
