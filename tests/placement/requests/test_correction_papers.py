"""The paper of a corrected request says what its check page says, field by field (X-8, P-F2)."""

from html import unescape

import pytest
from django.test import Client

from core import clock
from forms_app import links, services
from forms_app.answers import NOT_GIVEN
from forms_app.consents import BLANK
from forms_app.engine import registry, session
from forms_app.engine.documents import document_set, paper_input, readable_papers
from forms_app.services import RemarkText
from forms_app.services.locking import progress_of
from placement.employers.record import EMPLOYERS
from placement.requests.form import COMPANY_PAGE, VACANCY_PAGES
from placement.vacancies.record import VACANCIES
from tests.factories import UserFactory
from tests.forms_app.helpers import draft_of
from tests.placement.requests import helpers as req
from tests.words import plain

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("centre", "only_words_of_papers"),
    pytest.mark.req("X-8"),
]
STEPS = [s.code for s in registry.get(req.JOURNEY).steps if not s.code[-1].isdigit()] + [
    f"{page}-1" for page in VACANCY_PAGES
]


def on_paper() -> set[tuple[str, str]]:
    """Step and code of every answer that the approved form has a row for."""
    company = {(COMPANY_PAGE, c) for _, codes in EMPLOYERS.paper_rows(COMPANY_PAGE) for c in codes}
    return company | {
        (f"{page}-1", code)
        for page in VACANCY_PAGES
        for _, codes in VACANCIES.paper_rows(page)
        for code in codes
    }


@pytest.mark.parametrize("step", STEPS)
def test_each_row_says_what_the_page_says(step):
    submission = services.return_for_correction(
        submission=req.sent(),
        actor=UserFactory(),
        remarks=[RemarkText("Исправьте.", step=step)],
        slots=["signed"],
    )
    browser = Client()
    browser.post(f"/track/{links.token('track', submission)}/correct/")
    page = browser.get(f"/forms/{req.JOURNEY}/check/")
    shown = {
        (answer.step, answer.code): answer.text
        for section, _ in page.context["sections"]
        for answer in section.answers
    }
    draft = draft_of(browser, req.JOURNEY)
    progress = progress_of(draft, at=clock.now())
    progress.access = session.access(page.wsgi_request, draft)
    documents = document_set(progress)
    (paper,) = readable_papers(progress, documents)
    words = unescape(plain(paper.render(paper_input(progress, documents, paper)).html))
    for answer in paper.covers(documents.answers):
        key = (answer.step, answer.code)
        if key not in on_paper() or answer.text in ("", NOT_GIVEN):
            continue
        if shown[key] == answer.text:
            assert plain(answer.text) in words, key
        else:
            assert plain(answer.text) not in words, key
            assert BLANK in words
