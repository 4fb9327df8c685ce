"""A hundred certificates: one tagged file of all, and each as a file of its own."""

import datetime as dt

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from contest.certificates import papers
from contest.certificates.words import words_of
from contest.setup.models import Contest
from core import paper, paper_pages
from tests.bench.report import Report

COUNT = 100


def run(report: Report) -> None:
    """Printing and cutting, against the same HTML printed by WeasyPrint as it comes."""
    contest, now = Contest.objects.latest("pk"), dt.datetime.now(dt.UTC)
    contents = [
        {
            "number": f"{number:03d}/2026",
            "issued_on": "2026-06-28",
            "issuer": contest.founder.full_name,
            "name": f"Непомнящей Анне {'Ивановне' if number % 2 else 'Петровне'}",
            "words": words_of(None, contest),
            "contest": contest.title,
            "year": contest.year,
        }
        for number in range(1, COUNT + 1)
    ]
    html = papers.certificates(contents, made_at=now).html
    _, faces = paper._fonts()
    configuration = FontConfiguration()

    def made() -> list[bytes]:
        whole = papers.certificates(contents, made_at=now)
        return list(paper_pages.cut(whole.pdf, [papers.title_of(one) for one in contents]))

    report.time(
        f"{COUNT} certificates as one file and as files of their own",
        made,
        baseline=lambda: HTML(string=html).write_pdf(
            stylesheets=[faces], font_config=configuration
        ),
        against="bare WeasyPrint of the same pages",
        aim=1.3,
    )
