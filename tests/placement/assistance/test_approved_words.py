"""Request and resume on paper against the approved forms, word by word (P-F1, P-F3, X-8)."""

import dataclasses
import io
import re

import pytest
from pypdf import PdfReader

from forms_app import reading
from forms_app.answers import short_digest
from forms_app.engine.journey import PaperInput
from placement.assistance.papers.request import render
from placement.resumes import papers as resumes
from placement.resumes.content import Content, Job
from tests.paper_text import text_of
from tests.placement.assistance import requests as req
from tests.placement.resumes.factories import ResumeFactory
from tests.regulation_sources import source_tokens, tokens

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]
LONG = "Слесарь по ремонту автомобилей и сельскохозяйственной техники"


def words(text: str) -> list[str]:
    """The words alone: lines, colons and marks of a list are a matter of layout."""
    return [token for token in tokens(text) if token.isalpha()]


def approved(begins: str, ends: str) -> list[str]:
    source = " ".join(words(" ".join(source_tokens("001"))))
    first, last = " ".join(words(begins)), " ".join(words(ends))
    start = source.index(first)
    return source[start : source.index(last, start) + len(last)].split()


def printed(text: str, begins: str, ends: str) -> list[str]:
    said, first, last = " ".join(words(text)), " ".join(words(begins)), " ".join(words(ends))
    start = said.index(first)
    return said[start : said.index(last, start) + len(last)].split()


def shown(paper) -> str:
    """The words of a paper as its source has them: a PDF runs cells of a table together."""
    return re.sub(r"<[^>]+>", " ", paper.html.partition("<body>")[2])


def request(**texts: str):
    """The paper of a request whose answers are all empty, or as ``texts`` say."""
    version = req.sent().current
    answers = [
        dataclasses.replace(a, text=texts.get(a.code, "")) for a in reading.answers_of(version)
    ]
    ctx = reading.context_of(version)
    return render(PaperInput(answers, "АБВ-1", short_digest(version.digest), {}, ctx))


@pytest.mark.req("P-F1", "X-8")
def test_an_empty_request_has_the_words_of_the_approved_form_and_no_others(centre):
    type(centre).objects.filter(pk=centre.pk).update(short_name="ГАНПОУ ЛО «МЦ СиТИ»")
    frame = ("ЗАЯВЛЕНИЕ о содействии в трудоустройстве", "Адрес фактического проживания")
    assert printed(text_of(request().pdf), *frame) == approved(*frame)


@pytest.mark.req("P-F1")
def test_a_long_answer_goes_on_in_the_next_line_and_an_empty_one_leaves_room():
    long, empty = request(profession_other=LONG).html, request().html
    assert f'<span class="within answer">{LONG}</span>' in long
    assert "room--wide" in empty.partition("<body>")[2]
    assert "room--wide" not in long.partition("<body>")[2]


@pytest.mark.req("P-F3", "X-8")
def test_an_empty_resume_has_the_words_of_the_approved_form_and_no_others():
    resume = ResumeFactory(content=Content().to_json())
    frame = ("Резюме обучающегося (трудоустраиваемого)", "готовность приступить к работе")
    given = resume.graduate
    mine = words(f"{given.last_name} {given.first_name} {given.middle_name}")
    said = [
        word
        for word in printed(shown(resumes.render(resume, for_employer=False)), *frame)
        if word not in mine
    ]
    assert said == approved(*frame)


@pytest.mark.req("P-F3")
def test_long_duties_go_on_to_the_next_page_and_leave_no_page_half_empty():
    duties = "Принимал и сортировал продукцию, вёл журнал учёта. " * 18
    jobs = tuple(
        Job(since="2021", until="2022", organisation=f"ООО «Пример {n}»", duties=duties)
        for n in range(8)
    )
    resume = ResumeFactory(content=Content(jobs=jobs).to_json())
    pages = PdfReader(io.BytesIO(resumes.render(resume, for_employer=False).pdf)).pages
    # A row that had to stand on one page left the page before it half empty: seventeen pages.
    assert len(pages) <= 11


@pytest.mark.req("X-8")
@pytest.mark.parametrize("for_employer", [True, False])
def test_a_paper_is_tagged_in_russian_with_a_title_and_names_no_machine(for_employer):
    resume = ResumeFactory()
    reader = PdfReader(io.BytesIO(resumes.render(resume, for_employer=for_employer).pdf))
    root = reader.trailer["/Root"].get_object()
    assert root["/Lang"].startswith("ru")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert str(reader.metadata.title).startswith("Резюме обучающегося")
    assert (reader.metadata.author, reader.metadata.creator) == (None, None)
    assert reader.outline
