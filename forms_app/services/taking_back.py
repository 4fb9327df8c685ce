"""A decision that was made by mistake is taken back (C-K6)."""

from typing import TYPE_CHECKING

from django.db import transaction

from core.errors import Refused
from forms_app import notifications
from forms_app.engine import registry
from forms_app.models import Submission

from .consents import withdrawn_at
from .locking import lock_submission, move

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def take_back(*, submission: Submission, actor: "User", reason: str) -> Submission:
    """Take an admission or a rejection back: the submission is considered again.

    The number in the journal stays; the letter about the decision does not go out if it still
    waits. The applicant reads ``reason``. Refused while a destruction of the data is planned, and
    when the consent that the processing rests on has ended.
    """
    locked = lock_submission(submission.pk)
    noun = registry.noun(locked.journey)
    if not reason.strip():
        raise Refused("Напишите, почему решение отменяется.", field="reason")
    if locked.planned_destructions.open().exists():
        raise Refused(
            f"Запланировано уничтожение данных эт{noun:ого|ой|ого} {noun.gen}: сначала остановите"
            " его."
        )
    if withdrawn_at(locked) is not None:
        raise Refused(
            f"Согласие на обработку данных отозвано: рассматривать {noun.acc} снова нельзя."
        )
    move(locked, "take-back", actor=actor, why=reason.strip())
    notifications.recall(locked, "accepted", "rejected")
    notifications.submission_letter(locked, "taken-back", reason=reason.strip())
    return locked
