"""No answer is lost: each field, from where it is typed to every place where it has to arrive.

The table below is written by hand, apart from the record: it says what must be. A field that the
forms ask for and the table does not know fails the first test; a declaration or a copy that goes
missing fails that of its place (X-6, P-F2).
"""

import datetime as dt

import pytest
from django.utils import formats

from core import roles
from forms_app import reading, services
from forms_app.answers import digest
from forms_app.engine import registry
from forms_app.engine.journey import PaperInput
from placement.requests.papers import request as paper
from placement.vacancies import services as vacancies
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules.grounds import LABELS
from tests.forms_app.helpers import begin, draft_of, said
from tests.placement.factories import ProfessionFactory
from tests.placement.requests import helpers as req
from tests.words import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre", "vacancies_page")]

# Within a year: a later start is asked about. No other day of a request is so far ahead.
START = req.today() + dt.timedelta(days=200)
# What is typed on the pages of the first vacancy, and how people read it. Each text stands once.
TYPED = {
    "vacancy": {
        "title": ("Пекарь", "Пекарь"),
        "places": ("7", "7"),
        "profession_other": ("Пекарь-тестовод", "Пекарь-тестовод"),
        "department": ("Цех выпечки", "Цех выпечки"),
        "reports_to": ("Старший технолог", "Старший технолог"),
        "duties": ("Печь ржаной хлеб", "Печь ржаной хлеб"),
        "workplace": (
            ["lift", "guide_dog"],
            ("лифт или первый этаж", "можно с собакой-проводником"),
        ),
    },
    "conditions": {
        "start_on": (f"{START:%d.%m.%Y}", f"{START:%d.%m.%Y}"),
        "address": ("Кириши, ул. Мира, 5", "Кириши, ул. Мира, 5"),
        "district": ("lo-kirishi", "Киришский"),
        "schedule": ("flexible", "Гибкий график"),
        "schedule_note": ("С четырёх утра", "четырёх утра"),
        "probation": ("Шесть недель", "Шесть недель"),
        "pay": ("61 111", "61 111"),
        "pay_probation": ("61 222", "61 222"),
        "access": (
            ["accessible_toilet", "remote_work", "mentor"],
            ("доступный туалет", "можно работать удалённо", "наставник на месте"),
        ),
        "hearing_note": ("Пишем на доске", "Пишем на доске"),
        "vision_note": ("Крупные ярлыки", "Крупные ярлыки"),
        "motor_note": ("Пандус у склада", "Пандус у склада"),
    },
    "requirements": {
        "education": ("secondary", "Среднее профессиональное"),
        "computer_skills": ("Учёт в таблице", "Учёт в таблице"),
        "has_basis": ("on", "да"),
        "legal_basis": ("Статья 265 кодекса", "Статья 265 кодекса"),
        "age": ("Не моложе восемнадцати", "Не моложе восемнадцати"),
        "sex": ("Любой, кроме детей", "Любой, кроме детей"),
    },
}
# Answers that lead through the form, and one that takes the place of another.
LEADING = {"vacancy": {"profession"}, "conditions": set(), "requirements": {"more"}}
SHOWN = {code: shown for page in TYPED.values() for code, (_, shown) in page.items()}
# Where an answer is kept under another name than it is asked.
KEPT_AS = {"age": "age_requirement", "sex": "sex_requirement"}
NOT_KEPT = {"has_basis", "access", "workplace"}
# Not in the approved form, so not on its paper.
NOT_ON_PAPER = {
    "places",
    "profession_other",
    "duties",
    "access",
    "workplace",
    "hearing_note",
    "vision_note",
    "motor_note",
    "has_basis",
    "legal_basis",
    "start_on",
}
NEVER_PUBLIC = {"reports_to", "profession_other", "has_basis", "legal_basis", "age", "sex"}
EXPORTED = {
    "title",
    "places",
    "profession_other",
    "address",
    "district",
    "schedule",
    "pay",
    "pay_probation",
    "access",
    "workplace",
    "education",
}
SEARCHED = {"title", "profession_other", "department", "address", "district"}


def typed_vacancy(number: int = 1, **more: dict[str, str]) -> dict[str, dict]:
    """The pages of one vacancy as they are typed."""
    return {
        f"{page}_{number}": {
            **{code: value for code, (value, _) in answers.items()},
            **more.get(page, {}),
        }
        for page, answers in TYPED.items()
    }


def missing(page: str, codes: set[str] | None = None) -> list[str]:
    """The answers whose words do not stand on the page."""
    words = plain(page).casefold()
    wanted = SHOWN if codes is None else {code: SHOWN[code] for code in codes}
    return [
        code
        for code, shown in wanted.items()
        if not all(
            one.casefold() in words for one in ([shown] if isinstance(shown, str) else shown)
        )
    ]


def in_words(day: dt.date) -> str:
    """«15 января 2099»."""
    return formats.date_format(day, "j E Y")


def without(*codes: str) -> set[str]:
    return set(SHOWN) - set(codes)


@pytest.fixture
def request_sent():
    return req.sent(**typed_vacancy())


@pytest.fixture
def people(centre, make_user):
    return {"specialist": make_user(roles.PLACEMENT_SPECIALIST, organisation=centre)}


def test_every_field_that_is_asked_for_stands_in_the_table():
    journey = registry.get(req.JOURNEY)
    draft = req.fill(req.start(), **typed_vacancy())
    ctx = reading.context_of(services.send_draft(draft=draft, revision=draft.revision).current)
    for page, answers in TYPED.items():
        step = next(one for one in journey.steps if one.code == f"{page}-1")
        asked = set(step.form(ctx).fields)
        assert asked == set(answers) | LEADING[page], page


@pytest.mark.req("P-F2", "X-6")
def test_every_answer_becomes_a_value_of_the_row(request_sent):
    row = request_sent.vacancy_request.vacancies.get()
    for code, shown in SHOWN.items():
        if code not in NOT_KEPT:
            name = KEPT_AS.get(code, code)
            assert shown in VACANCIES.text(row, name).replace("\xa0", " "), name
    ticked = {name for name in Vacancy.CONDITIONS if getattr(row, name)}
    assert ticked == set(TYPED["conditions"]["access"][0])
    has = {name for name in Vacancy.WORKPLACE if getattr(row, name)}
    assert has == set(TYPED["vacancy"]["workplace"][0])


@pytest.mark.req("P-F2", "X-6")
def test_every_answer_of_a_second_vacancy_becomes_a_value_of_its_row():
    second = typed_vacancy(2, vacancy={"title": "Кондитер"})
    submission = req.sent(requirements_1={"more": "yes"}, **second)
    row = submission.vacancy_request.vacancies.get(number=2)
    assert row.title == "Кондитер"
    for name in ("department", "probation", "computer_skills", "motor_note", "legal_basis"):
        assert getattr(row, name) == SHOWN[name]


@pytest.mark.req("P-F2", "X-6")
def test_every_answer_stands_on_the_page_that_is_checked_before_sending(client):
    begin(client, "a@example.org", req.JOURNEY)
    req.fill(draft_of(client, req.JOURNEY), **typed_vacancy())
    assert missing(said(client.get(f"/forms/{req.JOURNEY}/check/"))) == []


@pytest.mark.req("P-F2", "X-8")
def test_every_answer_of_the_approved_form_stands_on_its_paper(request_sent):
    version = request_sent.current
    answers = reading.answers_of(version)
    html = paper.render(
        PaperInput(
            answers=answers,
            reference=request_sent.reference,
            digest=digest(answers),
            data={},
            ctx=reading.context_of(version),
        )
    ).html
    assert missing(html, without(*NOT_ON_PAPER)) == []
    month_and_year = in_words(START).partition(" ")[2]
    assert f"{START.day} » {month_and_year}" in plain(html)


@pytest.mark.req("P-F2", "X-4")
def test_every_answer_stands_on_the_pages_of_the_desk(request_sent, browser_of):
    specialist = browser_of("specialist")
    page = said(specialist.get(f"/cms/placement/requests/inspect/{request_sent.pk}/"))
    assert missing(page) == []
    vacancy = request_sent.vacancy_request.vacancies.get()
    page = said(specialist.get(f"/cms/placement/vacancies/inspect/{vacancy.pk}/"))
    assert missing(page, without("has_basis")) == []


@pytest.mark.req("X-4")
def test_the_table_file_holds_what_may_leave_the_desk_and_no_more(request_sent, browser_of):
    answer = browser_of("specialist").get("/cms/placement/vacancies/export/?format=csv")
    text = b"".join(answer.streaming_content).decode()
    assert missing(text, EXPORTED - {"pay", "pay_probation"}) == []
    assert "61111" in text
    assert "61222" in text
    for code in ("reports_to", "legal_basis", "age", "sex"):
        assert SHOWN[code] not in text


@pytest.mark.req("P-2.4b", "X-7")
def test_the_public_page_shows_all_that_is_public_and_nothing_else(request_sent, client, superuser):
    vacancy = request_sent.vacancy_request.vacancies.get()
    data = VACANCIES.copy(vacancy, profession=ProfessionFactory(name="Повар"))
    vacancies.update_vacancy(vacancy=vacancy, data=data, actor=superuser)
    vacancies.publish(vacancy=vacancy, actor=superuser)
    page = said(client.get(f"/vacancies/{vacancy.pk}/"))
    expected = without(*NEVER_PUBLIC, "start_on")
    assert missing(page, expected) == []
    assert in_words(START) in plain(page)
    assert [code for code in NEVER_PUBLIC - {"has_basis"} if SHOWN[code] in plain(page)] == []


@pytest.mark.req("X-4")
@pytest.mark.parametrize("code", sorted(SEARCHED))
def test_a_vacancy_is_found_by_its_words(code, request_sent, browser_of):
    page = browser_of("specialist").get("/cms/placement/vacancies/", {"q": SHOWN[code]})
    assert "Пекарь" in plain(said(page))


@pytest.mark.req("P-F2", "X-6")
def test_a_repeated_request_brings_every_answer_along(request_sent, client):
    from tests.placement.requests.test_repeat import address, ticked

    answer = client.post(address(request_sent), ticked())
    assert missing(said(client.get(answer.url))) == []


@pytest.mark.req("P-F2", "X-6")
def test_the_ground_of_doubtful_words_arrives_wherever_answers_do(client, browser_of):
    """Asked for only where words are doubtful, so not in the table above."""
    why = "Это роль юной героини в спектакле театра"
    doubtful = {"duties": "Нужна девушка", "ground": "nature-of-work", "explanation": why}
    begin(client, "a@example.org", req.JOURNEY)
    draft = draft_of(client, req.JOURNEY)
    for code, fields in req.typed_steps(vacancy_1=doubtful).items():
        if not req.save(draft, code, fields).complete:
            warnings = req.progress_form(draft, code).pending_warnings()
            read = {"acknowledged": [warning.mark for warning in warnings]}
            assert req.save(draft, code, {**fields, **read}).complete
    check = said(client.get(f"/forms/{req.JOURNEY}/check/"))
    submission = services.send_draft(draft=draft, revision=draft.revision)
    vacancy = submission.vacancy_request.vacancies.get()
    assert (vacancy.wording_ground, vacancy.wording_explanation) == ("nature-of-work", why)
    specialist = browser_of("specialist")
    desk = [
        said(specialist.get(f"/cms/placement/requests/inspect/{submission.pk}/")),
        said(specialist.get(f"/cms/placement/vacancies/inspect/{vacancy.pk}/")),
    ]
    for page in (check, *desk):
        for text in (LABELS["nature-of-work"], why):
            assert text in plain(page)
