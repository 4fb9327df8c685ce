"""What cases add to other nouns: a box on a graduate's page, the end of a case with its consent."""

from typing import Any

from core.back_office import add_panel
from core.errors import Refused
from core.history import forget_reasons
from core.models import User
from placement.assistance.models import AssistanceRefusal, AssistanceRequest
from placement.assistance.signals import accepted, refused
from placement.cases import services
from placement.cases.desk import panels
from placement.cases.models import Case, Job
from placement.consents import ASSISTANCE, HEALTH_RESTS_ON
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.graduates.services import on_destroy, on_merge
from placement.grants import signals as grants
from placement.grants.gate import allows
from placement.grants.models import Grant


def join() -> None:
    """Register all of it; called once at start."""
    add_panel(Graduate, panels.of_graduate, order=5)
    on_merge(refuse_two_open_cases)
    on_destroy(destroyed)
    accepted.connect(open_for_request, dispatch_uid="placement.cases.accepted")
    refused.connect(stop_when_refused, dispatch_uid="placement.cases.refused")
    grants.completed.connect(open_when_signed, dispatch_uid="placement.cases.completed")
    grants.ended.connect(stop_without_consent, dispatch_uid="placement.cases.ended")
    grants.ended.connect(forget_health, dispatch_uid="placement.cases.health_ended")


def open_for_request(request: AssistanceRequest, actor: User, **kwargs: Any) -> None:
    """Whoever accepts a request leads the graduate, as soon as the consent is signed."""
    graduate = request.graduate.in_use
    if Case.objects.open().filter(graduate=graduate).exists():
        return
    if allows(graduate, ASSISTANCE):
        services.open_case(
            graduate=graduate, specialist=actor, actor=actor, submission=request.submission
        )
    elif graduate.responsible_id is None:
        Graduate.objects.filter(pk=graduate.pk).update(responsible=actor)


def open_when_signed(grant: Grant, **kwargs: Any) -> None:
    """The consent was signed after the request had been accepted: the case begins now."""
    graduate = grant.graduate.in_use
    specialist = graduate.responsible
    if grant.purpose != ASSISTANCE or specialist is None:
        return
    if not (specialist.is_active and specialist.has_perm(WORK)):
        # The signature counts all the same; the case waits for somebody to lead.
        return
    requests = AssistanceRequest.objects.filter(submission__state="accepted")
    request = requests.filter(graduate__in=Graduate.objects.of_person(graduate)).first()
    if request is None or Case.objects.filter(submission=request.submission_id).exists():
        return
    if not Case.objects.open().filter(graduate=graduate).exists():
        services.open_case(
            graduate=graduate,
            specialist=specialist,
            actor=None,
            submission=request.submission,
        )


def stop_when_refused(refusal: AssistanceRefusal, actor: User, **kwargs: Any) -> None:
    """The graduate refuses assistance: the open case ends with that outcome."""
    case = Case.objects.open().filter(graduate=refusal.graduate).first()
    if case is not None:
        services.stop(case=case, outcome=Case.Outcome.REFUSED, why=str(refusal), actor=actor)


def stop_without_consent(
    grant: Grant, cards: list[Graduate], actor: User | None, **kwargs: Any
) -> None:
    """Nobody is led without the consent to accompaniment."""
    if grant.purpose == ASSISTANCE:
        services.stop_without_consent(cards, actor)


def forget_health(grant: Grant, cards: list[Graduate], **kwargs: Any) -> None:
    """What a consilium recommends is destroyed when the consent that it rests on is taken back.

    Where only its term is over, protocols stay with the case (P-3.3), until the case's own term ends.
    """
    if grant.purpose in HEALTH_RESTS_ON and grant.is_taken_back:
        for card in cards:
            services.forget_consilia(card)


def refuse_two_open_cases(*, kept: Graduate, other: Graduate, **kwargs: Any) -> None:
    """Refuse to link two cards that are both led, or one that is led to another.

    A case lives on the card that stays in use.
    """
    if Case.objects.open().filter(graduate__in=[kept, other]).count() > 1:
        raise Refused("У обеих карточек открыто сопровождение. Сначала прекратите одно из них.")
    if Case.objects.open().filter(graduate=other).exists():
        raise Refused("По той карточке человека ведут: откройте её и присоедините к ней эту.")


def destroyed(graduate: Graduate) -> list[str]:
    """Notes lie under the person's key; days, kinds and employers say nothing of whom."""
    services.forget_consilia(graduate)
    Job.objects.filter(graduate=graduate).update(end_reason="")
    cases = Case.objects.filter(graduate=graduate)
    forget_reasons(cases)
    return (
        ["записи о шагах сопровождения, обещания при передаче, протоколы консилиумов"]
        if cases.exists()
        else []
    )
