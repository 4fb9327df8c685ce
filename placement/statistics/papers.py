"""The published figures as a paper: A4, tagged, searchable (P-2.4d, X-8)."""

from core import paper
from core.clock import format_date
from placement.statistics.public.employment import HIDDEN, Report
from placement.statistics.rules.suppression import SMALL


def render(report: Report) -> paper.Paper:
    """The figures of a published year; the instant of publication is written into the file."""
    snapshot = report.snapshot
    assert snapshot.published_at is not None
    assert report.updated_on is not None
    context = {
        "report": report,
        "hidden": HIDDEN,
        "small": SMALL,
        "as_of": format_date(snapshot.as_of),
        "updated": format_date(report.updated_on),
        "corrections": [(format_date(c.day), c.text) for c in report.corrections],
    }
    return paper.render(
        "placement/statistics/papers/employment.html",
        context,
        title=report.title,
        made_at=snapshot.published_at,
    )
