"""What needs and wishes add to other nouns; called once at start."""

from core.back_office import add_panel
from placement.graduates.models import Graduate
from placement.graduates.services.destroying import on_destroy
from placement.needs import desk, services


def join() -> None:
    """Boxes on the card; a part in the destruction."""
    add_panel(Graduate, desk.needs_panel, order=35)
    add_panel(Graduate, desk.wishes_panel, order=36)
    on_destroy(services.destroy)
