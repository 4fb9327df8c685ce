"""The institution refuses a request: prepared by one, signed by another (P-3.6)."""

from django.db import transaction

from core import clock, history
from core.errors import Refused
from core.models import User
from forms_app import services as forms
from forms_app.lifecycle import SUBMISSION
from forms_app.models import Submission
from forms_app.services.locking import lock_submission
from placement.assistance.models import AssistanceRequest, Refusal
from placement.common.guards import require
from placement.graduates.rights import APPROVE, WORK


@transaction.atomic
def prepare_refusal(*, submission: Submission, ground: str, actor: User) -> Refusal:
    """The specialist proposes to refuse, on one of the two grounds; nothing is decided by that."""
    require(actor, WORK)
    locked = lock_submission(submission.pk)
    SUBMISSION.target("reject", source=locked.state, who="staff")
    if ground not in Refusal.Ground.values:
        raise Refused("Других оснований для отказа нет.", field="ground")
    if standing_refusal(locked) is not None:
        raise Refused("Отказ уже подготовлен и ждёт подписи.")
    request = AssistanceRequest.objects.get(submission=locked)
    row = Refusal.objects.create(request=request, ground=ground, prepared_by=actor)
    history.log_change(locked, actor=actor, action="prepare-refusal")
    return row


@transaction.atomic
def drop_refusal(*, submission: Submission, actor: User) -> Refusal:
    """Take back what was prepared, before it is signed."""
    require(actor, WORK)
    locked = lock_submission(submission.pk)
    row = _awaiting(locked)
    row.annulled_at = clock.now()
    row.save(update_fields=["annulled_at"])
    history.log_change(locked, actor=actor, action="drop-refusal")
    return row


@transaction.atomic
def sign_refusal(*, submission: Submission, actor: User) -> Submission:
    """The deputy director signs what another person has prepared: the request is rejected."""
    require(actor, APPROVE)
    locked = lock_submission(submission.pk)
    row = _awaiting(locked)
    if row.prepared_by_id == actor.pk:
        raise Refused("Подписывает другой человек: не тот, кто подготовил отказ.")
    row.signed_by, row.signed_at = actor, clock.now()
    row.save(update_fields=["signed_by", "signed_at"])
    return forms.reject(submission=locked, actor=actor, reason=row.get_ground_display())


def standing_refusal(submission: Submission) -> Refusal | None:
    """The refusal of this request that is prepared or signed."""
    rows = Refusal.objects.standing().select_related("request", "prepared_by", "signed_by")
    return rows.filter(request__submission=submission).first()


def _awaiting(submission: Submission) -> Refusal:
    row = standing_refusal(submission)
    if row is None or row.is_signed:
        raise Refused("Отказа, который ждёт подписи, нет: сначала его готовит специалист.")
    return row
