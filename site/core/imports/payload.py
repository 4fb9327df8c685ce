"""The rows of a file between looking and entering: encrypted, and only for a day."""

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from core import crypto
from core.models import ImportRun
from core.tables import Reading, Row, Table


@dataclass
class Payload:
    """Rows as they were understood, codes of the columns that the file has, and what was said."""

    rows: list[Row] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def payload_of(reading: Reading) -> Payload:
    """What is kept of a reading."""
    return Payload(reading.rows, [column.code for column in reading.columns], reading.notes)


def sealed(run: ImportRun, payload: Payload, table: Table) -> bytes:
    """The payload as the run keeps it."""
    value = {
        "rows": [_plain(row, table) for row in payload.rows],
        "columns": payload.columns,
        "notes": payload.notes,
    }
    assert run.key is not None
    packed = zlib.compress(json.dumps(value, ensure_ascii=False).encode())
    return crypto.encrypt(run.key, packed, context=_context(run))


def opened(run: ImportRun, table: Table) -> Payload | None:
    """The payload, or None when its day is over."""
    if run.payload is None or run.key is None or run.key.destroyed_at:
        return None
    packed = crypto.decrypt(run.key, bytes(run.payload), context=_context(run))
    value = json.loads(zlib.decompress(packed))
    rows = [_row(plain, table) for plain in value["rows"]]
    return Payload(rows, value["columns"], value["notes"])


def _context(run: ImportRun) -> str:
    return f"core.ImportRun.payload:{run.pk}"


def _plain(row: Row, table: Table) -> dict[str, Any]:
    values = {
        code: table.by_code[code].plain(value)
        for code, value in row.values.items()
        if code in table.by_code
    }
    return {
        "number": row.number,
        "sheet": row.sheet,
        "values": values,
        "errors": row.errors,
        "notes": row.notes,
        # What stood in the cells is given back only of rows that are not entered.
        "raw": {} if row.is_good else row.raw,
        "extra": row.extra,
        "skip": row.skip,
        "outcome": row.outcome,
        "about": row.about,
    }


def _row(plain: dict[str, Any], table: Table) -> Row:
    values = {
        code: table.by_code[code].typed(value)
        for code, value in plain["values"].items()
        if code in table.by_code
    }
    return Row(**{**plain, "values": values})
