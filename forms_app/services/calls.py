"""Calls that somebody owes an applicant, and the note that one was made (X-3)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock, history, outbox
from core.errors import Refused
from forms_app.engine import registry
from forms_app.lifecycle import State
from forms_app.models import Call, Submission
from forms_app.models.calls import failed_letters

from .locking import lock_submission

if TYPE_CHECKING:
    from core.models import Letter, User


@transaction.atomic
def record_call(
    *, submission: Submission, actor: "User", called_on: dt.date, note: str = ""
) -> Submission:
    """Note that the applicant was told by telephone all that no letter has brought.

    Letters that could not be sent are not sent any more. Raises Refused for a day to come, for one
    before the newest news, and when there is nothing to tell any more.
    """
    locked = lock_submission(submission.pk)
    if locked.state == State.DESTROYED:
        raise Refused("Данные уничтожены: записать звонок нельзя.")
    failed = failed_letters().filter(object_id=str(locked.pk))
    letters = list(failed)
    calls = [*locked.calls.due(), *(_call_for(locked, letter) for letter in letters)]
    if not calls:
        raise Refused("Звонить уже не нужно: всё сообщено.")
    zone = registry.get(locked.journey).describe(locked.scope).tz
    if called_on > clock.in_zone(clock.now(), zone).date():
        raise Refused("Этот день ещё не наступил.", field="called_on")
    if called_on < max(clock.in_zone(call.due_at, zone).date() for call in calls):
        raise Refused("Часть новостей появилась позже этого дня.", field="called_on")
    for call in calls:
        call.called_on, call.called_by, call.note = called_on, actor, note.strip()
        call.save()
    outbox.cancel(failed)
    history.log_changes(letters, actor=actor, action="cancel")
    codes = sorted({call.letter_code for call in calls})
    details: dict[str, object] = {"called_on": called_on.isoformat(), "letters": codes}
    history.log_change(locked, actor=actor, action="called", details=details)
    return locked


def _call_for(locked: Submission, letter: "Letter") -> Call:
    return Call(submission=locked, letter_code=letter.code, due_at=letter.created_at)
