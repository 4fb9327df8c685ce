"""What consultations add to other nouns; called once at start."""

from core.back_office import add_panel
from placement.cases.models import Case
from placement.consultations import record as _record  # noqa: F401
from placement.consultations.desk.graduate_panel import case_panel, consultations_panel
from placement.consultations.services import forget
from placement.graduates.models import Graduate
from placement.graduates.services.destroying import on_destroy


def join() -> None:
    """Register the box on a graduate's pages, and what a destruction leaves."""
    add_panel(Graduate, consultations_panel, order=60)
    add_panel(Case, case_panel, order=60)
    on_destroy(forget)
