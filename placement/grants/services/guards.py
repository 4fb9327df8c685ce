"""A grant as it may be signed and ended: locked after its graduate, in one order whoever asks."""

from placement.graduates.services.guards import locked as locked_graduate
from placement.graduates.services.guards import locked_person
from placement.grants.models import Grant


def locked(grant: Grant, *, even_merged: bool = False) -> Grant:
    """The grant as it is now, locked after its graduate; with ``even_merged`` after all cards.

    What ends a consent of one card reaches the linked ones too.
    """
    if even_merged:
        locked_person(grant.graduate)
    locked_graduate(grant.graduate, even_merged=even_merged)
    rows = Grant.objects.select_related("graduate__key", "graduate__merged_into", "employer")
    return rows.select_for_update(of=("self",)).get(pk=grant.pk)
