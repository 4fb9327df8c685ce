"""A resume on paper: the approved form, and what an employer gets (P-F3)."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from placement.resumes import papers
from placement.resumes.content import Content, Job
from placement.resumes.lifecycle import ResumeState
from tests.placement.resumes.factories import FULL, ResumeFactory

pytestmark = pytest.mark.django_db

AGREED = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def text_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


@pytest.mark.req("P-F3")
def test_the_own_copy_is_the_approved_form_row_by_row():
    text = text_of(papers.render(ResumeFactory(), for_employer=False).pdf)
    places = [
        text.index(words)
        for words in (
            "Резюме обучающегося (трудоустраиваемого)",
            "ФИО",
            "Дата рождения",
            "Семейное положение",
            "Адрес",
            "Телефон",
            "Должность",
            "Опыт работы:",
            "Образование:",
            "Профессиональные навыки:",
            "уровень владения ПК",
            "знание иностранного языка",
            "Дополнительная информация:",
            "категории водительского удостоверения",
            "наличие автомобиля",
            "личные качества",
            "ожидаемый уровень заработной платы",
            "готовность приступить к работе",
        )
    ]
    assert places == sorted(places)
    assert "15.03.2004" in text
    assert "замужем" in text


@pytest.mark.req("P-F3")
def test_the_employers_copy_leaks_neither_birth_date_nor_family_nor_address():
    resume = ResumeFactory()
    made = papers.render(resume, for_employer=True)
    for text in (text_of(made.pdf), made.html):
        assert "Швея" in text
        assert "Ателье «Шов»" in text
        assert "Приморский район" in text
        for private in (
            "15.03.2004",
            "2004",
            "рождения",
            "замужем",
            "Семейное",
            "Пробная",
            "дом 7",
        ):
            assert private not in text


def test_without_a_district_the_employers_copy_names_no_place():
    content = Content(position="Швея", address="улица Пробная, дом 7")
    resume = ResumeFactory(content=content.to_json())
    text = text_of(papers.render(resume, for_employer=True).pdf)
    assert "Район" not in text
    assert "Без опыта работы." in text


@pytest.mark.parametrize("for_employer", [True, False])
def test_forty_jobs_are_all_printed_and_the_same_data_make_the_same_bytes(for_employer):
    jobs = tuple(Job(since="2001", until="2002", organisation=f"Фабрика{n:02}") for n in range(40))
    resume = ResumeFactory(content=Content(position="Швея", jobs=jobs).to_json())
    made = papers.render(resume, for_employer=for_employer)
    text = text_of(made.pdf)
    assert [n for n in range(40) if f"Фабрика{n:02}" not in text] == []
    assert made.pdf == papers.render(resume, for_employer=for_employer).pdf
    reader = PdfReader(io.BytesIO(made.pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_what_was_not_answered_is_left_open_in_the_form_alone():
    resume = ResumeFactory(content=FULL.for_employer().to_json())
    line = '<span class="label">Адрес:</span><span class="text answer"></span>'
    assert line in papers.render(resume, for_employer=False).html
    assert "Адрес" not in papers.render(resume, for_employer=True).html


def lines_of(pdf: bytes) -> list[str]:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return [line.strip() for page in pages for line in page.splitlines()]


def test_no_head_of_a_column_is_broken_within_a_word():
    lines = lines_of(papers.render(ResumeFactory(), for_employer=False).pdf)
    for words in ("Приема", "Увольнения", "организации", "обязанности", "Поступления", "Окончания"):
        assert any(words in line for line in lines), words


def test_both_copies_are_dated_and_an_agreed_one_asks_for_no_signature():
    draft, agreed = ResumeFactory(), ResumeFactory(state=ResumeState.APPROVED, approved_at=AGREED)
    for for_employer in (True, False):
        page = papers.render(agreed, for_employer=for_employer)
        assert f"Версия {agreed.number} от 2 марта 2026 года" in text_of(page.pdf)
    assert "согласен(на)" in papers.render(draft, for_employer=False).html
    assert "согласен(на)" not in papers.render(agreed, for_employer=False).html
