"""Lists of employers out of a table: their good rows are entered together, and go together (P-2.2a)."""

from collections.abc import Sequence

from django.db import transaction

from core.errors import Refused
from core.history import log_changes
from core.imports import chunks
from core.models import User
from placement.common.guards import require
from placement.employers.models import Employer

from .guards import IMPORT


@transaction.atomic
def import_employers(*, employers: Sequence[Employer], actor: User) -> Sequence[Employer]:
    """Save checked employers, all or none.

    Refused where the bank has got one of them since they were looked through.
    """
    require(actor, IMPORT)
    by_inn = {row.inn: row for row in employers if row.inn}
    for inns in chunks(list(by_inn)):
        for entered in Employer.objects.current().filter(inn__in=inns):
            if not by_inn[entered.inn].is_branch_beside(entered):
                raise Refused(
                    f"Работодатель с ИНН {entered.inn} только что появился. "
                    "Ничего не внесено: загрузите таблицу ещё раз."
                )
    for row in employers:
        row.set_keys()
    Employer.objects.bulk_create(employers, batch_size=500)
    log_changes(employers, actor=actor, action="import")
    return employers


@transaction.atomic
def remove_imported(*, employers: Sequence[Employer], actor: User) -> None:
    """Delete employers to whom nothing refers; the history keeps that they were there."""
    require(actor, IMPORT)
    log_changes(employers, actor=actor, action="undo-import")
    for keys in chunks([row.pk for row in employers]):
        Employer.objects.filter(pk__in=keys).delete()
