"""(d): the filled-in application; a long resume, whose time must grow with its length alone."""

import datetime as dt
import statistics
from collections.abc import Callable

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from contest.setup.models import Contest
from core import paper
from forms_app.engine.documents import document_set, paper_input
from forms_app.services.locking import progress_of
from placement.resumes import papers
from placement.resumes.content import Content, Job
from tests.bench.report import Figure, Report, in_turns
from tests.contest.factories import typed_draft
from tests.placement.resumes.factories import ResumeFactory

FEW, MANY = 10, 40
DUTIES = "Готовила рабочее место, принимала заказы, следила за чистотой. " * 8


def run(report: Report) -> None:
    """The application and the resume."""
    _application(report)
    _resume(report)


def _application(report: Report) -> None:
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


def _resume(report: Report) -> None:
    """The person's copy, of many jobs and of few."""
    many, few = in_turns(_printing(MANY), _printing(FEW))
    report.add(
        Figure(
            f"PDF of a resume of {MANY} long jobs: time of a job",
            statistics.median(many) / MANY * 1000,
            statistics.median(few) / FEW * 1000,
            f"of {FEW} jobs",
            aim=1.2,
        )
    )


def _printing(count: int) -> Callable[[], object]:
    job = Job(since="2001", until="2002", organisation="Ателье", position="Швея", duties=DUTIES)
    resume = ResumeFactory(content=Content(position="Швея", jobs=(job,) * count).to_json())
    return lambda: papers.render(resume, for_employer=False)
