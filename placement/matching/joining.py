"""What matching adds to other nouns; called once at start."""

from core.back_office import add_panel
from placement.graduates.models import Graduate
from placement.graduates.services.destroying import on_destroy
from placement.matching import desk, services
from placement.vacancies.models import Vacancy


def join() -> None:
    """The ways to a match; a part in the destruction."""
    add_panel(Graduate, desk.graduate_panel, order=37)
    add_panel(Vacancy, desk.vacancy_panel, order=40)
    on_destroy(services.destroy)
