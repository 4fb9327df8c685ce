"""A grant as it may be signed and ended: locked after its graduate, in one order whoever asks."""

from core.errors import Refused
from placement.graduates.models import Graduate
from placement.grants.models import Grant


def locked_graduate(graduate: Graduate, *, even_merged: bool = False) -> Graduate:
    """The card as it is now, locked; refused when it is destroyed, or merged unless that will do."""
    rows = Graduate.objects.select_related("key").select_for_update(of=("self",))
    row = rows.filter(pk=graduate.pk).first()
    is_there = row is not None and (row.is_current or (even_merged and row.merged_into_id))
    if row is None or not is_there:
        raise Refused("Этой карточки больше нет: её объединили с другой или данные уничтожены.")
    return row


def locked(grant: Grant, *, even_merged: bool = False) -> Grant:
    """The grant as it is now, locked after its graduate."""
    locked_graduate(grant.graduate, even_merged=even_merged)
    rows = Grant.objects.select_related("graduate__key", "employer")
    return rows.select_for_update(of=("self",)).get(pk=grant.pk)
