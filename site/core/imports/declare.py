"""What a noun says about the tables that are brought into its register."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from core.history import log_changes
from core.models import User
from core.tables import Reading, Row, Table

from .references import references

Rows = Sequence[Any]


@dataclass(frozen=True)
class Entered:
    """A row of the register that came of a line, and what it was before if it was there already."""

    number: int
    row: Model
    before: dict[str, Any] | None = None


def _no_check(reading: Reading, subject: Any) -> None:
    """The table's own rules are enough."""


def _all_runs(user: User) -> Q:
    """Whoever may bring in the table sees all that was brought in."""
    return Q()


def row_revision(row: Model) -> str:
    """A digest of everything that the database holds of the row."""
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django documents it as open
    text = "\0".join(f"{one.attname}={one.value_to_string(row)}" for one in fields)
    return hashlib.sha256(text.encode()).hexdigest()


def delete_rows(rows: Rows, actor: User) -> None:
    """Log and delete rows that nothing refers to."""
    log_changes(list(rows), actor=actor, action="undo-import")
    for row in rows:
        row.delete()


@dataclass(frozen=True, kw_only=True)
class Importing:
    """An import of one register.

    Undoing is all or nothing. It is refused for rows whose ``revision`` differs from what it was
    after the import, and for those of which ``hindrances`` tells, by key, why they must stay: by
    default because others refer to them. Rows that the import made go by ``remove``, rows that were
    there before by ``restore(row, before, actor)``; without it such an import cannot be undone.
    ``runs_for`` narrows which runs a person sees and may undo, for a register of one's own organisation.
    """

    code: str
    title: str
    table: Table
    permission: str
    enter: Callable[[Sequence[Row], Any, User], Sequence[Entered]]
    check: Callable[[Reading, Any], None] = _no_check
    # Whether one bad row keeps all from being entered.
    is_all_or_nothing: bool = False
    revision: Callable[[Any], str] = row_revision
    hindrances: Callable[[Rows], Mapping[Any, str]] = references
    remove: Callable[[Rows, User], None] = delete_rows
    restore: Callable[[Any, dict[str, Any], User], None] | None = None
    runs_for: Callable[[User], Q] = _all_runs


_importings: dict[str, Importing] = {}


def register(importing: Importing) -> Importing:
    """Make an import known; its code stays for ever, runs are kept under it."""
    if _importings.setdefault(importing.code, importing) != importing:
        raise ValueError(f"two imports are called {importing.code}")
    return importing


def importing_of(code: str) -> Importing:
    """The import of this code. Raises KeyError where its domain is switched off."""
    return _importings[code]


def all_importings() -> list[Importing]:
    """Every import of this installation."""
    return list(_importings.values())
