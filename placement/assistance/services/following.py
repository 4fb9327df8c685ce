"""What follows a request through its life: the card, the consents (P-F1, P-3.6, X-5)."""

from django.db import transaction

from core.errors import Refused
from core.models import User
from forms_app.lifecycle import State
from forms_app.models import Submission
from placement.assistance.models import AssistanceRequest
from placement.assistance.signals import accepted
from placement.common.guards import require
from placement.graduates import services as graduates
from placement.graduates.lifecycle import GraduateState
from placement.graduates.rights import APPROVE, WORK
from placement.grants import services as grants
from placement.grants.models import Grant

_GONE = {State.WITHDRAWN, State.REJECTED, State.DESTROYED}


@transaction.atomic
def follow_submission(*, submission: Submission, action: str, actor: User | None) -> None:
    """Keep card and consents in step with the submission; call inside its transaction.

    Who accepts has looked: this is a student or graduate of the institution. A refusal is signed
    by the deputy director, so only who may approve can refuse.
    """
    if action == "reject":
        require(actor, APPROVE)
    rows = AssistanceRequest.objects.select_for_update().filter(submission=submission)
    request = rows.select_related("graduate").first()
    if request is None:
        return
    if action == "accept":
        _accept(request, actor)
    elif action == "consent-withdrawn" or submission.state in _GONE:
        for grant in Grant.objects.open().filter(submission=submission):
            why = f"Заявление {submission.reference}: отозвано или отклонено"
            grants.withdraw(grant=grant, actor=actor, why=why)


def _accept(request: AssistanceRequest, actor: User | None) -> None:
    require(actor, WORK)
    if actor is None:
        raise Refused("Заявление принимает сотрудник центра.")
    if request.graduate.state == GraduateState.CLAIMED:
        request.graduate = graduates.confirm(graduate=request.graduate, actor=actor)
    accepted.send(sender=AssistanceRequest, request=request, actor=actor)
