"""The import of a year's figures, declared once (P-2.4d, X-4)."""

from collections.abc import Sequence
from typing import Any

from core import imports
from core.errors import Refused
from core.models import User
from core.tables import Row
from placement.programmes.models import Programme
from placement.statistics import services, tables
from placement.statistics.models import Snapshot, SnapshotRow
from placement.statistics.rules import figures as rules


def _enter(lines: Sequence[Row], snapshot: Snapshot, actor: User) -> list[imports.Entered]:
    programmes = Programme.objects.in_bulk([line.extra["programme"] for line in lines])
    if len(programmes) < len(lines):
        raise Refused("Какой-то из программ больше нет. Загрузите файл ещё раз.")
    written = services.import_rows(
        snapshot=snapshot,
        lines=[
            services.Line(
                programmes[line.extra["programme"]],
                line.values[rules.GRADUATES],
                tables.counts_of(line),
            )
            for line in lines
        ],
        actor=actor,
    )
    pairs = zip(lines, written, strict=True)
    return [imports.Entered(line.number, row, before) for line, (row, before) in pairs]


def _remove(rows: Sequence[SnapshotRow], actor: User) -> None:
    for row in rows:
        services.remove_row(snapshot=row.snapshot, programme=row.programme, actor=actor)


def _restore(row: SnapshotRow, before: dict[str, Any], actor: User) -> None:
    services.enter_row(snapshot=row.snapshot, programme=row.programme, **before, actor=actor)


FIGURES_IMPORT = imports.register(
    imports.Importing(
        code="figures",
        title="Трудоустройство выпускников",
        table=tables.TABLE,
        permission=services.ENTER,
        check=tables.check,
        enter=_enter,
        is_all_or_nothing=True,
        remove=_remove,
        restore=_restore,
    )
)
