"""Additional agreements: a prolongation or other changes, under the agreement's own number."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max

from core.errors import Refused
from core.lifecycle import STAFF
from core.models import PrivateFile, User
from placement.agreements.lifecycle import AGREEMENT
from placement.agreements.models import Addendum, Agreement
from placement.agreements.rights import WORK
from placement.common.guards import require

from .guards import locked, log, refuse_future, refuse_wrong


@transaction.atomic
def prolong(
    *,
    agreement: Agreement,
    signed_on: dt.date,
    ends_on: dt.date,
    actor: User,
    duplicate_reason: str = "",
    scan: PrivateFile | None = None,
) -> Addendum:
    """A new last day. Refused where the longer term meets another agreement of the same.

    One whose term is over by now may be prolonged by a paper that was signed while it ran.
    """
    require(actor, WORK)
    row = locked(agreement)
    source = row.state
    row.state = AGREEMENT.target("prolong", source=source, who=STAFF)
    before = row.ends_on
    if before is None:
        raise Refused("Договор без срока: продлевать нечего.")
    if signed_on > before:
        raise Refused(
            "Соглашение подписано, когда срок уже истёк. Заключите новый договор.",
            field="signed_on",
        )
    if ends_on <= before:
        raise Refused(f"Договор и так действует по {before:%d.%m.%Y}.", field="ends_on")
    row.ends_on, row.ended_on, row.reminded = ends_on, None, None
    # A reason given for the old term does not explain what the new one meets.
    explained, row.duplicate_reason = row.duplicate_reason, duplicate_reason.strip()
    refuse_wrong(row)
    row.duplicate_reason = row.duplicate_reason or explained
    row.save()
    return _add(
        row,
        actor,
        source,
        kind=Addendum.Kind.PROLONGATION,
        signed_on=signed_on,
        ends_on=ends_on,
        ended_before=before,
        scan=scan,
    )


@transaction.atomic
def amend(
    *,
    agreement: Agreement,
    signed_on: dt.date,
    subject: str,
    actor: User,
    scan: PrivateFile | None = None,
) -> Addendum:
    """Other terms than the last day change; ``subject`` says which."""
    require(actor, WORK)
    row = locked(agreement)
    source = row.state
    row.state = AGREEMENT.target("amend", source=source, who=STAFF)
    if not subject.strip():
        raise Refused("Напишите, что изменилось.", field="subject")
    return _add(
        row,
        actor,
        source,
        kind=Addendum.Kind.CHANGE,
        signed_on=signed_on,
        subject=subject.strip(),
        scan=scan,
    )


def _add(
    row: Agreement, actor: User, source: str, *, kind: str, signed_on: dt.date, **values: Any
) -> Addendum:
    refuse_future(signed_on, "signed_on")
    if row.signed_on and signed_on < row.signed_on:
        raise Refused("Соглашение подписано раньше самого договора.", field="signed_on")
    last = row.addenda.aggregate(last=Max("ordinal"))["last"] or 0
    addendum = Addendum.objects.create(
        agreement=row, ordinal=last + 1, kind=kind, signed_on=signed_on, **values
    )
    action = "prolong" if kind == Addendum.Kind.PROLONGATION else "amend"
    log(row, actor, action, source, details={"addendum": addendum.ordinal})
    return addendum
