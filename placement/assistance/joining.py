"""What requests and refusals of assistance are made known by."""

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from core.back_office import add_panel
from forms_app.back_office.search import numbered
from forms_app.engine import registry
from forms_app.models import Submission
from placement.assistance.desk.own_refusal import refusals_panel
from placement.assistance.journey.request import AssistanceJourney
from placement.assistance.journey.resume import write_draft
from placement.assistance.models import AssistanceRequest
from placement.assistance.papers import journal
from placement.assistance.services import follow_address, forget_refusals, lock_requests
from placement.graduates.desk.searching import add_finder
from placement.graduates.models import Graduate
from placement.graduates.services import on_address, on_destroy
from placement.grants import signals as grants


def join() -> None:
    """Register the form, the journals, the box on the card, the destruction; called once at start."""
    registry.register(AssistanceJourney())
    journal.describe()
    add_finder(cards_of_requests)
    add_panel(Graduate, refusals_panel, order=20)
    on_destroy(forget_refusals)
    on_address(follow_address, lock=lock_requests)
    grants.completed.connect(write_draft, dispatch_uid="placement.assistance.completed")


def cards_of_requests(query: str) -> QuerySet:
    """The cards of whom the request with this number is; nothing where the query can be no number."""
    exact = numbered(query.strip())
    if exact is None:
        return AssistanceRequest.objects.none()
    requests = AssistanceRequest.objects.filter(submission__in=Submission.objects.filter(exact))
    return requests.values(card=Coalesce("graduate__merged_into", "graduate"))
