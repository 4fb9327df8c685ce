"""What time does to agreements: specialists are reminded, terms end (P-5.4)."""

import datetime as dt

from django.db import transaction

from core import clock, outbox
from core.tick import Pieces
from placement.agreements import letters
from placement.agreements.models import Agreement
from placement.agreements.rules import REMIND_DAYS, reminder_due

from .guards import locked, log
from .moves import end


def end_due(now: dt.datetime, pieces: Pieces) -> int:
    """End the agreements whose term is over; return how many."""
    today = clock.local_day(now)
    due = Agreement.objects.ending_by(today - dt.timedelta(days=1)).select_related("employer")
    return pieces.count(list(due), lambda row: end(agreement=row, today=today))


def remind_due(now: dt.datetime, pieces: Pieces) -> int:
    """Remind of the agreements that end soon; return how many letters were written."""
    today = clock.local_day(now)
    soon = Agreement.objects.ending_by(today + dt.timedelta(days=max(REMIND_DAYS)))
    due = [
        row
        for row in soon.select_related("employer")
        if reminder_due(row.ends_on, today, row.reminded) is not None
    ]
    return pieces.count(due, lambda row: remind(agreement=row, today=today))


@transaction.atomic
def remind(*, agreement: Agreement, today: dt.date) -> bool:
    """Write to the responsible specialist if a reminder is due; whether a letter was written.

    Without an address it is noted in the history: the board shows the agreement in any case.
    """
    row = locked(agreement)
    days = reminder_due(row.ends_on, today, row.reminded)
    if days is None or not row.is_signed:
        return False
    row.reminded = days
    row.save()
    person = row.responsible
    has_address = bool(person.is_active and person.email)
    if has_address:
        outbox.enqueue(
            code=letters.ENDING,
            to=person.email,
            about=row,
            key=row.key,
            context=letters.context(row, today),
            operator=person.organisation,
        )
    log(row, None, "remind", row.state, details={"days": days, "no_address": not has_address})
    return has_address
