"""What the pages of employers show beside their own; called once at start."""

from core.back_office import add_panel, letters_panel
from placement.employers.models import Employer


def join() -> None:
    """The box of letters."""
    add_panel(Employer, letters_panel, order=40)
