"""A table that may be imported: its columns, and what its rows look like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core.errors import Refused

from .columns import Column

MB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Table:
    """What is looked for in a file.

    ``carried`` is the column whose value may stand above its rows instead of in them: «Группа ПК-21».
    ``carried_alone`` is what it looks like where nothing but the value stands in the row: «ПК-21».
    """

    columns: Sequence[Column]
    carried: Column | None = None
    carried_alone: re.Pattern[str] | None = None
    max_rows: int = 5000
    max_bytes: int = 5 * MB

    @cached_property
    def by_code(self) -> dict[str, Column]:
        """All columns by their codes; the carried one comes first."""
        columns = {column.code: column for column in self.columns}
        if self.carried is not None and self.carried.code not in columns:
            columns = {self.carried.code: self.carried, **columns}
        return columns

    @cached_property
    def heading_keys(self) -> frozenset[str]:
        """All words that a heading of this table may have, as they are compared."""
        return frozenset().union(*(column.keys for column in self.by_code.values()))

    @property
    def headings(self) -> list[str]:
        """The headings of the blank, in its order."""
        return [column.heading for column in self.by_code.values()]

    def refuse_large(self, size: int) -> None:
        """Refuse a file that is too large to be looked into."""
        if size > self.max_bytes:
            most = self.max_bytes // MB
            raise Refused(f"Файл больше {most} МБ. Оставьте в нём только таблицу.", field="file")
