"""A consent is asked for, signed, ended (P-F4, P-F5, X-5, invariant 7)."""

import datetime as dt

from django.db import transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import PrivateFile, User
from forms_app.models import Consent, Submission
from placement.common.guards import require, signature
from placement.consents import PURPOSES, WRITTEN
from placement.employers.models import Employer
from placement.graduates.models import Graduate
from placement.graduates.rights import PERSON, REPRESENTATIVE, WORK
from placement.grants import signals
from placement.grants.models import Grant, GrantSignature, Representative
from placement.grants.rules import capacity
from placement.grants.rules.capacity import Signer

from .guards import locked, locked_graduate

# Data are destroyed within so many days of a withdrawal (152-ФЗ, art. 21, part 5).
DESTROY_DAYS = 30


@transaction.atomic
def open_grant(
    *,
    graduate: Graduate,
    purpose: str,
    actor: User | None,
    employer: Employer | None = None,
    place: str = "",
    submission: Submission | None = None,
) -> Grant:
    """Ask for a consent; one that is open already is returned as it is."""
    require(actor, WORK)
    row = locked_graduate(graduate)
    what = {"purpose": purpose, "employer": employer, "place": place}
    grant, is_new = Grant.objects.open().get_or_create(
        graduate=row, **what, defaults={"submission": submission}
    )
    if is_new:
        log_change(
            row, action="grant-asked", details={"grant": str(grant)}, **signature(actor, PERSON)
        )
    return grant


@transaction.atomic
def sign(
    *,
    grant: Grant,
    evidence: Consent,
    actor: User | None,
    representative: Representative | None = None,
    file: PrivateFile | None = None,
) -> GrantSignature:
    """Record a signature: of the person, or of ``representative``; the last one makes it complete.

    ``evidence`` is the exact text with instant and way. Refuses a mere tick, a mailed code where the
    law wants ink, a signature of who may not sign on that day, and a second one of the same person.
    """
    require(actor, WORK)
    row = locked(grant)
    if row.withdrawn_at is not None:
        raise Refused("Это согласие отозвано. Если человек согласен снова, подпишите новое.")
    _refuse_way(row, evidence)
    day = clock.local_day(evidence.given_at)
    signer = Signer.REPRESENTATIVE if representative else Signer.PERSON
    _refuse_signer(row.graduate, signer, representative, day)
    if missing_on(row, day).isdisjoint({signer}):
        raise Refused("Эта подпись уже есть.")
    made = GrantSignature.objects.create(
        grant=row,
        signer=signer.value,
        representative=representative,
        evidence=evidence,
        file=file,
    )
    _judge(row, evidence.given_at)
    log_change(
        row.graduate,
        action="grant-signed",
        details={"grant": str(row), "signer": signer.value, "method": evidence.method},
        **signature(actor, REPRESENTATIVE if representative else PERSON),
    )
    if row.complete_at is not None:
        signals.completed.send(sender=Grant, grant=row)
    return made


@transaction.atomic
def withdraw(*, grant: Grant, actor: User | None, why: str = "", by: str = PERSON) -> Grant:
    """End a consent; it acts at once, everywhere. Pressed twice it is done once.

    ``why`` says how the demand came to staff; ``by`` names who of the family withdrew by a link.
    Nouns above follow `signals.ended` inside this transaction.
    """
    require(actor, WORK)
    if actor is not None and not why.strip():
        raise Refused("Напишите, как человек сообщил об отзыве.", field="why")
    row = locked(grant)
    if row.withdrawn_at is not None:
        return row
    now = clock.now()
    row.withdrawn_at = now
    row.destroy_by = clock.local_day(now) + dt.timedelta(days=DESTROY_DAYS)
    row.save(update_fields=["withdrawn_at", "destroy_by"])
    Consent.objects.filter(grant_signature__grant=row, withdrawn_at=None).update(withdrawn_at=now)
    log_change(
        row.graduate,
        action="grant-withdrawn",
        why=why.strip(),
        details={"grant": str(row)},
        **signature(actor, by),
    )
    signals.ended.send(sender=Grant, grant=row, actor=actor)
    return row


def missing_on(grant: Grant, on: dt.date) -> set[Signer]:
    """Whose signatures the grant still wants, judged on a day. Refused without a birth date."""
    wanted = capacity.signers(**_facts(grant.graduate), on=on)
    return set(wanted) - _given(grant, on)


def missing(grant: Grant) -> set[Signer]:
    """Whose signatures are missing today; nobody's of one that is complete and holds."""
    today = clock.local_day(clock.now())
    return set() if grant.is_in_force(today) else missing_on(grant, today)


def _given(grant: Grant, on: dt.date) -> set[Signer]:
    """Who has signed, so that it counts on a day: a representative's counts while it holds."""
    given = {Signer(signer) for signer in grant.signatures.values_list("signer", flat=True)}
    is_over = grant.own_signature_from is not None and grant.own_signature_from <= on
    return given - {Signer.REPRESENTATIVE} if is_over else given


def _facts(graduate: Graduate) -> capacity.Facts:
    if graduate.born_on is None:
        raise Refused("Сначала укажите дату рождения: от неё зависит, кто подписывает.")
    return {"born_on": graduate.born_on, "capacity": graduate.capacity}


def _refuse_way(grant: Grant, evidence: Consent) -> None:
    if evidence.text.purpose != grant.purpose:
        raise Refused("Подписан текст другого согласия.")
    if evidence.method == Consent.Method.TICK:
        raise Refused("Отметки на сайте мало: согласие подписывают.")
    if grant.purpose in WRITTEN and evidence.method == Consent.Method.CODE:
        raise Refused(
            f"«{PURPOSES[grant.purpose]}»: по закону нужна подпись на бумаге или файл электронной"
            " подписи."
        )


def _refuse_signer(
    graduate: Graduate, signer: Signer, representative: Representative | None, on: dt.date
) -> None:
    facts = _facts(graduate)
    if signer not in capacity.signers(**facts, on=on):
        if representative is not None:
            raise Refused("Человек подписывает сам: подпись представителя не нужна.")
        raise Refused("За этого человека подписывает законный представитель.")
    if representative is None:
        return
    if representative.graduate_id != graduate.pk or not representative.is_acting(on):
        raise Refused("У этого представителя нет полномочий на день подписи.")
    if representative.kind not in capacity.kinds(**facts, on=on):
        raise Refused(
            f"{representative.get_kind_display()} не может подписать: проверьте возраст человека и"
            " кем приходится представитель."
        )


def _judge(grant: Grant, at: dt.datetime) -> None:
    """Complete or not, and until when the signatures hold."""
    day = clock.local_day(at)
    if missing_on(grant, day):
        return
    grant.complete_at = max(grant.complete_at or at, at)
    grant.own_signature_from = None
    if Signer.REPRESENTATIVE in capacity.signers(**_facts(grant.graduate), on=day):
        ends = [capacity.holds_until(**_facts(grant.graduate), on=day)]
        rows = Representative.objects.filter(signatures__grant=grant, ended_on=None)
        ends += list(rows.values_list("until", flat=True))
        grant.own_signature_from = min(filter(None, ends), default=None)
    grant.save(update_fields=["complete_at", "own_signature_from"])
