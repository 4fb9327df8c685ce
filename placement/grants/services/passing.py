"""What time does to consents: signatures lose their force, people are reminded (P-F5)."""

import datetime as dt

from django.db import transaction

from core import clock, outbox
from core.history import log_change
from core.models import User
from core.tick import Pieces
from forms_app.models import Consent
from forms_app.services.retention import EVIDENCE_YEARS, destroy_evidence
from placement.centre.terms.models import terms_on
from placement.graduates.lifecycle import CURRENT, GraduateState
from placement.graduates.models import Graduate
from placement.grants import letters
from placement.grants.models import Grant, MailedCode

from .ending import tell_ended
from .guards import locked


def lapse_due(now: dt.datetime, pieces: Pieces) -> int:
    """End what rests on signatures that hold no longer; return how many consents."""
    today = clock.local_day(now)
    due = Grant.objects.open().filter(own_signature_from__lte=today, lapsed_at=None)
    due = due.filter(graduate__state__in=[*CURRENT, GraduateState.MERGED])
    due = due.select_related("graduate__key", "employer")
    return pieces.count(list(due), lambda grant: lapse(grant=grant, actor=None))


@transaction.atomic
def lapse(*, grant: Grant, actor: User | None) -> bool:
    """Note that a consent waits for another signature; whatever rests on it ends. Once."""
    row = locked(grant, even_merged=True)
    today = clock.local_day(clock.now())
    is_due = row.own_signature_from is not None and row.own_signature_from <= today
    if row.withdrawn_at is not None or row.lapsed_at is not None or not is_due:
        return False
    row.lapsed_at = clock.now()
    row.save(update_fields=["lapsed_at"])
    log_change(row.graduate, actor=actor, action="grant-lapsed", details=row.history_details)
    tell_ended(row, actor)
    return True


def remind_due(now: dt.datetime, pieces: Pieces) -> int:
    """Tell people and their specialists that an own signature is needed soon; return how many."""
    today = clock.local_day(now)
    soon = Grant.objects.needing_own_signature(today, terms_on(today).own_signature_days)
    soon = soon.filter(graduate__state__in=[*CURRENT, GraduateState.MERGED])
    soon = soon.select_related("graduate__key", "employer")
    due = [grant for grant in soon if grant.reminded_for != grant.own_signature_from]
    return pieces.count(due, lambda grant: remind(grant=grant))


@transaction.atomic
def remind(*, grant: Grant) -> bool:
    """Write to the person and to the responsible specialist, once per day that is coming.

    Of several consents of one person with the same day one letter tells.
    """
    row = locked(grant, even_merged=True)
    if row.withdrawn_at is not None or row.reminded_for == row.own_signature_from:
        return False
    day = row.own_signature_from
    assert day is not None
    cards = Graduate.objects.of_person(row.graduate)
    together = Grant.objects.open().filter(graduate__in=cards, own_signature_from=day)
    together.update(reminded_for=day)
    person = row.graduate.in_use
    for letter in letters.reminders(row):
        outbox.enqueue(about=person, key=person.key, **letter)
    log_change(person, actor=None, action="grant-reminded", details=row.history_details)
    return True


def drop_old_codes(now: dt.datetime) -> int:
    """Delete the codes that signed nothing, and the texts that they held."""
    return MailedCode.objects.filter(expires_at__lte=now).delete()[0]


def destroy_old_evidence(now: dt.datetime, pieces: Pieces) -> int:
    """Destroy signed consents 3 years after they were withdrawn or lost their force."""
    local = clock.in_zone(now, "UTC")
    before = local.replace(year=local.year - EVIDENCE_YEARS, day=min(local.day, 28))
    signed = Consent.objects.filter(
        grant_signature__isnull=False, submission=None, destroyed_at=None
    )
    withdrawn = signed.filter(withdrawn_at__lte=before)
    lapsed = signed.filter(withdrawn_at=None, grant_signature__grant__lapsed_at__lte=before)
    return pieces.count(list(withdrawn | lapsed), lambda row: _destroy(row, now))


def _destroy(consent: Consent, now: dt.datetime) -> int:
    destroy_evidence(consent=consent, at=now)
    return 1
