"""Who represents a graduate: added, changed, ended (P-F5)."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from core import clock, outbox
from core.errors import Refused
from core.history import log_change
from core.models import Letter, User
from core.records import record_of
from core.records.revisions import refuse_overtaken
from core.repeats import refuse_repeat
from placement.common.guards import require
from placement.graduates import letters
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.graduates.services import addresses
from placement.graduates.services.guards import locked as locked_graduate
from placement.grants.links import representative_url
from placement.grants.models import Grant, Representative
from placement.grants.rules import capacity
from placement.grants.rules.capacity import Kind

from .passing import lapse
from .signing import holds_until


@transaction.atomic
def add_representative(*, graduate: Graduate, data: Representative, actor: User) -> Representative:
    """Add who signs for the graduate, if the law lets this one at the graduate's age."""
    require(actor, WORK)
    data.graduate, data.entered_by = locked_graduate(graduate), actor
    _refuse_wrong(data)
    same = Representative.objects.filter(
        graduate=data.graduate, kind=data.kind, full_name=data.full_name, ended_on=None
    )
    refuse_repeat(same, "created_at")
    data.save()
    _log(data, actor, "representative-added")
    return data


@transaction.atomic
def update_representative(
    *, representative: Representative, data: Representative, actor: User, revision: str
) -> Representative:
    """Change what is known of a representative; who it is and in which capacity stays.

    Another address of theirs makes the link that was sent to the former one old, and waits to be
    verified. With another last day of the authority the consents that rest on it hold until then,
    no longer.
    """
    require(actor, WORK)
    row = _locked(representative)
    record = record_of(Representative)
    refuse_overtaken(revision, record.revision(row))
    former, was_unverified = str(row.email), row.email_unverified
    changed = record.assign(row, data)
    if not changed:
        return row
    _refuse_wrong(row)
    if addresses.is_left(former, str(row.email)):
        _leave_address(row, former, was_unverified=was_unverified)
    row.entered_by = actor
    row.save()
    _log(row, actor, "representative-changed", details={"fields": record.labels(changed)})
    if "until" in changed:
        _follow_authority(row)
    return row


@transaction.atomic
def verify_representative_email(*, representative: Representative, actor: User) -> Representative:
    """Somebody has made sure that the address is theirs: the link of their page goes there."""
    require(actor, WORK)
    row = _locked(representative)
    addresses.trust(row)
    _log(row, actor, "representative-email-verified")
    link = representative_url(row)
    letters.send_page(to=str(row.email), link=link, about=row.graduate, key=row.key)
    return row


@transaction.atomic
def confirm_representative(*, representative: Representative, actor: User) -> Representative:
    """Staff have seen the document on which the authority rests; until then a request has named it."""
    require(actor, WORK)
    row = _locked(representative)
    if row.entered_by is None:
        row.entered_by = actor
        row.save(update_fields=["entered_by"])
        _log(row, actor, "representative-confirmed")
    return row


@transaction.atomic
def renew_representative_link(*, representative: Representative, actor: User) -> Representative:
    """The link came into wrong hands: it opens nothing any more, a new one goes to the address."""
    require(actor, WORK)
    row = _locked(representative)
    _end_link(row, str(row.email))
    row.save(update_fields=["link_serial"])
    _log(row, actor, "representative-link")
    if row.email and not row.email_unverified:
        link = representative_url(row)
        letters.send_page(to=str(row.email), link=link, about=row.graduate, key=row.key)
    return row


@transaction.atomic
def end_representative(*, representative: Representative, actor: User, why: str) -> Representative:
    """End an authority today: the link opens nothing any more, what was signed is evidence only."""
    require(actor, WORK)
    row = _locked(representative)
    row.ended_on = clock.local_day(clock.now())
    row.save(update_fields=["ended_on"])
    row.codes.all().delete()
    _log(row, actor, "representative-ended", why=why)
    _end_signed(row, row.ended_on, actor)
    return row


def _leave_address(row: Representative, former: str, *, was_unverified: bool) -> None:
    """End what rests on the former address; the new one gets nothing before it is verified."""
    _end_link(row, former)
    addresses.doubt(row, str(row.email))
    if not was_unverified:
        letters.tell_former(to=former, about=row.graduate, key=row.key)


def _end_link(row: Representative, address: str) -> None:
    """Make the link old, and what is on its way to this address void."""
    row.link_serial += 1
    outbox.cancel(Letter.objects.filter(key=row.key, to=address))
    row.codes.all().delete()


def _signed_by(row: Representative, today: dt.date) -> models.QuerySet[Grant]:
    """The consents in force that this one's signature holds."""
    signed = Grant.objects.in_force(today).filter(signatures__representative=row).distinct()
    return signed.select_related("graduate__key", "employer")


def _follow_authority(row: Representative) -> None:
    """The consents that this one's signature holds end with the authority, on whatever day that is."""
    today = clock.local_day(clock.now())
    for grant in _signed_by(row, today):
        grant.own_signature_from = holds_until(grant, today)
        grant.save(update_fields=["own_signature_from"])


def _end_signed(row: Representative, today: dt.date, actor: User) -> None:
    """The consents that this one's signature holds need another signature from today on."""
    for grant in _signed_by(row, today):
        grant.own_signature_from = today
        grant.save(update_fields=["own_signature_from"])
        lapse(grant=grant, actor=actor)


def _locked(representative: Representative) -> Representative:
    locked_graduate(representative.graduate)
    rows = Representative.objects.select_related("graduate__key").select_for_update(of=("self",))
    row = rows.get(pk=representative.pk)
    if row.ended_on is not None:
        raise Refused("Полномочия этого представителя уже закончились.")
    return row


def _refuse_wrong(row: Representative) -> None:
    """Refuse what the law or the form does not let, in words beside the field."""
    graduate, today = row.graduate, clock.local_day(clock.now())
    if graduate.born_on is None:
        raise Refused("Сначала укажите дату рождения человека: от неё зависит, кто подписывает.")
    facts: capacity.Facts = {"born_on": graduate.born_on, "capacity": graduate.capacity}
    if fault := capacity.misfit(Kind(row.kind), **facts, on=today):
        raise Refused(fault, field="kind")
    if row.is_institution and not str(row.authority).strip():
        raise Refused("Назовите документ о полномочиях того, кто подписывает.", field="authority")
    if row.until is not None and row.until <= today:
        raise Refused("Полномочия уже закончились.", field="until")
    if row.email and str(row.email).casefold() == str(graduate.email).casefold():
        raise Refused(
            "Это адрес самого человека. Представителю нужен свой: на него придут ссылка и код.",
            field="email",
        )
    try:
        row.clean()
        row.validate_constraints()
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="institution") from error


def _log(row: Representative, actor: User, action: str, **more: Any) -> None:
    """In the history of the graduate: a representative has no other page than theirs."""
    log_change(row.graduate, actor=actor, action=action, **more)
