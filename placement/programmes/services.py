"""Use cases of the programmes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from core.errors import Refused
from core.history import log_change
from core.models import User
from placement.common.guards import require
from placement.programmes.models import Programme, key_of

IMPORT = "placement.add_programme"


@transaction.atomic
def import_programmes(*, lines: Iterable[Mapping[str, Any]], actor: User) -> int:
    """Add or change the programmes of a table: all of them, or none. Returns how many.

    A programme is recognised by code, name and educational programme.
    """
    require(actor, IMPORT)
    found = list(lines)
    if not found:
        raise Refused("В таблице нет ни одной строки.")
    for line in found:
        key = key_of(line["code"], line["name"], line["education_programme"])
        programme = Programme.objects.select_for_update().filter(key=key).first()
        action = "edit" if programme else "create"
        programme = programme or Programme()
        for name, value in line.items():
            setattr(programme, name, value)
        programme.save()
        log_change(programme, actor=actor, action=action, details={"from": "table"})
    return len(found)
