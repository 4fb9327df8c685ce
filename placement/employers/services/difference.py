"""Two cards that look like one employer and are not: nobody is asked about them again (P-2.2a)."""

from django.db import transaction

from core.history import log_change
from core.models import User
from placement.common.guards import require, signature
from placement.employers.models import Employer

from .guards import WORK, locked_pair


@transaction.atomic
def mark_as_different(*, employer: Employer, other: Employer, actor: User) -> Employer:
    """Say that these are two; repeatable. Refused for a merged card and a card with itself."""
    require(actor, WORK)
    one, two = locked_pair(employer, other)
    if not one.different_from.filter(pk=two.pk).exists():
        one.different_from.add(two)
        for row, beside in ((one, two), (two, one)):
            log_change(
                row, action="mark-as-different", details={"other": beside.pk}, **signature(actor)
            )
    return one


def carry_over(*, other: Employer, kept: Employer) -> None:
    """What the merged card differs from, the kept one differs from too; they two are one."""
    kept.different_from.add(*other.different_from.exclude(pk=kept.pk))
    other.different_from.clear()
