"""A consent is asked for, signed, ended (P-F4, P-F5, X-5, invariant 7)."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import PrivateFile, User
from forms_app.models import Consent, Submission
from placement.centre.terms.models import terms_on
from placement.common.guards import require, signature
from placement.consents import (
    ASSISTANCE,
    PHOTO,
    PURPOSES,
    TERM,
    UNTIL_THE_END,
    WRITTEN,
    YEARS_IN_WORDS,
    text_purpose,
)
from placement.employers.models import Employer
from placement.graduates.models import Graduate
from placement.graduates.rights import PERSON, REPRESENTATIVE, WORK
from placement.graduates.rules.ages import birthday
from placement.graduates.services.guards import locked_in_use, locked_person
from placement.grants import signals
from placement.grants.models import Grant, GrantSignature, Representative
from placement.grants.rules import capacity
from placement.grants.rules.capacity import Kind, Signer

from .ending import tell_ended
from .guards import locked

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
    """Ask for a consent; one that is open already, on whichever card, is returned as it is."""
    require(actor, WORK)
    row = locked_in_use(graduate)
    what = {"purpose": purpose, "employer": employer, "place": place}
    asked = Grant.objects.open().filter(graduate__in=Graduate.objects.of_person(row), **what)
    # Of several, the one that was signed.
    grant = asked.order_by(F("complete_at").asc(nulls_last=True), "pk").first()
    if grant is not None:
        return grant
    grant = Grant.objects.create(graduate=row, submission=submission, **what)
    log_change(row, action="grant-asked", details=grant.history_details, **signature(actor, PERSON))
    return grant


@transaction.atomic
def sign(
    *,
    grant: Grant,
    evidence: Consent,
    actor: User | None,
    representative: Representative | None = None,
    file: PrivateFile | None = None,
    document: PrivateFile | None = None,
) -> GrantSignature:
    """Record a signature: of the person, or of ``representative``; the last one makes it complete.

    ``evidence`` is the exact text with instant and way, in the wording of whoever signs. ``file`` is
    the scan, or the electronic signature of ``document``. Refuses a mere tick, a mailed code where the
    law wants ink, a signature of whoever may not sign on that day, and a second one of the same person.
    """
    require(actor, WORK)
    row = locked(grant, even_merged=True)
    day = clock.local_day(evidence.given_at)
    refuse_signing(row, representative, day)
    _refuse_way(row, evidence, representative)
    signer = Signer.REPRESENTATIVE if representative else Signer.PERSON
    given_signature = GrantSignature.objects.create(
        grant=row,
        signer=signer.value,
        representative=representative,
        evidence=evidence,
        file=file,
        document=document,
    )
    _judge(row, evidence.given_at)
    log_change(
        row.graduate,
        action="grant-signed",
        details=row.history_details | {"signer": signer.value, "method": evidence.method},
        **signature(actor, REPRESENTATIVE if representative else PERSON),
    )
    if row.is_in_force(clock.local_day(clock.now())):
        signals.completed.send(sender=Grant, grant=row)
    return given_signature


@transaction.atomic
def withdraw(*, grant: Grant, actor: User | None, why: str = "", by: str = PERSON) -> Grant:
    """End a consent; it acts at once, everywhere. Pressed twice it is done once.

    The same consent ends on all cards of the person; with that to accompaniment all others end,
    for they rest on it.
    ``why`` says how the demand came to staff; ``by`` names who of the family withdrew by a link.
    Nouns above follow `signals.ended` inside this transaction.
    """
    require(actor, WORK)
    if actor is not None and not why.strip():
        raise Refused("Напишите, как человек сообщил об отзыве.", field="why")
    # What was signed before two cards were linked is taken back as well.
    row = locked(grant, even_merged=True)
    if row.withdrawn_at is not None:
        return row
    # All cards of the person are locked, so that none comes in between.
    cards = Graduate.objects.of_person(row.graduate)
    others = Grant.objects.open().filter(graduate__in=cards).exclude(pk=row.pk)
    if row.purpose != ASSISTANCE:
        others = others.filter(purpose=row.purpose, employer=row.employer_id, place=row.place)
    others = others.select_related("graduate__key", "employer").order_by("pk")
    for one in [row, *others.select_for_update(of=("self",))]:
        _end(one, actor=actor, why=why.strip(), by=by)
    return row


@transaction.atomic
def end_with_request(*, submission: Submission, actor: User | None, why: str) -> None:
    """End the consents that one request gave: it was withdrawn, or the centre does not take it.

    What the person gave otherwise, by another request or on paper, stays. Where no other consent to
    accompaniment is left, all that rested on this one ends with it.
    """
    require(actor, WORK)
    asked = Grant.objects.open().filter(submission=submission).order_by("pk")
    first = asked.select_related("graduate").first()
    if first is None:
        return
    cards = [card.pk for card in locked_person(first.graduate)]
    others = Grant.objects.open().filter(graduate__in=cards, purpose=ASSISTANCE)
    if not others.exclude(submission=submission).exists():
        for grant in asked:
            withdraw(grant=grant, actor=actor, why=why)
        return
    rows = asked.select_related("graduate__key", "employer").select_for_update(of=("self",))
    for row in rows:
        _end(row, actor=actor, why=why, by=PERSON)


@transaction.atomic
def end_with_accompaniment(*, graduate: Graduate, actor: User | None) -> None:
    """Accompaniment is over, and so is the term that the texts of these consents say."""
    require(actor, WORK)
    rows = Grant.objects.open().filter(
        graduate__in=locked_person(graduate), purpose__in=UNTIL_THE_END
    )
    rows = rows.select_related("graduate__key", "employer").order_by("pk")
    for row in rows.select_for_update(of=("self",)):
        row.is_over = True
        _end(row, actor=actor, why="", by=PERSON)


def _end(row: Grant, *, actor: User | None, why: str, by: str) -> None:
    """End one locked grant, taken back or over: from now on it is evidence only."""
    now = clock.now()
    row.withdrawn_at = now
    row.destroy_by = clock.local_day(now) + dt.timedelta(days=DESTROY_DAYS)
    row.save(update_fields=["withdrawn_at", "is_over", "destroy_by"])
    row.codes.all().delete()
    Consent.objects.filter(grant_signature__grant=row, withdrawn_at=None).update(withdrawn_at=now)
    log_change(
        row.graduate,
        action="grant-over" if row.is_over else "grant-withdrawn",
        why=why,
        details=row.history_details,
        **signature(actor, by),
    )
    tell_ended(row, actor)


def missing_on(grant: Grant, on: dt.date) -> set[Signer]:
    """Whose signatures the grant still wants, judged on a day. Refused without a birth date."""
    wanted = capacity.signers(**_facts(grant.graduate), on=on)
    return set(wanted) - _given(grant, on)


def missing(grant: Grant) -> set[Signer]:
    """Whose signatures are missing today; nobody's of one that is complete and holds."""
    today = clock.local_day(clock.now())
    return set() if grant.is_in_force(today) else missing_on(grant, today)


def refuse_signing(grant: Grant, representative: Representative | None, on: dt.date) -> None:
    """Refuse who may not sign, or has signed, this grant on a day."""
    if grant.withdrawn_at is not None:
        raise Refused(
            "Это согласие отозвано или закончилось. Если человек согласен снова, подпишите новое."
        )
    signer = Signer.REPRESENTATIVE if representative else Signer.PERSON
    _refuse_signer(grant.graduate, signer, representative, on)
    if signer not in missing_on(grant, on):
        raise Refused("Эта подпись уже есть.")


def refuse_unwritten(purpose: str) -> None:
    """Refuse a mailed code for what the law wants in writing."""
    if purpose in WRITTEN:
        raise Refused(
            f"«{PURPOSES[purpose]}»: по закону нужна подпись на бумаге или файл электронной подписи."
        )


def _given(grant: Grant, on: dt.date) -> set[Signer]:
    """Who has signed, so that it counts on a day."""
    return {Signer(one.signer) for one in _counting(grant, on)}


def _counting(grant: Grant, on: dt.date) -> list[GrantSignature]:
    """The signatures that count on a day.

    What was signed before the day that asks for an own signature is evidence only from then on: the
    person's own as a minor, too.
    """
    since = grant.own_signature_from if _is_over(grant, on) else None
    return [
        one
        for one in grant.signatures.all()
        if (since is None or clock.local_day(one.evidence.given_at) >= since)
        and (one.representative is None or one.representative.is_acting(on))
    ]


def _is_over(grant: Grant, on: dt.date) -> bool:
    return grant.own_signature_from is not None and grant.own_signature_from <= on


def _facts(graduate: Graduate) -> capacity.Facts:
    """What decides who signs; corrected on the card in use alone."""
    graduate = graduate.in_use
    if graduate.born_on is None:
        raise Refused("Сначала укажите дату рождения: от неё зависит, кто подписывает.")
    return {"born_on": graduate.born_on, "capacity": graduate.capacity}


def _refuse_way(grant: Grant, evidence: Consent, representative: Representative | None) -> None:
    wording = text_purpose(grant.purpose, by_representative=representative is not None)
    if evidence.text.purpose != wording:
        raise Refused("Подписан текст другого согласия.")
    if evidence.method == Consent.Method.TICK:
        raise Refused("Отметки на сайте мало: согласие подписывают.")
    if evidence.method == Consent.Method.CODE:
        refuse_unwritten(grant.purpose)


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
    if fault := capacity.misfit(Kind(representative.kind), **facts, on=on):
        raise Refused(fault)
    if representative.graduate.person_id != graduate.person_id or not representative.is_acting(on):
        raise Refused("У этого представителя нет полномочий на день подписи.")


def _judge(grant: Grant, at: dt.datetime) -> None:
    """Complete or not, and until when the signatures hold."""
    day = clock.local_day(at)
    if missing_on(grant, day):
        return
    grant.complete_at = max(grant.complete_at or at, at)
    grant.own_signature_from, grant.lapsed_at = holds_until(grant, day), None
    grant.save(update_fields=["complete_at", "own_signature_from", "lapsed_at"])


def holds_until(grant: Grant, on: dt.date) -> dt.date | None:
    """From when the signatures that count on a day hold no longer; None while no day is known."""
    signed_for = [one.representative for one in _counting(grant, on)]
    ends = [day for one in signed_for if one is not None for day in (one.until, one.ended_on)]
    if any(signed_for):
        ends.append(capacity.holds_until(**_facts(grant.graduate), on=on))
    if grant.purpose == PHOTO:
        ends.append(_publication_ends(grant, on))
    return min(filter(None, ends), default=None)


def _publication_ends(grant: Grant, on: dt.date) -> dt.date:
    """The day on which the term is over that the signed text says, from the last signature on."""
    since = clock.local_day(grant.complete_at) if grant.complete_at else on
    is_printed = all(TERM in one.evidence.text.body for one in grant.signatures.all())
    return birthday(since, terms_on(since).photo_years if is_printed else YEARS_IN_WORDS)
