"""The graduate refuses assistance: registered, and whoever leads the graduate stops (P-3.6)."""

import datetime as dt

from django.db import transaction

from core import clock, files, history, journals
from core.errors import Refused
from core.models import PrivateFile, User
from placement.assistance.models import AssistanceRefusal
from placement.assistance.setting_up import refusals_journal
from placement.assistance.signals import refused
from placement.common.guards import refuse_long_ago, require
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.graduates.services.guards import locked

ACTION = "assistance-refused"


@transaction.atomic
def record_own_refusal(
    *,
    graduate: Graduate,
    refused_on: dt.date,
    actor: User,
    reason: str = "",
    scan: PrivateFile | None = None,
) -> AssistanceRefusal:
    """Register «Отказ от содействия» that the graduate has signed.

    Whoever leads the graduate stops, and with that end the consents that hold until then; the one to
    accompaniment stays, for the graduate may ask again.
    """
    require(actor, WORK)
    row = locked(graduate)
    at = clock.now()
    if refused_on > clock.local_day(at):
        raise Refused("Этот день ещё не наступил.", field="refused_on")
    refuse_long_ago(refused_on, "refused_on")
    if AssistanceRefusal.objects.filter(graduate=row, refused_on=refused_on).exists():
        raise Refused("Отказ этого дня уже записан.", field="refused_on")
    refusal = AssistanceRefusal.objects.create(
        graduate=row,
        number=journals.take_number(journal=refusals_journal(), actor=actor, at=at),
        refused_on=refused_on,
        reason=reason.strip(),
        scan=scan,
        recorded_by=actor,
    )
    history.log_change(row, actor=actor, action=ACTION, details={"refusal": refusal.number.label})
    refused.send(sender=AssistanceRefusal, refusal=refusal, actor=actor)
    return refusal


def forget_refusals(graduate: Graduate) -> list[str]:
    """Destroy the scans and blank the reasons; number and day say nothing of whom."""
    rows = AssistanceRefusal.objects.filter(graduate=graduate).select_related("scan")
    for row in rows:
        if row.scan is not None:
            files.destroy_file(row.scan, clock.now())
    return ["отказы от содействия"] if rows.update(reason=b"") else []
