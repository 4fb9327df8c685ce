"""The draw: in which order the role plays are played (C-16)."""

import secrets
from collections.abc import Mapping

from django.db import transaction

from contest.finalists.models import Finalist
from contest.finalists.settled import refuse_settled
from contest.setup.models import Contest
from core.errors import Refused
from core.history import log_change
from core.models import User

NOBODY = "Тянуть жребий некому: никто не отмечен явившимся."
REDONE = "Жребий уже записан. Укажите, почему он проводится заново."


@transaction.atomic
def draw_lots(*, contest: Contest, actor: User, reason: str = "") -> None:
    """Let the site draw the numbers of all who came; done again only with a reason."""
    finalists = _appeared(contest)
    numbers = list(range(1, len(finalists) + 1))
    secrets.SystemRandom().shuffle(numbers)
    drawn = {one.pk: number for one, number in zip(finalists, numbers, strict=True)}
    _record(contest, finalists, drawn, reason=reason, actor=actor, way="site")


@transaction.atomic
def record_draw(
    *, contest: Contest, numbers: Mapping[int, int], actor: User, reason: str = ""
) -> None:
    """Record numbers drawn by hand, by finalist's key: one for each of those who came.

    A number recorded before changes only with a reason; one for a latecomer needs none.
    """
    finalists = _appeared(contest)
    if set(numbers) != {one.pk for one in finalists}:
        raise Refused("Нужен номер каждого, кто явился, и только их.")
    if len(set(numbers.values())) < len(numbers):
        raise Refused("Один номер указан дважды.")
    if min(numbers.values()) < 1:
        raise Refused("Номера по жребию начинаются с 1.")
    _record(contest, finalists, numbers, reason=reason, actor=actor, way="hand")


def _appeared(contest: Contest) -> list[Finalist]:
    """Those who came, under the lock of their contest; Refused once results are published."""
    row = Contest.objects.select_for_update().get(pk=contest.pk)
    refuse_settled(row, "жребий")
    finalists = list(Finalist.objects.appeared().filter(contest=contest))
    if not finalists:
        raise Refused(NOBODY)
    return finalists


def _record(
    contest: Contest,
    finalists: list[Finalist],
    numbers: Mapping[int, int],
    *,
    reason: str,
    actor: User,
    way: str,
) -> None:
    is_other = any(one.draw_number not in (None, numbers[one.pk]) for one in finalists)
    is_redone = is_other or (way == "site" and any(one.draw_number for one in finalists))
    if is_redone and not reason.strip():
        raise Refused(REDONE, field="reason")
    # Numbers are unique: all of them are let go first, also those of whoever is out meanwhile.
    Finalist.objects.filter(contest=contest).update(draw_number=None)
    for one in finalists:
        one.draw_number = numbers[one.pk]
        one.save(update_fields=["draw_number"])
    by_entry = {str(one.entry_id): one.draw_number for one in finalists}
    log_change(
        contest,
        actor=actor,
        action="stage-two-draw",
        why=reason.strip(),
        details={"way": way, "numbers": by_entry},
    )
