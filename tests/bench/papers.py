"""(d): one PDF, the filled-in application."""

import datetime as dt

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from contest.setup.models import Contest
from core import paper
from forms_app.engine.documents import document_set, paper_input
from forms_app.services.locking import progress_of
from tests.bench.report import Report
from tests.contest.factories import typed_draft


def run(report: Report) -> None:
    """The tagged application against the same HTML printed by WeasyPrint as it comes."""
    draft = typed_draft(Contest.objects.latest("pk"), participant={"last_name": "Печатаева"})
    progress = progress_of(draft, at=dt.datetime.now(dt.UTC))
    documents = document_set(progress)
    spec = documents.paper("application")
    given = paper_input(progress, documents, spec)
    html = spec.render(given).html
    _, faces = paper._fonts()
    configuration = FontConfiguration()
    report.time(
        "PDF of the application",
        lambda: spec.render(given),
        baseline=lambda: HTML(string=html).write_pdf(
            stylesheets=[faces], font_config=configuration
        ),
        against="bare WeasyPrint of its HTML",
        aim=1.15,
    )
