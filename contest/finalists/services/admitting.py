"""Who joins the list of stage II."""

from collections.abc import Iterable

from django.db import transaction

from contest.applications.models import Entry
from contest.finalists.models import Finalist
from contest.setup.models import Contest
from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User
from forms_app.lifecycle import State


@transaction.atomic
def admit(
    *, contest: Contest, entries: Iterable[Entry], actor: User, is_replacement: bool = False
) -> list[Finalist]:
    """Put ``entries`` on the list of stage II, those already on it once; the caller judges the right.

    Refused for an entry of another contest, or one that is withdrawn.
    """
    locked = Contest.objects.select_for_update().get(pk=contest.pk)
    pks = [entry.pk for entry in entries]
    rows = Entry.objects.filter(pk__in=pks, contest=locked, submission__state=State.ACCEPTED)
    if rows.count() < len(set(pks)):
        raise Refused("Во II этап допускают участников этого конкурса, которые не выбыли.")
    finalists = []
    for entry in rows.order_by("pk"):
        finalist, is_new = Finalist.objects.get_or_create(
            entry=entry,
            defaults={
                "contest": locked,
                "is_replacement": is_replacement,
                "admitted_at": clock.now(),
                "admitted_by": actor,
            },
        )
        if is_new:
            log_change(entry, actor=actor, action="admit-to-stage-two")
        finalists.append(finalist)
    return finalists
