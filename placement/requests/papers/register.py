"""The register of employers' requests as a paper for the admissions commission (P-3.3)."""

import datetime as dt
from collections.abc import Sequence

from core import paper
from core.clock import format_date, local_day
from placement.professions.models import Profession
from placement.requests.report import HEADER
from placement.requests.rules import Period

TITLE = "Реестр заявок работодателей"


def render(
    rows: Sequence[tuple[object, ...]],
    period: Period,
    profession: Profession | None,
    *,
    made_at: dt.datetime,
) -> paper.Paper:
    """A landscape A4 paper: title, period, profession, the day it was made, the table."""
    context = {
        "heading": TITLE,
        "since": format_date(period.since),
        "until": format_date(period.until),
        "profession": profession,
        "made_on": format_date(local_day(made_at)),
        "header": HEADER,
        "rows": rows,
        "places": sum(int(str(row[5])) for row in rows),
    }
    return paper.render(
        "placement/requests/papers/register.html", context, title=TITLE, made_at=made_at
    )
