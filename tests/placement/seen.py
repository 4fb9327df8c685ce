"""A table as the preview of its import shows it."""

from dataclasses import dataclass
from typing import IO, Any

from core import tables
from core.imports import Importing
from core.tables import Row
from core.tables.files import reason


@dataclass
class Seen:
    """One row: what is wrong with it and what is to be said of it, in words."""

    row: Row
    errors: list[str]

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def notes(self) -> list[str]:
        return [words for said in self.row.notes.values() for words in said]

    @property
    def is_new(self) -> bool:
        return self.row.is_good and not self.row.outcome

    @property
    def values(self) -> dict[str, Any] | None:
        return None if self.errors else self.row.values

    @property
    def known(self) -> int | None:
        """The row of the register for which this one is left out."""
        return self.row.about if self.row.skip else None

    @property
    def like(self) -> int | None:
        """The row of the register that this new one is like."""
        return None if self.row.skip else self.row.about


def seen(importing: Importing, source: IO[bytes], subject: Any = None) -> list[Seen]:
    """Every row of the file, read and checked."""
    reading = tables.read(source, importing.table)
    importing.check(reading, subject)
    return [
        Seen(row, reason(importing.table, row).splitlines() if row.errors else [])
        for row in reading.rows
    ]
