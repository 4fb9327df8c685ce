"""Employers who do not answer are reminded once of each thing that is waited for (P-2.2b)."""

import datetime as dt

from django.db import models, transaction

from core import clock
from core.history import SYSTEM_LABEL
from core.tick import Pieces
from placement.centre.terms.models import current_terms, terms_on
from placement.consents import TO_EMPLOYERS
from placement.grants import gate
from placement.referrals import letters
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral

from .guards import locked, log


def silent(now: dt.datetime) -> models.QuerySet[Referral]:
    """The referrals of which an employer has said nothing for so long that one has to call."""
    days = current_terms().referral_silent_days
    return Referral.objects.silent_since(now - dt.timedelta(days=days))


def remind_due(now: dt.datetime, pieces: Pieces) -> int:
    """Remind where an answer is due and the link still opens; returns how many letters went."""
    days = terms_on(clock.local_day(now)).referral_remind_days
    due = Referral.objects.silent_since(now - dt.timedelta(days=days)).filter(
        reminded_at=None, way=Referral.Way.LINK, link_until__gt=now
    )
    return pieces.count(list(due.order_by("pk").values_list("pk", flat=True)), _remind)


@transaction.atomic
def _remind(pk: int) -> int:
    row = locked(Referral(pk=pk))
    if not row.is_awaited or row.reminded_at is not None:
        return 0
    if not gate.allows(row.graduate, TO_EMPLOYERS):
        return 0
    row.reminded_at = clock.now()
    row.save(update_fields=["reminded_at"])
    code = letters.REMINDER if row.state == ReferralState.SENT else letters.OUTCOME
    letter = letters.enqueue(row, code)
    details = {} if letter else {"no_address": True}
    log(row, None, "remind", row.state, details=details, label=SYSTEM_LABEL)
    return 1 if letter else 0
