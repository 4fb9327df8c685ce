"""The employer's requests on the employer's card (P-F2)."""

from django.http import HttpRequest

from core.back_office import DeskAdmin, Line, Panel
from core.templatetags.desk_tags import state_tag
from placement.common.links import submission_url
from placement.employers.models import Employer

# The newest; the others stand in the list of requests.
SHOWN = 100


def requests_panel(employer: Employer, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Each request by its day, and whether it says something new of the employer."""
    news = state_tag("warning", "новые сведения")
    return Panel(
        code="requests",
        title="Заявки",
        lines=[
            Line(
                text=f"Заявка от {row.composed_on:%d.%m.%Y}",
                url=submission_url(request, row.submission_id),
                tag=news if row.changes_employer else "",
            )
            for row in employer.requests.all()[:SHOWN]
        ],
        empty="Заявок нет.",
    )
