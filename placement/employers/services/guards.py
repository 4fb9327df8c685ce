"""The rights of the employers' data bank, and its rows as they may be changed."""

from core.errors import Refused
from placement.employers.models import Employer

WORK = "placement.work_employers"
IMPORT = "placement.import_employers"
# Over entries of the contact log that somebody else has written.
CORRECT_LOG = "placement.correct_contact_log"


def locked(employer: Employer) -> Employer:
    """The row, locked; Refused for one that was merged: it only remains to be read."""
    row = Employer.objects.select_for_update().get(pk=employer.pk)
    if row.merged_into_id:
        raise Refused(f"Карточка объединена с другой: «{row.merged_into}». Работайте в той.")
    return row


def locked_pair(one: Employer, other: Employer) -> tuple[Employer, Employer]:
    """Two cards, locked in one order whoever asks, so that two people cannot wait in a circle.

    Refused for a card with itself and for one that was merged.
    """
    if one.pk == other.pk:
        raise Refused("Это одна и та же карточка.")
    rows = Employer.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")
    by_key = {row.pk: row for row in rows}
    for row in by_key.values():
        if row.merged_into_id:
            raise Refused(f"Карточка «{row}» уже объединена с другой. Обновите страницу.")
    return by_key[one.pk], by_key[other.pk]


def current(employer: Employer) -> Employer:
    """The row that stands for this employer now, locked: of a merged one, the one that was kept.

    Whoever points a new row at an employer asks here first, so that a merge at the same moment
    cannot leave it behind. A merged row itself is never locked: a merge may be waiting for it.
    """
    pk = employer.pk
    while True:
        into = Employer.objects.values_list("merged_into", flat=True).get(pk=pk)
        if into is None:
            row = Employer.objects.select_for_update().get(pk=pk)
            if row.merged_into_id is None:
                return row
            into = row.merged_into_id
        pk = into
