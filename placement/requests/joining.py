"""What requests add to the form engine and to other nouns; called once at start."""

from core.back_office import add_panel
from forms_app.engine import registry
from placement.employers.models import Employer
from placement.requests.desk.employer_panel import requests_panel
from placement.requests.journey.request import VacancyRequestJourney
from placement.requests.papers import journal


def join() -> None:
    """The journey, the words of its journal, a box on an employer's page."""
    registry.register(VacancyRequestJourney())
    journal.describe()
    add_panel(Employer, requests_panel, order=10)
