"""The letter that leads a signer to their own page, sent by staff, and sent again (P-F4, P-F5)."""

from django.db import transaction

from core import clock, outbox
from core.errors import Refused
from core.history import log_change
from core.models import Letter, User
from forms_app import limits
from placement.common.guards import require
from placement.graduates.rights import WORK
from placement.grants import letters
from placement.grants.models import Grant, Representative
from placement.grants.rules.capacity import Signer

from .codes import own_address
from .guards import locked
from .signing import refuse_signing


@transaction.atomic
def send_link(*, grant: Grant, actor: User, representative: Representative | None = None) -> Letter:
    """Write to one whose signature is missing, at their own address.

    Refuses who may not sign or has signed, and who has no address of their own.
    """
    require(actor, WORK)
    row = locked(grant, even_merged=True)
    refuse_signing(row, representative, clock.local_day(clock.now()))
    to = own_address(row.graduate, representative)
    if not to:
        raise Refused(
            "Нет собственного адреса электронной почты, или его ещё не проверили: внесите и проверьте"
            " адрес или возьмите подпись на бумаге.",
            field="representative",
        )
    limits.count_letter(to)
    person = row.graduate
    signer = Signer.REPRESENTATIVE if representative else Signer.PERSON
    details = row.history_details | {"signer": signer.value}
    log_change(person, actor=actor, action="grant-link-sent", details=details)
    letter = letters.asked(row, representative) | {"to": to}
    return outbox.enqueue(about=person, key=person.key, **letter)
