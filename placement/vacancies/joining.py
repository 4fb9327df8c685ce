"""What vacancies add to other nouns; called once at start."""

from core.back_office import add_panel
from placement.employers.models import Employer
from placement.vacancies import letters
from placement.vacancies.desk.employer_panel import vacancies_panel


def join() -> None:
    """A box on an employer's page, and what keeps a letter back."""
    add_panel(Employer, vacancies_panel, order=20)
    letters.guard()
