"""What requests for assistance are made known by: the form and its journal."""

from forms_app.engine import registry
from placement.assistance.journey.request import AssistanceJourney
from placement.assistance.papers import journal


def join() -> None:
    """Register both; called once at start."""
    registry.register(AssistanceJourney())
    journal.describe()
