"""The papers of a correction say what its check page says, field by field (X-5, X-8, invariant 3)."""

import datetime as dt
from html import unescape

import pytest
from django.test import Client

from core import clock
from core.models import ReadRecord
from forms_app import links, services
from forms_app.consents import BLANK
from forms_app.engine import registry, session
from forms_app.engine.documents import document_set, paper_input, readable_papers
from forms_app.engine.proof import VEIL
from forms_app.reading import answers_of
from forms_app.services import RemarkText
from forms_app.services.locking import progress_of
from tests.contest.factories import sent_application
from tests.forms_app.helpers import draft_of
from tests.words import plain

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("only_words_of_papers"),
    pytest.mark.req("X-5", "X-8", "C-11"),
]
JOURNEY = "contest-application"
STEPS = [step.code for step in registry.get(JOURNEY).steps]
PAPERS = {"application", "questionnaire", "consent"}


@pytest.fixture(params=STEPS)
def returned(request, contest, secretary):
    """An application returned for one section, with all that is signed to be signed again."""
    return services.return_for_correction(
        submission=sent_application(contest),
        actor=secretary,
        remarks=[RemarkText("Исправьте.", step=request.param)],
        slots=sorted(PAPERS),
        due_at=clock.now() + dt.timedelta(days=5),
    )


def walk(browser, draft, actor=None) -> set[str]:
    """Compare every answer of every paper with the check page; give the papers that were read."""
    page = browser.get(f"/forms/{JOURNEY}/check/")
    shown = {
        (answer.step, answer.code): answer.text
        for section, _ in page.context["sections"]
        for answer in section.answers
    }
    progress = progress_of(draft, at=clock.now(), actor=actor)
    progress.access = session.access(page.wsgi_request, draft)
    documents = document_set(progress)
    filed = answers_of(draft.corrects.current)
    papers = readable_papers(progress, documents)
    for paper in papers:
        words = unescape(plain(paper.render(paper_input(progress, documents, paper)).html))
        for answer in paper.covers(filed):
            if answer.code == "agree":
                continue
            text = shown[answer.step, answer.code]
            if text == answer.text:
                assert plain(text) in words, (paper.code, answer.code)
                continue
            # What the page masks is on the paper a line to write on, whole or in part.
            assert plain(answer.text) not in words, (paper.code, answer.code)
            assert BLANK in words, (paper.code, answer.code)
            assert "•" not in words
            for part in plain(answer.veiled).split():
                assert "•" in part or part == VEIL or part in words, (paper.code, answer.code, part)
    return {paper.code for paper in papers}


def test_by_the_link_each_paper_says_what_the_page_says(returned):
    browser = Client()
    browser.post(f"/track/{links.token('track', returned)}/correct/")
    assert walk(browser, draft_of(browser, JOURNEY)) == PAPERS


@pytest.mark.parametrize("who", ["secretary", "staff"])
def test_who_enters_a_correction_reads_the_same_on_page_and_paper(returned, people, client_of, who):
    actor = people[who]
    browser = client_of(actor)
    day = clock.now().astimezone(returned.entry.contest.tz)
    browser.post(
        f"/cms/contest/applications/correct/{returned.pk}/",
        {"source": "paper", "day": f"{day:%d.%m.%Y}", "time": f"{day:%H:%M}"},
    )
    ReadRecord.objects.all().delete()
    assert walk(browser, draft_of(browser, JOURNEY), actor) == PAPERS
    looks = ReadRecord.objects.filter(what__startswith="проверка исправлений")
    assert looks.exists() == (who == "secretary")
