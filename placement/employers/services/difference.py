"""Two cards that look like one employer and are not: nobody is asked about them again (P-2.2a)."""

from django.db import transaction

from core.history import log_change
from core.models import User
from placement.common.guards import require, signature
from placement.employers.models import Employer

from .guards import WORK, locked_pair


@transaction.atomic
def tell_apart(*, employer: Employer, other: Employer, actor: User) -> Employer:
    """These are two; repeatable. Refused for a merged card and for a card with itself."""
    require(actor, WORK)
    one, two = locked_pair(employer, other)
    if not one.told_apart.filter(pk=two.pk).exists():
        one.told_apart.add(two)
        for row, beside in ((one, two), (two, one)):
            log_change(row, action="tell-apart", details={"other": beside.pk}, **signature(actor))
    return one


def carry_over(*, gone: Employer, kept: Employer) -> None:
    """Whom the merged card was told apart from, the kept one is not either; they two are one."""
    kept.told_apart.add(*gone.told_apart.exclude(pk=kept.pk))
    gone.told_apart.clear()
