"""The attendance list of stage II: who came (C-16)."""

from collections.abc import Mapping

from django.db import transaction

from contest.finalists.models import Finalist
from contest.finalists.settled import refuse_settled, taken_part
from contest.setup.models import Contest
from core.errors import Refused
from core.history import log_change
from core.models import User

ACTIONS = {True: "stage-two-came", False: "stage-two-absent", None: "stage-two-unknown"}


@transaction.atomic
def save_attendance(*, contest: Contest, came: Mapping[int, bool | None], actor: User) -> None:
    """Record who came, by finalist's key; who is not named stays as they are.

    None takes the mark back. That somebody is absent is a fact; that they have no place is a
    decision of its own (``record_no_show``).

    Refused once an order has published the results; and where it would say of somebody who has
    taken part that they did not.
    """
    row = Contest.objects.select_for_update().get(pk=contest.pk)
    finalists = Finalist.objects.filter(contest=contest, pk__in=came).select_related("entry")
    changed = [one for one in finalists if one.attended is not came[one.pk]]
    if not changed:
        return
    refuse_settled(row, "явку")
    _refuse_taken_part([one for one in changed if not came[one.pk]])
    for finalist in changed:
        attended = came[finalist.pk]
        finalist.attended = attended
        finalist.save(update_fields=["attended"])
        log_change(finalist.entry, actor=actor, action=ACTIONS[attended])


def _refuse_taken_part(finalists: list[Finalist]) -> None:
    held = taken_part(finalists)
    first = next((one for one in finalists if one.pk in held), None)
    if first is not None:
        raise Refused(
            f"{first}: есть проверенный результат теста или сыгранная ролевая игра, отметку"
            " «явился» не снимают. Если участник остаётся без места, запишите неявку: это решение"
            " комиссии.",
            field=f"came-{first.pk}",
        )
