"""What requests and refusals of assistance are made known by."""

from core.back_office import add_panel
from forms_app.engine import registry
from placement.assistance.desk.own_refusal import refusals_panel
from placement.assistance.journey.request import AssistanceJourney
from placement.assistance.journey.resume import write_draft
from placement.assistance.papers import journal
from placement.assistance.services import forget_refusals
from placement.graduates.models import Graduate
from placement.graduates.services import on_destroy
from placement.grants import signals as grants


def join() -> None:
    """Register the form, the journals, the box on the card, the destruction; called once at start."""
    registry.register(AssistanceJourney())
    journal.describe()
    add_panel(Graduate, refusals_panel, order=20)
    on_destroy(forget_refusals)
    grants.completed.connect(write_draft, dispatch_uid="placement.assistance.completed")
