"""Lists of the study office: their good rows come in together, and go together (P-2.1, X-4)."""

from collections.abc import Sequence

from django.db import transaction

from core import clock, crypto
from core.history import log_changes
from core.imports import chunks
from core.models import User
from placement.common.guards import require
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate, GraduateName
from placement.graduates.rights import WORK


@transaction.atomic
def import_graduates(*, people: Sequence[tuple[Graduate, str]], actor: User) -> Sequence[Graduate]:
    """Enter checked people, all or none; each with the surname that was borne earlier, or «»."""
    require(actor, WORK)
    rows = []
    for row, _ in people:
        row.key = crypto.new_key()
        row.source, row.state = Graduate.Source.TABLE, GraduateState.CONFIRMED
        row.set_keys()
        rows.append(row)
    Graduate.objects.bulk_create(rows, batch_size=500)
    for row, earlier in people:
        if earlier:
            GraduateName.objects.create(
                graduate=row,
                last_name=earlier,
                first_name=row.first_name,
                middle_name=row.middle_name,
            )
            row.save(update_fields=["search_key"])
    log_changes(rows, actor=actor, action="import")
    return rows


@transaction.atomic
def remove_imported(*, graduates: Sequence[Graduate], actor: User) -> None:
    """Delete people to whom nothing refers, with their keys; the history keeps that they were there."""
    require(actor, WORK)
    log_changes(graduates, actor=actor, action="undo-import")
    for ids in chunks([row.pk for row in graduates]):
        cards = Graduate.objects.filter(pk__in=ids)
        keys = [card.key for card in cards.select_related("key")]
        cards.delete()
        for key in keys:
            crypto.destroy_key(key, at=clock.now())
