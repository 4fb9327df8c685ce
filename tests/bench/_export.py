"""A child process: downloads one table and says what it took, as JSON."""

import json
import os
import resource
import sys
import tempfile
import time
import zipfile
from typing import IO

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext

ADDRESS = "/cms/contest/applications/export/"
KIB = 1024
CHUNK = 1024 * 1024


def main(kind: str, session: str) -> dict[str, float]:
    """Seconds, rows, queries; ``peak`` and ``growth`` of the process's memory in bytes."""
    django.setup()
    connection.settings_dict["NAME"] = os.environ["BENCH_DATABASE"]
    from django.core.handlers.wsgi import WSGIHandler

    from tests.bench.visitor import Visitor

    visitor = Visitor(WSGIHandler(), sessionid=session)
    with tempfile.TemporaryFile() as file:
        # What is loaded once is no growth.
        visitor.download(f"{ADDRESS}?format={kind}&q=B000000001", file)
        file.truncate(0)
        before = _peak()
        with CaptureQueriesContext(connection) as seen:
            started = time.perf_counter()
            visitor.download(f"{ADDRESS}?format={kind}", file)
            seconds = time.perf_counter() - started
        peak = _peak()
        return {
            "peak": peak,
            "growth": peak - before,
            "seconds": seconds,
            "queries": len(seen),
            "rows": _rows(kind, file),
        }


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB


def _rows(kind: str, file: IO[bytes]) -> int:
    """Rows without the heading."""
    file.seek(0)
    if kind == "csv":
        return sum(1 for _ in file) - 1
    with zipfile.ZipFile(file) as book, book.open("xl/worksheets/sheet1.xml") as sheet:
        found, tail = 0, b""
        while part := sheet.read(CHUNK):
            found += (tail + part).count(b"<row ")
            tail = part[-4:]
    return found - 1


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
