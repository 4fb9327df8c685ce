"""The centre's pages of the demonstration; a page that is there is left as editors have it."""

from typing import Any, TextIO

from wagtail.models import Page

from home.pages.home import HomePage
from home.pages.regulation import RegulationPage
from placement.demo import wording
from placement.models import CentrePage, EmployersPage, VacanciesPage

REGULATION = "polozhenie-o-centre-trudoustrojstva"


def load(stdout: TextIO) -> None:
    """Vacancies, employers, the centre: all in the main menu."""
    _add(VacanciesPage, stdout, slug="vacancies", **wording.VACANCIES)
    _add(EmployersPage, stdout, slug="employers", **wording.EMPLOYERS)
    regulation = RegulationPage.objects.live().filter(slug=REGULATION).first()
    _add(
        CentrePage,
        stdout,
        slug="centre",
        regulation=regulation,
        is_demo=True,
        **wording.CENTRE,
    )


def _add(model: type[Page], stdout: TextIO, **values: Any) -> None:
    if model.objects.exists():
        return
    page = model(show_in_menus=True, **values)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    stdout.write(f"page: {page.title}\n")
