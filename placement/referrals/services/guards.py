"""A referral as it may be changed, and its history."""

from typing import Any

from core.errors import Refused
from core.history import log_change
from core.models import User
from placement.cases.services.guards import require_leading
from placement.common.guards import EMPLOYER, require, signature
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.referrals.models import Referral


def locked(referral: Referral) -> Referral:
    """The row as it is now, locked after its graduate, in the order in which grants are ended."""
    whose = Referral.objects.filter(pk=referral.pk).values("case__graduate")
    list(Graduate.objects.select_for_update().filter(pk__in=whose).values_list("pk"))
    rows = Referral.objects.select_related(
        "case__graduate__key", "case__specialist", "vacancy__employer", "resume", "number"
    )
    row = rows.select_for_update(of=("self",)).filter(pk=referral.pk).first()
    if row is None:
        raise Refused("Этого направления больше нет. Обновите страницу.")
    return row


def locked_by(referral: Referral, actor: User | None) -> Referral:
    """The same for who acts: staff act on referrals of the cases that they lead, the head on all."""
    require(actor, WORK)
    row = locked(referral)
    if actor is not None:
        require_leading(row.case, actor)
    return row


def log(
    row: Referral,
    actor: User | None,
    action: str,
    source: str,
    *,
    label: str = EMPLOYER,
    **more: Any,
) -> None:
    """One line of the referral's history."""
    who = signature(actor, label)
    log_change(row, action=action, from_state=source, to_state=row.state, **who, **more)
