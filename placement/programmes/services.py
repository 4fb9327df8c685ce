"""Use cases of the programmes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from core.history import log_change, log_changes
from core.models import User
from placement.common.guards import require
from placement.programmes.models import Programme
from placement.programmes.record import PROGRAMMES

IMPORT = "placement.add_programme"
# A programme, and what was there before; None where there was nothing.
Imported = tuple[Programme, dict[str, Any] | None]


@transaction.atomic
def import_programmes(*, programmes: Sequence[Programme], actor: User) -> list[Imported]:
    """Add or change the programmes of a table: all of them, or none.

    A programme is recognised by code, name and educational programme.
    """
    require(actor, IMPORT)
    imported: list[Imported] = []
    for data in programmes:
        data.set_key()
        programme = Programme.objects.select_for_update().filter(key=data.key).first()
        before = PROGRAMMES.values(programme) if programme else None
        programme = programme or Programme()
        PROGRAMMES.assign(programme, data)
        programme.save()
        action = "edit" if before else "create"
        log_change(programme, actor=actor, action=action, details={"from": "table"})
        imported.append((programme, before))
    return imported


@transaction.atomic
def restore_programme(*, programme: Programme, before: Mapping[str, Any], actor: User) -> None:
    """Give a programme back what a table has changed."""
    require(actor, IMPORT)
    changed = PROGRAMMES.assign(programme, Programme(**before))
    programme.save()
    fields = PROGRAMMES.labels(changed)
    log_change(programme, actor=actor, action="undo-import", details={"fields": fields})


@transaction.atomic
def remove_imported(*, programmes: Sequence[Programme], actor: User) -> None:
    """Delete programmes to which nothing refers; the history keeps that they were there."""
    require(actor, IMPORT)
    log_changes(programmes, actor=actor, action="undo-import")
    Programme.objects.filter(pk__in=[row.pk for row in programmes]).delete()
