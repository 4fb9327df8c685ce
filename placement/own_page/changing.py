"""A person changes their own address: a code goes to the new one, and back onto the page (X-5)."""

import datetime as dt
import hmac

from django.db import transaction

from core import clock, crypto
from core.errors import Refused
from forms_app import limits, numbers
from placement.employers.models import Employer
from placement.graduates import letters
from placement.graduates.models import Graduate
from placement.graduates.services import change_own_email
from placement.graduates.services.guards import locked
from placement.grants.models import Representative
from placement.own_page.models import NewAddress

GOOD_FOR = dt.timedelta(minutes=30)
TRIES = 5
CODES_PER_HOUR = 5


@transaction.atomic
def ask_code(*, graduate: Graduate, email: str) -> None:
    """Send a code to the new address; nothing is changed yet, and an earlier code is void."""
    row = locked(graduate)
    if email.casefold() == str(row.email).casefold() and not row.email_unverified:
        raise Refused("Этот адрес у нас и записан.", field="email")
    cards = Graduate.objects.of_person(row)
    acting = Representative.objects.filter(graduate__in=cards, ended_on=None)
    theirs = {str(one.email).casefold() for one in acting.select_related("graduate__key")}
    if email.casefold() in theirs:
        raise Refused("Это адрес вашего представителя. Вам нужен свой.", field="email")
    if Employer.objects.written_to_at(email).exists():
        raise Refused("Это адрес работодателя. Вам нужен свой.", field="email")
    limits.count("own-address", str(row.pk), limit=CODES_PER_HOUR)
    limits.count_letter(email)
    code = numbers.new_text()
    NewAddress.objects.filter(graduate=row).delete()
    NewAddress.objects.create(
        graduate=row,
        email=email,
        digest=_digest(row, code),
        expires_at=clock.now() + GOOD_FOR,
    )
    minutes = int(GOOD_FOR.total_seconds() // 60)
    letters.send_code(to=email, code=code, minutes=minutes, about=row, key=row.key)


def awaited(graduate: Graduate) -> NewAddress | None:
    """The address whose code may still be given."""
    row = NewAddress.objects.filter(graduate=graduate).select_related("graduate__key").first()
    return row if row is not None and row.is_live and row.tries < TRIES else None


@transaction.atomic
def confirm(*, graduate: Graduate, typed: str) -> Graduate | None:
    """The card with its new address; None for a wrong code, which is counted.

    Refused where no code may be given any more.
    """
    row = locked(graduate)
    waiting = awaited(row)
    if waiting is None:
        raise Refused("Код устарел или его вводили слишком много раз. Получите новый.")
    if not hmac.compare_digest(waiting.digest, _digest(row, numbers.normalise(typed))):
        waiting.tries += 1
        waiting.save(update_fields=["tries"])
        return None
    email = str(waiting.email)
    waiting.delete()
    return change_own_email(graduate=row, email=email)


def forget(graduate: Graduate) -> list[str]:
    """Drop what a person has typed: another address came first, or the data are destroyed."""
    NewAddress.objects.filter(graduate=graduate).delete()
    return []


def drop_old(now: dt.datetime) -> int:
    """Delete addresses whose code never came back."""
    return NewAddress.objects.filter(expires_at__lte=now).delete()[0]


def _digest(graduate: Graduate, code: str) -> str:
    return crypto.keyed_digest("placement.own-address", f"{graduate.pk}:{code}")
