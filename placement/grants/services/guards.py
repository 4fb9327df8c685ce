"""A grant as it may be signed and ended: locked after its graduate, in one order whoever asks."""

from core.errors import Refused
from placement.graduates.models import Graduate
from placement.grants.models import Grant


def locked_graduate(graduate: Graduate) -> Graduate:
    """The card as it is now, locked; refused when it is merged or destroyed."""
    rows = Graduate.objects.select_related("key").select_for_update(of=("self",))
    row = rows.filter(pk=graduate.pk).first()
    if row is None or not row.is_current:
        raise Refused("Этой карточки больше нет: её объединили с другой или данные уничтожены.")
    return row


def locked(grant: Grant) -> Grant:
    """The grant as it is now, locked after its graduate."""
    locked_graduate(grant.graduate)
    rows = Grant.objects.select_related("graduate__key", "employer")
    return rows.select_for_update(of=("self",)).get(pk=grant.pk)
