"""The import of programmes, declared once (P-2.4d, X-4)."""

from collections.abc import Sequence
from typing import Any

from core import imports
from core.models import User
from core.tables import Row
from placement.programmes import services, tables
from placement.programmes.models import Programme


def _enter(lines: Sequence[Row], subject: object, actor: User) -> list[imports.Entered]:
    imported = services.import_programmes(
        programmes=[Programme(**line.values) for line in lines], actor=actor
    )
    pairs = zip(lines, imported, strict=True)
    return [imports.Entered(line.number, row, before) for line, (row, before) in pairs]


def _remove(rows: Sequence[Programme], actor: User) -> None:
    services.remove_imported(programmes=rows, actor=actor)


def _restore(row: Programme, before: dict[str, Any], actor: User) -> None:
    services.restore_programme(programme=row, before=before, actor=actor)


PROGRAMMES_IMPORT = imports.register(
    imports.Importing(
        code="programmes",
        title="Образовательные программы",
        table=tables.TABLE,
        permission=services.IMPORT,
        check=tables.check,
        enter=_enter,
        remove=_remove,
        restore=_restore,
    )
)
