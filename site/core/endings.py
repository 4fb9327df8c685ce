"""What is recorded once and holds until somebody ends it."""

from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from core import clock
from core.errors import Refused
from core.models import Endable, User

Row = TypeVar("Row", bound=Endable)


def record(row: Row, *, actor: User, already: Refused) -> Row:
    """Save a new row; raises ``already`` where the same is in force. Belongs into a transaction."""
    row.recorded_at, row.recorded_by = clock.now(), actor
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise already from None
    return row


def in_force(row: Row, *, ended: str) -> Row:
    """The row as it is stored, locked; Refused, with these words, where somebody has ended it."""
    rows: Any = type(row).objects.select_for_update(of=("self",))
    stored: Row = rows.get(pk=row.pk)
    if not stored.is_in_force:
        raise Refused(ended)
    return stored


def end(row: Row, *, reason: str, actor: User) -> Row:
    """Let a row that is in force hold no longer."""
    row.ended_at, row.ended_by, row.ended_why = clock.now(), actor, reason
    row.save()
    return row
