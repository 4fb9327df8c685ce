"""What moves an agreement from state to state."""

import datetime as dt

from django.db import transaction

from core import clock, files, journals
from core.errors import Refused
from core.lifecycle import STAFF, SYSTEM
from core.models import PrivateFile, User
from placement.agreements.lifecycle import AGREEMENT
from placement.agreements.models import Agreement
from placement.agreements.rights import APPROVE, WORK
from placement.agreements.setting_up import journal_of
from placement.common.guards import require

from .guards import locked, log, refuse_future, refuse_wrong


@transaction.atomic
def register(
    *, agreement: Agreement, signed_on: dt.date, actor: User, scan: PrivateFile | None = None
) -> Agreement:
    """Enter the signed agreement into its journal: it gets the next number (clause 3.6)."""
    require(actor, WORK)
    row = locked(agreement)
    source = row.state
    row.state = AGREEMENT.target("register", source=source, who=STAFF)
    refuse_future(signed_on, "signed_on")
    refuse_wrong(row)
    row.signed_on = signed_on
    row.scan = scan or row.scan
    if journal := journal_of(row.kind):
        row.number = journals.take_number(journal=journal, actor=actor, at=clock.now())
    row.save()
    log(row, actor, "register", source, details={"number": str(row.number or "")})
    return row


@transaction.atomic
def terminate(*, agreement: Agreement, ended_on: dt.date, why: str, actor: User) -> Agreement:
    """The parties end it before its term; ``ended_on`` is its last day."""
    require(actor, WORK)
    row = locked(agreement)
    source = row.state
    row.state = AGREEMENT.target("terminate", source=source, who=STAFF)
    refuse_future(ended_on, "ended_on")
    if ended_on < row.starts_on or (row.ends_on and ended_on > row.ends_on):
        raise Refused("День расторжения – внутри срока договора.", field="ended_on")
    if not why.strip():
        raise Refused("Напишите, почему договор расторгнут.", field="why")
    row.ended_on = ended_on
    row.save()
    log(row, actor, "terminate", source, why=why)
    return row


@transaction.atomic
def end(*, agreement: Agreement, today: dt.date) -> bool:
    """End an agreement whose term is over; whether it was so. The system does."""
    row = locked(agreement)
    source = row.state
    if row.ends_on is None or row.ends_on >= today or not row.is_signed:
        return False
    row.state = AGREEMENT.target("end", source=source, who=SYSTEM)
    row.ended_on = row.ends_on
    row.save()
    log(row, None, "end", source)
    return True


@transaction.atomic
def annul(*, agreement: Agreement, why: str, actor: User) -> Agreement:
    """Take back a registration made by mistake: a draft again, its number is never given anew."""
    require(actor, APPROVE)
    row = locked(agreement)
    source = row.state
    row.state = AGREEMENT.target("annul", source=source, who=STAFF)
    if not why.strip():
        raise Refused("Напишите, почему регистрация отменена.", field="why")
    if row.addenda.exists():
        raise Refused("К договору есть дополнительные соглашения: регистрацию не отменить.")
    number, scan = row.number, row.scan
    row.number = row.signed_on = row.scan = row.reminded = None
    row.save()
    if number:
        journals.annul_number(entry=number, actor=actor, why=why)
    if scan:
        files.discard_file(scan)
    log(row, actor, "annul", source, why=why, details={"number": str(number or "")})
    return row
