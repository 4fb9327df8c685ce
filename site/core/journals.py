"""Registration numbers: consecutive, without gaps, given once."""

from collections.abc import Callable
from datetime import datetime
from string import Formatter

from django.db import transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import Journal, JournalEntry, User

LABEL_CHARACTERS = 100
Hold = Callable[[JournalEntry], str]
_holds: list[Hold] = []


def hold_numbers(hold: Hold) -> None:
    """Ask ``hold`` before a number is annulled: a sentence that it returns says why not yet."""
    if hold not in _holds:
        _holds.append(hold)


@transaction.atomic
def take_number(*, journal: Journal, actor: User | None, at: datetime) -> JournalEntry:
    """Take the journal's next number.

    The journal's row is locked to the end of the caller's transaction: if that rolls back, the
    number was not taken, so no gap is left. Where numbers begin anew each year, the first of a
    new year is 1. Raises Refused when the number format is wrong or the number is already in the
    journal.
    """
    locked = Journal.objects.select_for_update().get(pk=journal.pk)
    year = clock.local_day(at).year
    if locked.restarts_yearly:
        if locked.year is not None and locked.year < year:
            locked.next_number = 1
        # A paper that is registered under an earlier year's day goes on with the numbers at hand.
        locked.year = max(year, locked.year or year)
    counted_in = locked.year if locked.restarts_yearly and locked.year else 0
    number = locked.next_number
    if locked.entries.filter(year=counted_in, number=number).exists():
        raise Refused(
            f"В журнале «{locked.title}» номер {number} уже занят. "
            "Исправьте следующий номер журнала."
        )
    entry = JournalEntry.objects.create(
        journal=locked,
        year=counted_in,
        number=number,
        label=label(locked.number_format, number, counted_in or year),
        registered_at=at,
        registered_by=actor,
    )
    locked.next_number = number + 1
    locked.save(update_fields=["next_number", "year"])
    journal.next_number, journal.year = locked.next_number, locked.year
    return entry


@transaction.atomic
def annul_number(*, entry: JournalEntry, actor: User, why: str) -> JournalEntry:
    """Strike a number out: it stays in the journal with the reason and is never given again."""
    locked = JournalEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.annulled_at is not None:
        raise Refused("Этот номер уже аннулирован.")
    if not why.strip():
        raise Refused("Напишите, почему номер аннулирован.", field="why")
    if reason := next(filter(None, (hold(locked) for hold in _holds)), ""):
        raise Refused(reason)
    locked.annulled_at, locked.annulled_by = clock.now(), actor
    locked.annulled_why = why.strip()[:500]
    locked.save(update_fields=["annulled_at", "annulled_by", "annulled_why"])
    log_change(
        locked.journal, actor=actor, action="annul", why=why, details={"number": locked.label}
    )
    return locked


def label(number_format: str, number: int, year: int) -> str:
    """«007/К-26» from «{number:03d}/К-26» and 7. Raises Refused on a format that cannot work."""
    wrong = Refused(
        "Вид номера журнала задан неверно. Пример: «{number:03d}/К-26».", field="number_format"
    )
    try:
        places = [name for _, name, _, _ in Formatter().parse(number_format) if name is not None]
        if places.count("number") != 1 or not {*places} <= {"number", "year"}:
            raise wrong
        text = number_format.format(number=number, year=year)
    except (ValueError, IndexError, KeyError) as error:
        raise wrong from error
    if len(text) > LABEL_CHARACTERS:
        raise wrong
    return text
