"""A referral is called off: by staff, by the person, or because the consent has ended."""

from typing import Any

from django.db import transaction

from core.errors import Refused
from core.history import SYSTEM_LABEL
from core.lifecycle import APPLICANT, STAFF, SYSTEM
from core.models import User
from placement.common.guards import require
from placement.consents import ASSISTANCE, TO_EMPLOYERS
from placement.graduates.models import Graduate
from placement.graduates.rights import PERSON, WORK
from placement.grants.models import Grant
from placement.referrals import letters
from placement.referrals.lifecycle import REFERRAL
from placement.referrals.models import Referral

from .guards import locked, locked_by, log

CONSENT_ENDED = "согласие отозвано или закончилось"


@transaction.atomic
def call_off(
    *, referral: Referral, actor: User | None, why: str = "", by: str = PERSON
) -> Referral:
    """End a referral that has not come to its end; the link shows nothing from now on.

    Without an ``actor`` the person does, or the representative (``by``).
    """
    require(actor, WORK)
    if actor is not None and not why.strip():
        raise Refused("Напишите, почему направление отменено.", field="why")
    return _end(
        locked_by(referral, actor), actor, STAFF if actor else APPLICANT, why=why.strip(), label=by
    )


@transaction.atomic
def end_all(*, graduate: Graduate, why: str) -> int:
    """Call off what is open of a person; returns how many. The system does."""
    rows = list(Referral.objects.of(graduate).open().order_by("pk"))
    for row in rows:
        _end(locked(row), None, SYSTEM, why=why, label=SYSTEM_LABEL)
    return len(rows)


def follow_consent(grant: Grant, cards: list[Graduate], **kwargs: Any) -> None:
    """End what rested on a consent that was withdrawn or lost its force."""
    if grant.purpose in (ASSISTANCE, TO_EMPLOYERS):
        for card in cards:
            end_all(graduate=card, why=CONSENT_ENDED)


def _end(row: Referral, actor: User | None, who: str, *, why: str, label: str) -> Referral:
    source = row.state
    row.state = REFERRAL.target("call-off", source=source, who=who)
    # Whatever link lies in a mailbox is an old one from now on.
    row.link_serial += 1
    row.save()
    letters.cancel(row)
    log(row, actor, "call-off", source, why=why, label=label)
    return row
