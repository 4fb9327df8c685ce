"""An agreement is entered, changed, given its scan; a draft that nobody needs goes."""

import datetime as dt
from typing import Any

from django.db import transaction

from core import clock, crypto, files
from core.errors import Refused
from core.models import PrivateFile, User
from core.records import refuse_overtaken
from placement.agreements.lifecycle import AgreementState
from placement.agreements.models import Agreement
from placement.agreements.record import AGREEMENTS
from placement.agreements.rights import WORK
from placement.common.guards import require
from placement.employers.services.guards import current

from .guards import locked, log, refuse_future, refuse_wrong

_LIVE = (AgreementState.DRAFT, AgreementState.SIGNED)


@transaction.atomic
def create_agreement(*, data: Agreement, actor: User, is_demo: bool = False) -> Agreement:
    """A new draft. Raises Refused for one that repeats another and does not say why."""
    return _enter(data, actor, "create", is_demo=is_demo)


@transaction.atomic
def import_agreement(
    *, data: Agreement, signed_on: dt.date | None, paper_number: str, actor: User
) -> Agreement:
    """One of an existing list: with the day of signature in force, else a draft.

    Its number stands in the paper journal, so it takes none of ours.
    """
    if signed_on is None:
        return _enter(data, actor, "import")
    refuse_future(signed_on, "signed_on")
    signed = {"state": AgreementState.SIGNED, "signed_on": signed_on}
    return _enter(data, actor, "import", paper_number=paper_number, **signed)


def _enter(data: Agreement, actor: User, action: str, **values: Any) -> Agreement:
    require(actor, WORK)
    employer = current(data.employer)
    row = AGREEMENTS.copy(data, employer=employer, key=crypto.new_key(), **values)
    refuse_wrong(row)
    row.save()
    log(row, actor, action, "")
    return row


@transaction.atomic
def update_agreement(
    *, agreement: Agreement, data: Agreement, actor: User, revision: str = ""
) -> Agreement:
    """Change what is said of a draft, and of a signed one what its paper does not say.

    With the ``revision`` of the data that a form showed, Refused when somebody changed them since.
    """
    require(actor, WORK)
    # The draft may go to another employer: both are locked, in one order whoever asks.
    employers = sorted({agreement.employer, data.employer}, key=lambda one: one.pk)
    data.employer = {one.pk: current(one) for one in employers}[data.employer.pk]
    row = locked(agreement)
    if row.state not in _LIVE:
        raise Refused("Договор уже не действует: его сведения не меняют.")
    refuse_overtaken(revision, AGREEMENTS.revision(row))
    changed = AGREEMENTS.assign(row, data)
    refuse_wrong(row)
    if changed:
        row.save()
        log(row, actor, "edit", row.state, details={"fields": AGREEMENTS.labels(changed)})
    return row


@transaction.atomic
def attach_scan(*, agreement: Agreement, scan: PrivateFile, actor: User) -> Agreement:
    """Keep the scan of the signed paper; an earlier one goes."""
    require(actor, WORK)
    row = locked(agreement)
    if row.is_draft:
        raise Refused("Сначала зарегистрируйте подписанный договор.")
    earlier, row.scan = row.scan, scan
    row.save()
    if earlier:
        files.discard_file(earlier)
    log(row, actor, "attach", row.state)
    return row


@transaction.atomic
def discard(*, agreement: Agreement, actor: User) -> None:
    """Delete a draft with whom it names; its history stays."""
    require(actor, WORK)
    row = locked(agreement)
    if not row.is_draft:
        raise Refused("Удалить можно только проект договора.")
    log(row, actor, "discard", row.state)
    row.delete()
    crypto.destroy_key(row.key, at=clock.now())
