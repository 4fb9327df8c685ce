"""The attendance list of stage II: who came (C-16)."""

from collections.abc import Mapping

from django.db import transaction

from contest.finalists.models import Finalist
from contest.setup.models import Contest
from core.history import log_change
from core.models import User

ACTIONS = {True: "stage-two-came", False: "stage-two-absent", None: "stage-two-unknown"}


@transaction.atomic
def save_attendance(*, contest: Contest, came: Mapping[int, bool | None], actor: User) -> None:
    """Record who came, by finalist's key; who is not named stays as they are.

    None takes the mark back. That somebody is absent is a fact; that they have no place is a
    decision of its own (``record_no_show``).
    """
    Contest.objects.select_for_update().get(pk=contest.pk)
    for finalist in Finalist.objects.filter(contest=contest, pk__in=came).select_related("entry"):
        attended = came[finalist.pk]
        if finalist.attended is attended:
            continue
        finalist.attended = attended
        finalist.save(update_fields=["attended"])
        log_change(finalist.entry, actor=actor, action=ACTIONS[attended])
