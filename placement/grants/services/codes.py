"""A consent that is signed by a mailed code, where the law lets it (P-F4, P-F5).

The code goes to the signer's own address; what is shown before it is given is what is signed.
"""

import datetime as dt
import hmac

from django.db import transaction

from core import clock, crypto, outbox
from core.errors import Refused
from forms_app import consents, limits, numbers
from forms_app.models import Consent
from placement.graduates.models import Graduate
from placement.grants import letters, wording
from placement.grants.models import Grant, GrantSignature, MailedCode, Representative
from placement.grants.rules.capacity import OF_AGE

from .guards import locked
from .signing import refuse_signing, refuse_unwritten, sign

GOOD_FOR = dt.timedelta(minutes=15)
TRIES = 5
CODES_PER_HOUR = 5
NO_CODE = "Код устарел или его вводили слишком много раз. Получите новый."


def own_address(graduate: Graduate, representative: Representative | None) -> str:
    """Where the signer's code and link go; a representative never signs by the graduate's mailbox.

    «» also for an address that nobody has verified since it was changed.
    """
    # A card of the register may have no address as yet, and that of the request has one.
    cards = [card for card in (graduate.in_use, graduate) if card.email]
    own = [str(card.email) for card in cards]
    if representative is None:
        return own[0] if own and not cards[0].email_unverified else ""
    theirs = "" if representative.email_unverified else str(representative.email)
    if theirs.casefold() in {one.casefold() for one in own}:
        return ""
    return theirs


@transaction.atomic
def ask_code(
    *,
    grant: Grant,
    identity_document: str,
    address: str,
    representative: Representative | None = None,
    own_document: str = "",
    home_address: str = "",
) -> MailedCode:
    """Fill the text, and send a code that signs exactly this; an earlier code is void."""
    row = locked(grant, even_merged=True)
    now = clock.now()
    day = clock.local_day(now)
    refuse_unwritten(row.purpose)
    refuse_signing(row, representative, day)
    _refuse_unconfirmed(row, representative, day)
    to = _mailbox(row, representative)
    text = wording.text_of(row, representative, day)
    values = wording.values(
        row,
        representative,
        on=day,
        identity_document=identity_document,
        address=address,
        own_document=own_document,
        own_address=home_address,
        signature="кодом из письма на адрес электронной почты подписывающего",
    )
    MailedCode.objects.filter(grant=row, representative=representative).delete()
    code = numbers.new_text()
    mailed = MailedCode.objects.create(
        grant=row,
        representative=representative,
        text=text,
        filled=consents.fill(text.body, values),
        digest=_digest(row, representative, code),
        expires_at=now + GOOD_FOR,
    )
    outbox.enqueue(
        code=letters.CODE,
        to=to,
        about=row.graduate,
        key=row.graduate.key,
        operator=text.operator,
        context=letters.code_context(text, code, GOOD_FOR),
    )
    return mailed


def live_code(grant: Grant, representative: Representative | None) -> MailedCode | None:
    """The code on its way to this signer that may still be given.

    Only on the day on which it was asked for: the text bears that date.
    """
    rows = MailedCode.objects.filter(grant=grant, representative=representative)
    row = rows.select_related("grant__graduate__key", "text__operator").first()
    if row is None or not row.is_live or row.tries >= TRIES:
        return None
    asked_on = clock.local_day(row.expires_at - GOOD_FOR)
    return row if asked_on == clock.local_day(clock.now()) else None


@transaction.atomic
def sign_by_code(
    *, grant: Grant, typed: str, representative: Representative | None = None
) -> GrantSignature | None:
    """Sign what was shown when the code was sent; None for a wrong code, which is counted.

    Raises Refused where there is no live code, or the consent has ended or changed meanwhile.
    """
    row = locked(grant, even_merged=True)
    code = live_code(row, representative)
    if code is None:
        raise Refused(NO_CODE)
    digest = _digest(row, representative, numbers.normalise(typed))
    if not hmac.compare_digest(code.digest, digest):
        code.tries += 1
        code.save(update_fields=["tries"])
        return None
    now = clock.now()
    if code.text != wording.text_of(row, representative, clock.local_day(now)):
        raise Refused(consents.CHANGED)
    evidence = consents.record(
        text=code.text, filled=str(code.filled), method=Consent.Method.CODE, at=now
    )
    code.delete()
    return sign(grant=row, evidence=evidence, representative=representative, actor=None)


def void_codes(graduate: Graduate) -> None:
    """Drop the codes on their way to the person: they lie in a mailbox that is left."""
    cards = Graduate.objects.of_person(graduate)
    MailedCode.objects.filter(grant__graduate__in=cards, representative=None).delete()


def _refuse_unconfirmed(grant: Grant, representative: Representative | None, day: dt.date) -> None:
    """Refuse who signs for an adult when nobody at the centre has seen the authority.

    A parent of a minor is one by law; of an adult anybody could say so in a request.
    """
    if representative is None or representative.entered_by_id is not None:
        return
    age = grant.graduate.in_use.age_on(day)
    if age is None or age >= OF_AGE:
        raise Refused(
            "Вы подписываете за взрослого человека. Сначала покажите в центре документ о ваших"
            " полномочиях, потом подпишите кодом. Можно сразу подписать на бумаге, в центре."
        )


def _mailbox(grant: Grant, representative: Representative | None) -> str:
    """Where the code goes; Refused without an own address, and when too many were asked for."""
    to = own_address(grant.graduate, representative)
    if not to:
        raise Refused(
            "Чтобы подписать кодом, нужен ваш собственный адрес электронной почты. Скажите его"
            " специалисту или подпишите на бумаге."
        )
    limits.count("grant-code", _signer(grant, representative), limit=CODES_PER_HOUR)
    limits.count_letter(to)
    return to


def _signer(grant: Grant, representative: Representative | None) -> str:
    return f"{grant.pk}:{representative.pk if representative else ''}"


def _digest(grant: Grant, representative: Representative | None, code: str) -> str:
    return crypto.keyed_digest("placement.grant-code", f"{_signer(grant, representative)}:{code}")
