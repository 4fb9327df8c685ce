"""What follows a request through its life: the card, the consents, a refusal (P-F1, P-3.6, X-5)."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from core import clock
from core.errors import Refused
from core.models import User
from forms_app.lifecycle import State
from forms_app.models import Submission
from forms_app.services import change_address
from placement.assistance.models import AssistanceRequest
from placement.assistance.signals import accepted
from placement.centre.terms.models import terms_on
from placement.common.guards import require
from placement.consents import ASSISTANCE
from placement.graduates import services as graduates
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.rights import APPROVE, WORK
from placement.graduates.rules.ages import birthday
from placement.grants import services as grants
from placement.grants.models import Grant

from .refusing import standing_refusal

_GONE = {State.WITHDRAWN, State.REJECTED, State.DESTROYED}
# What decides nothing, or is the end of the term.
_LEAVE_REFUSAL = {"consent-withdrawn", "destroy"}


@transaction.atomic
def follow_submission(*, submission: Submission, action: str, actor: User | None) -> None:
    """Keep card and consents in step with the submission; call inside its transaction.

    Who accepts has looked: this is a student or graduate of the institution. Nothing is rejected
    without a refusal that the deputy director has signed; whatever else happens to the request
    does away with one that was prepared, or that was signed by mistake. With the request ends what it
    gave; what the person gave otherwise stays, unless it is the consent itself that is taken back.
    """
    require(actor, WORK)
    _follow_refusal(submission, action, actor)
    rows = AssistanceRequest.objects.select_for_update(of=("self", "graduate"))
    rows = rows.filter(submission=submission).select_related("graduate__merged_into")
    request = rows.first()
    if request is None:
        return
    if action == "accept":
        _accept(request, actor)
    elif action == "consent-withdrawn" or submission.state in _GONE:
        why = f"Заявление {submission.reference}: отозвано или отклонено"
        if _is_consent_withdrawn(submission):
            for grant in Grant.objects.open().filter(submission=submission):
                grants.withdraw(grant=grant, actor=actor, why=why)
        else:
            grants.end_with_request(submission=submission, actor=actor, why=why)


def follow_address(graduate: Graduate, address: str) -> None:
    """Letters about the person's requests go to ``address`` too; the former mailbox opens none.

    «» while nobody has verified it: then the person is called.
    """
    for submission in _requests_of(graduate):
        change_address(submission=submission, email=address)


def lock_requests(graduate: Graduate) -> None:
    """Lock the person's requests: submissions come before cards."""
    list(_requests_of(graduate).select_for_update(of=("self",)))


def _requests_of(graduate: Graduate) -> QuerySet[Submission]:
    cards = Graduate.objects.of_person(graduate)
    rows = Submission.objects.filter(assistance_request__graduate__in=cards)
    return rows.exclude(state=State.DESTROYED).order_by("pk")


def _is_consent_withdrawn(submission: Submission) -> bool:
    """Whether the person took back what all rests on, and not the request alone."""
    given = submission.consents.filter(text__purpose=ASSISTANCE)
    return given.exists() and not given.filter(withdrawn_at=None).exists()


def _accept(request: AssistanceRequest, actor: User | None) -> None:
    if actor is None:
        raise Refused("Заявление принимает сотрудник центра.")
    card = request.graduate.in_use
    if card.state == GraduateState.CLAIMED:
        graduates.confirm(graduate=card, actor=actor)
    accepted.send(sender=AssistanceRequest, request=request, actor=actor)


def kept_until(submission: Submission) -> dt.datetime | None:
    """As long as the card of the person; a refused request by the terms of the day of the refusal."""
    rows = AssistanceRequest.objects.select_related("graduate").filter(submission=submission)
    request = rows.first()
    if request is None:
        return None
    if request.graduate.destroyed_at is not None:
        return request.graduate.destroyed_at
    refusal = standing_refusal(submission)
    if refusal is None or refusal.signed_at is None:
        return None
    refused_on = clock.local_day(refusal.signed_at)
    return clock.day_begins(birthday(refused_on, terms_on(refused_on).refused_years))


def _follow_refusal(submission: Submission, action: str, actor: User | None) -> None:
    """A rejection rests on a signed refusal; what does away with one that was signed is approved."""
    refusal = standing_refusal(submission)
    if action == "reject":
        if refusal is None or not refusal.is_signed:
            raise Refused("Отказ подписывает заместитель директора: сначала его готовят.")
    elif refusal is not None and action not in _LEAVE_REFUSAL:
        if refusal.is_signed:
            require(actor, APPROVE)
        refusal.annulled_at = clock.now()
        refusal.save(update_fields=["annulled_at"])
