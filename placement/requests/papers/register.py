"""The register of employers' requests as a paper for the admissions commission (P-3.3)."""

import datetime as dt
from collections.abc import Sequence

from core import paper
from core.clock import format_date, local_day
from placement.centre import operators
from placement.professions.models import Profession
from placement.requests.reports.register import HEADER, NOT_COUNTED, Total
from placement.requests.rules.periods import Period

TITLE = "Реестр заявок работодателей"


def render(
    rows: Sequence[tuple[object, ...]],
    period: Period,
    profession: Profession | None,
    *,
    total: Total,
    made_at: dt.datetime,
) -> paper.Paper:
    """A landscape A4 paper to sign: whose it is, title, period, profession, table, total."""
    context = {
        "organisation": operators.operator_name(),
        "heading": TITLE,
        "since": format_date(period.since),
        "until": format_date(period.until),
        "profession": profession,
        "made_on": format_date(local_day(made_at)),
        "header": HEADER,
        "rows": rows,
        "total": total,
        "not_counted": NOT_COUNTED,
    }
    return paper.render(
        "placement/requests/papers/register.html", context, title=TITLE, made_at=made_at
    )
