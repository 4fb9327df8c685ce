"""The demand for professions on paper (P-2.2d)."""

import datetime as dt
from collections.abc import Sequence

from core import paper
from core.clock import format_date, local_day
from placement.centre import operators
from placement.requests.reports.demand import HEADER, Demand, Report

TITLE = "Спрос на профессии"


def render(report: Report, tables: Sequence[Demand], *, made_at: dt.datetime) -> paper.Paper:
    """A landscape A4 paper to sign: whose it is, title, both periods, the tables."""
    now, before = report.now.period, report.before.period
    context = {
        "organisation": operators.operator_name(),
        "heading": TITLE,
        "since": format_date(now.since),
        "until": format_date(now.until),
        "before_since": format_date(before.since),
        "before_until": format_date(before.until),
        "made_on": format_date(local_day(made_at)),
        "header": HEADER,
        "tables": [table for table in tables if table.lines],
        "is_empty": not report.now.counted,
    }
    return paper.render(
        "placement/requests/papers/demand.html", context, title=TITLE, made_at=made_at
    )
