"""Who may work in the employers' data bank, and on which row."""

from typing import Any

from core.errors import Refused
from core.models import User
from placement.models import Employer

WORK = "placement.work_employers"
IMPORT = "placement.import_employers"
# How the history calls who acts through a form.
EMPLOYER = "работодатель"


def require(actor: User | None, right: str) -> None:
    """Refused for staff without the right; an employer acts through forms that guard themselves."""
    if actor is not None and not (actor.is_active and actor.has_perm(right)):
        raise Refused("У вас нет права на это действие.")


def signature(actor: User | None) -> dict[str, Any]:
    """Who acted, as the history takes it."""
    return {"actor": actor, "actor_label": "" if actor else EMPLOYER}


def locked(employer: Employer) -> Employer:
    """The row, locked; Refused for one that was merged: it only remains to be read."""
    row = Employer.objects.select_for_update().get(pk=employer.pk)
    if row.merged_into_id:
        raise Refused(f"Карточка объединена с другой: «{row.merged_into}». Работайте в той.")
    return row


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
