"""Signatures that reach staff: ink with its scan, or the file of an electronic signature (P-F4)."""

import datetime as dt

from django.db import transaction
from django.db.models import Max, Q

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import PrivateFile, User
from forms_app import consents
from forms_app.models import Consent
from placement.common.guards import require
from placement.consents import ASSISTANCE
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.grants import wording
from placement.grants.models import Grant, GrantSignature, Representative

from .guards import locked
from .signing import sign


@transaction.atomic
def record_paper(
    *,
    grant: Grant,
    signed_on: dt.date,
    actor: User,
    representative: Representative | None = None,
    scan: PrivateFile | None = None,
    has_original: bool = False,
) -> GrantSignature:
    """Record a consent that was signed by hand; ``scan`` lies under the consent's own key.

    ``has_original`` says that the paper itself is here already; otherwise it is awaited.
    """
    require(actor, WORK)
    if scan is None and not has_original:
        raise Refused("Приложите скан или отметьте, что подлинник уже в центре.", field="scan")
    evidence = _evidence(grant, representative, signed_on, Consent.Method.INK, scan)
    signature = sign(
        grant=grant, evidence=evidence, representative=representative, file=scan, actor=actor
    )
    if has_original:
        receive_original(signature=signature, actor=actor)
    return signature


@transaction.atomic
def record_file(
    *,
    grant: Grant,
    signed_on: dt.date,
    actor: User,
    file: PrivateFile,
    document: PrivateFile,
    representative: Representative | None = None,
) -> GrantSignature:
    """Record the file of an electronic signature and the document that it signs.

    The program keeps both and does not judge the signature: staff check it before.
    """
    require(actor, WORK)
    evidence = _evidence(grant, representative, signed_on, Consent.Method.FILE, file)
    return sign(
        grant=grant,
        evidence=evidence,
        representative=representative,
        file=file,
        document=document,
        actor=actor,
    )


@transaction.atomic
def receive_original(*, signature: GrantSignature, actor: User) -> GrantSignature:
    """Record that the paper signed by hand has come in; twice is once."""
    require(actor, WORK)
    grant = locked(signature.grant, even_merged=True)
    row = Consent.objects.select_for_update().get(pk=signature.evidence_id)
    if row.method != Consent.Method.INK:
        raise Refused("Это согласие подписано не на бумаге: подлинника у него нет.")
    if row.original_received_at is None:
        row.original_received_at, row.original_received_by = clock.now(), actor
        row.save(update_fields=["original_received_at", "original_received_by"])
        log_change(
            grant.graduate,
            actor=actor,
            action="grant-original",
            details=grant.history_details | {"signer": signature.signer},
        )
    return signature


def _refuse_taken_back(grant: Grant, signed_on: dt.date) -> None:
    """Refuse a paper that was signed before the same consent, or the first one, was withdrawn."""
    cards = Graduate.objects.of_person(grant.graduate)
    ended = Grant.objects.filter(graduate__in=cards, withdrawn_at__isnull=False)
    same = Q(purpose=grant.purpose, employer=grant.employer_id, place=grant.place)
    signed = ended.filter(same | Q(purpose=ASSISTANCE), signatures__isnull=False)
    last = signed.aggregate(last=Max("withdrawn_at"))["last"]
    day = clock.local_day(last) if last is not None else None
    if day is not None and signed_on < day:
        raise Refused(
            f"Согласие этого дня человек отозвал {day:%d.%m.%Y}. Нужна новая подпись.",
            field="signed_on",
        )


def _evidence(
    grant: Grant,
    representative: Representative | None,
    signed_on: dt.date,
    method: Consent.Method,
    file: PrivateFile | None,
) -> Consent:
    """The text of that day, as it was printed: what was written by hand is on the scan."""
    today = clock.local_day(clock.now())
    if signed_on > today:
        raise Refused("Этот день ещё не наступил.", field="signed_on")
    _refuse_taken_back(grant, signed_on)
    text = wording.text_of(grant, representative, signed_on)
    filled = consents.fill(text.body, wording.values(grant, representative, on=signed_on))
    at = (
        clock.now()
        if signed_on == today
        else clock.at_local(signed_on, dt.time(12), text.operator.tz)
    )
    return consents.record(
        text=text, filled=filled, method=method, at=at, key=file.key if file else None
    )
