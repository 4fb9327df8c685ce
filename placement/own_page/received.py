"""«Кто что получил»: what has left the centre, for whoever has proved to be the person (P-F4)."""

from placement.grants.received import received_of

from .base import OwnPage
from .sections import Section


def section(page: OwnPage) -> Section | None:
    """To whom what was passed on, when, on which consent; nothing before the proof."""
    rows = received_of(page.graduate) if page.is_proved else []
    if not rows:
        return None
    return Section("Кто что получил", "placement/own_page/received.html", {"rows": rows})
