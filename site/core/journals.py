"""Registration numbers: consecutive, without gaps, given once."""

from datetime import datetime
from string import Formatter

from django.db import transaction

from core.errors import Refused
from core.models import Journal, JournalEntry, User

LABEL_CHARACTERS = 100


@transaction.atomic
def take_number(*, journal: Journal, actor: User | None, at: datetime) -> JournalEntry:
    """Take the journal's next number.

    The journal's row is locked to the end of the caller's transaction: if that rolls back, the
    number was not taken, so no gap is left. Raises Refused when the number format is wrong or the
    number is already in the journal.
    """
    locked = Journal.objects.select_for_update().get(pk=journal.pk)
    number = locked.next_number
    if locked.entries.filter(number=number).exists():
        raise Refused(
            f"В журнале «{locked.title}» номер {number} уже занят. "
            "Исправьте следующий номер журнала."
        )
    entry = JournalEntry.objects.create(
        journal=locked,
        number=number,
        label=label(locked.number_format, number),
        registered_at=at,
        registered_by=actor,
    )
    locked.next_number = number + 1
    locked.save(update_fields=["next_number"])
    journal.next_number = locked.next_number
    return entry


def label(number_format: str, number: int) -> str:
    """«007/К-26» from «{number:03d}/К-26» and 7. Raises Refused on a format that cannot work."""
    wrong = Refused(
        "Вид номера журнала задан неверно. Пример: «{number:03d}/К-26».", field="number_format"
    )
    try:
        places = [name for _, name, _, _ in Formatter().parse(number_format) if name is not None]
        if places != ["number"]:
            raise wrong
        text = number_format.format(number=number)
    except (ValueError, IndexError, KeyError) as error:
        raise wrong from error
    if len(text) > LABEL_CHARACTERS:
        raise wrong
    return text
