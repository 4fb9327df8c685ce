"""Printed papers of the consilium: the invitation, and the protocol to be filled in (P-3.3)."""

from core import clock, paper
from placement.cases.consilia import Consilium
from placement.centre import operators


def invitation(consilium: Consilium) -> paper.Paper:
    """«Приглашение на консилиум» for the person and the representative."""
    return _render(consilium, "invitation", "Приглашение на консилиум")


def protocol(consilium: Consilium) -> paper.Paper:
    """«Протокол консилиума» with lines to be filled in by hand and signed."""
    return _render(consilium, "protocol", "Протокол консилиума")


def _render(consilium: Consilium, template: str, title: str) -> paper.Paper:
    case = consilium.case
    context = {
        "consilium": consilium,
        "graduate": case.graduate,
        "name": case.graduate.name_on(consilium.held_on).full_name,
        "specialist": case.specialist,
        "operator": operators.operator(),
        "day": clock.format_date(consilium.held_on),
        "made_on": clock.format_date(clock.local_day(consilium.created_at)),
        "is_demo": case.is_demo,
    }
    return paper.render(
        f"placement/cases/papers/{template}.html",
        context,
        title=title,
        made_at=consilium.created_at,
    )
