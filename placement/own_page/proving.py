"""Whether somebody is whose page it is: the birth date, guarded against guessing (ADR 14)."""

import datetime as dt
import hmac

from django.db import transaction

from core import crypto
from forms_app.services import proving
from placement.graduates.models import Graduate
from placement.own_page.models import PageGuard


@transaction.atomic
def prove(*, graduate: Graduate, born_on: dt.date) -> bool:
    """Whether this is the graduate's birth date; Refused during the pause after wrong answers."""
    PageGuard.objects.get_or_create(graduate=graduate)
    guard = PageGuard.objects.select_for_update().get(graduate=graduate)
    proving.check_pause(guard)
    fits = graduate.born_on is not None and hmac.compare_digest(
        _digest(graduate.born_on), _digest(born_on)
    )
    proving.count_answer(guard, fits=fits)
    return fits


def begin_anew(graduate: Graduate) -> None:
    """Forget the wrong answers that were given under a link which opens nothing any more."""
    PageGuard.objects.filter(graduate=graduate).delete()


def _digest(day: dt.date) -> str:
    return crypto.keyed_digest("placement.own-page-proof", day.isoformat())
