"""The paper of the request against the approved form, row by row (P-F2, X-8)."""

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from django.utils import timezone
from pypdf import PdfReader

from core import journal_paper
from core.clock import format_date
from forms_app import reading, services
from forms_app.answers import digest
from forms_app.engine.journey import PaperInput
from placement.requests.form import VACANCY_PAGES
from placement.requests.papers import request as paper
from placement.requests.setting_up import requests_journal
from placement.vacancies.record import VACANCIES
from tests.placement.requests import helpers as req

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]
SOURCE = Path(__file__).parents[2] / "sources" / "001_523ab3b74d990220.txt"


def approved_rows() -> list[str]:
    """The rows of the approved form, as the regulation has them."""
    text = SOURCE.read_text(encoding="utf-8").replace("\r", "")
    form = text.partition(paper.TITLE)[2].partition("Резюме обучающегося")[0]
    lines = [re.sub(r"[:_«»\s]+$", "", line.strip()) for line in form.splitlines()]
    return [re.split(r"\s*«|:", line)[0].strip() for line in lines if line]


def rendered(**changes):
    submission = req.sent(**changes)
    version = submission.current
    answers = reading.answers_of(version)
    ctx = reading.context_of(version)
    given = PaperInput(
        answers=answers,
        reference=submission.reference,
        digest=digest(answers),
        data=ctx.data,
        ctx=ctx,
    )
    return submission, paper.render(given), paper.render(given)


@pytest.mark.req("P-F2", "X-8")
def test_headings_and_rows_stand_in_the_words_and_order_of_the_approved_form():
    _, made, _ = rendered()
    ours = [row.label for row in paper.company_rows([])]
    ours.append(VACANCIES.official("start_on"))
    for page, title in VACANCY_PAGES.items():
        ours += [title, *(label for label, _ in VACANCIES.paper_rows(page))]
    ours.append("Составлена")
    assert ours == approved_rows()
    flat = " ".join(re.sub(r"<[^>]+>", " ", made.html).split())
    places = [flat.index(words) for words in (paper.TITLE, *ours[:7])]
    assert places == sorted(places)


@pytest.mark.req("P-F2")
def test_each_row_holds_its_answer_and_an_empty_one_is_a_line():
    submission, made, _ = rendered()
    answers = reading.answers_of(submission.current)
    rows = {r.label: r.text for r in paper.company_rows(answers)}
    assert rows["Полное наименование предприятия"] == req.COMPANY["full_name"]
    assert "Лесной пр., д. 2" in rows["Контакты предприятия"]
    assert "office@romashka.example" in rows["Контакты предприятия"]
    assert rows["Год основания предприятия"] == "1999"
    assert rows["Руководитель предприятия"] == "генеральный директор; Ромашкин Пётр Ильич"
    (sheet,) = paper.sheets(answers)
    said = {row.label: row.text for part in sheet.parts for row in part.rows}
    assert said["Наименование должности"] == "Повар"
    assert "Всеволожский район" in said["Адрес места работы"]
    assert said["График работы"] == "Сменный график; 2/2 с 8 до 20"
    assert said["Оклад постоянный"].replace("\u00a0", " ") == "60 000 руб."
    assert said["Оклад на испытательный срок"] == ""
    assert said["Возраст"] == said["Пол"] == ""
    assert "не указано" not in made.html
    assert "Кадрова" not in made.html


@pytest.mark.req("P-F2", "X-8")
def test_a_sheet_per_vacancy_tagged_and_the_same_bytes_again():
    submission, made, again = rendered(
        **req.two_vacancies(conditions_2={"start_on": f"{req.today().year + 1}-02-15"})
    )
    assert made.sha256 == again.sha256
    reader = PdfReader(io.BytesIO(made.pdf))
    assert len(reader.pages) == 2
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    texts = ["".join(page.extract_text().split()) for page in reader.pages]
    assert "Повар" in texts[0]
    assert "Посудомойщик" in texts[1]
    assert f"«15»февраля{req.today().year + 1}г." in texts[1]
    local = submission.received_at.astimezone(dt.timezone(dt.timedelta(hours=3))).date()
    day, month, year, _ = format_date(local).split()
    assert all(f"Составлена«{day}»{month}{year}г." in text for text in texts)
    assert all(submission.reference in text for text in texts)


@pytest.mark.req("P-F2")
def test_a_changed_contact_does_not_void_the_signed_paper():
    spec = paper.spec()
    submission = req.sent()
    steps = {a.step for a in spec.covers(reading.answers_of(submission.current))}
    assert steps == {"employer", "company", "vacancy-1", "conditions-1", "requirements-1"}


@pytest.mark.req("P-F2")
def test_the_journal_of_requests_says_whose_it_is_who_asked_and_when_it_came(
    centre, superuser, client_of
):
    submission = req.sent()
    services.register(submission=submission, actor=superuser)
    journal = requests_journal()
    at = timezone.now()
    printed = journal_paper.render(
        journal,
        organisation=journal_paper.organisation_of(journal),
        year=None,
        at=at,
        tz=centre.tz,
    ).html
    assert centre.full_name in printed
    assert "Поступила" in printed
    for cell in (f"{req.today():%d.%m.%Y}", "Ромашка", "Зарегистрирована", "(подпись)"):
        assert cell in printed
    answer = client_of(superuser).get(f"/cms/records/journals/print/{journal.pk}/")
    assert answer["Content-Type"] == "application/pdf"
