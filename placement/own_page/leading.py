"""«Кто вам помогает»: the specialist who is responsible, and the centre's telephone."""

from .base import OwnPage
from .sections import Section


def section(page: OwnPage) -> Section:
    """Who leads the graduate; the centre itself while nobody is named."""
    return Section(
        "Кто вам помогает",
        "placement/own_page/leading.html",
        {"specialist": page.graduate.responsible},
    )
