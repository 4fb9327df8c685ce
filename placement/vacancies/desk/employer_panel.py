"""The employer's vacancies on the employer's card (P-2.4b)."""

from django.http import HttpRequest

from core.back_office import DeskAdmin, Line, Panel
from placement.common.links import vacancy_url
from placement.employers.models import Employer

# The newest; the others stand in the register of vacancies.
SHOWN = 100


def vacancies_panel(employer: Employer, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Each vacancy with its state."""
    return Panel(
        code="vacancies",
        title="Вакансии",
        lines=[
            Line(
                text=row.title,
                url=vacancy_url(request, row),
                tag=f"– {row.get_state_display().lower()}",
            )
            for row in employer.vacancies.all()[:SHOWN]
        ],
        empty="Вакансий нет.",
    )
