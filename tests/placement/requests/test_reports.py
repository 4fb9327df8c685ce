"""Reports about employers' requests: the commission's register and the demand (P-3.3, P-2.2d)."""

import datetime as dt
import io
import re
from xml.etree import ElementTree as ET

import openpyxl
import pypdf
import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core import crypto, journals, roles
from forms_app.models import Submission
from placement.professions.models import Profession
from placement.requests import setting_up
from placement.requests.models import VacancyRequest
from placement.requests.papers import register as paper
from placement.requests.reports import demand, register
from placement.requests.reports.asked import Asked
from placement.requests.rules.periods import Period, academic_year_so_far
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from tests.factories import OrganisationFactory
from tests.placement.factories import (
    EmployerContactFactory,
    EmployerFactory,
    ProfessionFactory,
    VacancyFactory,
)
from tests.queries import page_queries

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
REGISTER = "/cms/placement/reports/register/"
DEMAND = "/cms/placement/reports/demand/"
YEAR = Period(dt.date(2026, 9, 1), dt.date(2026, 11, 20))


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def director(make_user, client_of):
    """Who reads the reports and works nothing."""
    return client_of(make_user(roles.DIRECTOR))


def vacancy(day=(2026, 10, 5), **fields):
    """A vacancy that staff entered on this day."""
    made = VacancyFactory(**fields)
    at = dt.datetime(*day, 12, tzinfo=timezone.get_default_timezone())
    Vacancy.objects.filter(pk=made.pk).update(created_at=at)
    return made


def requested(composed_on, **fields):
    """A vacancy of a request that was composed on this day, whenever it was entered."""
    submission = Submission.objects.create(
        journey="vacancy-request",
        scope="centre",
        form_version="1",
        reference=f"ВЗ-{Submission.objects.count() + 1}",
        code_hash="x",
        key=crypto.new_key(),
        title="ООО",
        received_at=timezone.now(),
    )
    employer = EmployerFactory()
    request = VacancyRequest.objects.create(
        submission=submission, employer=employer, composed_on=composed_on
    )
    return vacancy(employer=employer, request=request, **fields)


def text_of(response):
    return response.content.decode()


def table_of(response):
    body = b"".join(response.streaming_content)
    return list(openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True))


def printed_text(response):
    assert response["Content-Type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# --- periods -------------------------------------------------------------------------------------


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_the_academic_year_so_far_begins_on_the_last_first_of_september(today):
    period = academic_year_so_far(today)
    assert (period.since.month, period.since.day) == (9, 1)
    assert period.since <= period.until == today
    assert today - period.since < dt.timedelta(days=366)


# --- the register of requests ----------------------------------------------------------------------


@pytest.mark.req("P-3.3")
def test_the_register_has_the_columns_of_the_commission_and_no_personal_data(director):
    cook = ProfessionFactory(name="Повар")
    row = vacancy(
        title="Помощник повара",
        profession=cook,
        places=3,
        mentor=True,
        district="lo-luga",
        age_requirement="от 18 лет",
        sex_requirement="женский",
        legal_basis="перечень 162",
        state=VacancyState.PUBLISHED,
    )
    EmployerContactFactory(employer=row.employer, name="Тайная Мария")
    found = table_of(director.get(REGISTER + "?format=xlsx"))
    assert found[0] == (
        "№",
        "Поступила",
        "Работодатель",
        "Профессия",
        "Должность",
        "Мест",
        "Район",
        "Условия",
        "Состояние",
    )
    assert found[1][1].date() == dt.date(2026, 10, 5)
    assert (found[1][0], *found[1][2:]) == (
        1,
        row.employer.short_name,
        "Повар",
        "Помощник повара",
        3,
        "Лужский район, Ленинградская область",
        "наставник на месте",
        "Опубликована",
    )
    screen = text_of(director.get(REGISTER))
    total = register.total(Asked(YEAR))
    printed = paper.render(found[1:], YEAR, None, total=total, made_at=timezone.now()).html
    for said in (str(found), screen, printed):
        assert "Помощник повара" in said
        for secret in ("от 18 лет", "женский", "перечень 162", "Тайная"):
            assert secret not in said


@pytest.mark.req("P-3.3")
def test_the_period_counts_whole_days_and_a_request_by_the_day_it_was_composed(director):
    vacancy((2026, 8, 31), title="Рано")
    vacancy((2026, 9, 1), title="Первый день")
    vacancy((2026, 9, 30), title="Последний день")
    vacancy((2026, 10, 1), title="Поздно")
    requested(dt.date(2026, 9, 15), title="По заявке")
    requested(dt.date(2026, 8, 15), title="По старой заявке")
    page = text_of(director.get(REGISTER + "?since=01.09.2026&until=30.09.2026"))
    order = [page.find(title) for title in ("Первый день", "По заявке", "Последний день")]
    assert -1 not in order
    assert order == sorted(order)
    for title in ("Рано", "Поздно", "По старой заявке"):
        assert title not in page


def test_midnight_is_that_of_the_centre(director):
    late = VacancyFactory(title="Ночная смена")
    # 00:30 of 1 October in Moscow is still September in Greenwich.
    at = dt.datetime(2026, 9, 30, 21, 30, tzinfo=dt.UTC)
    Vacancy.objects.filter(pk=late.pk).update(created_at=at)
    september = "?since=01.09.2026&until=30.09.2026"
    assert "Ночная смена" not in text_of(director.get(REGISTER + september))
    october = "?since=01.10.2026&until=01.10.2026"
    assert "Ночная смена" in text_of(director.get(REGISTER + october))


@pytest.mark.req("P-3.3")
def test_the_register_is_narrowed_by_profession(director):
    cook, baker = ProfessionFactory(name="Повар"), ProfessionFactory(name="Пекарь")
    vacancy(title="Работа повара", profession=cook)
    vacancy(title="Работа пекаря", profession=baker)
    vacancy(title="Другая работа", profession=None, profession_other="Сторож")
    page = text_of(director.get(f"{REGISTER}?profession={cook.pk}"))
    assert "Работа повара" in page
    assert "Работа пекаря" not in page
    everything = text_of(director.get(REGISTER))
    assert "Сторож" in everything


@pytest.mark.req("P-3.3")
def test_the_paper_has_title_period_day_and_the_same_rows(director):
    rows = [vacancy(title=f"Должность {n}", places=n) for n in (1, 2, 3)]
    response = director.get(REGISTER + "?format=pdf")
    assert response["Content-Type"] == "application/pdf"
    text = printed_text(response)
    assert "Реестр заявок работодателей" in text
    assert "с 1 сентября 2026 года по 20 ноября 2026 года" in text
    assert "Составлен 20 ноября 2026 года" in text
    assert "мест – 6" in text
    for row in rows:
        assert row.title in text
        assert row.employer.short_name in text


@pytest.mark.parametrize("address", [REGISTER, DEMAND])
@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("since=вчера", "Введите дату"),
        ("since=", "Требуется заполнить"),
        ("until=31.02.2026", "Такого дня нет"),
        ("since=01.10.2026&until=01.09.2026", "раньше первого"),
        ("since=01.01.0001", "Введите дату"),
        ("since=01.01.1950", "не раньше 2000 года"),
        ("until=31.12.9999", "Проверьте год"),
    ],
)
def test_a_bad_period_is_answered_beside_the_field_whatever_is_asked_for(
    director, address, query, what
):
    for kind in ("", "&format=xlsx", "&format=pdf"):
        response = director.get(f"{address}?{query}{kind}")
        assert response.status_code == 200
        page = text_of(response)
        assert what in page
        assert "desk-field__error" in page


@pytest.mark.parametrize("profession", ["0", "пекарь", "1' or 1=1"])
def test_an_unknown_profession_is_answered_in_words(director, profession):
    page = text_of(director.get(REGISTER, {"profession": profession}))
    assert "Такой профессии в перечне нет" in page


def test_a_period_without_requests_says_so(director):
    page = text_of(director.get(REGISTER + "?since=01.01.2020&until=02.01.2020"))
    assert "заявок не было" in page
    assert (
        director.get(REGISTER + "?since=01.01.2020&until=02.01.2020&format=pdf").status_code == 200
    )
    page = text_of(director.get(DEMAND + "?since=01.01.2020&until=02.01.2020"))
    assert "заявок не было" in page


def test_what_does_not_fit_on_paper_is_said_and_offered_as_a_table(director, monkeypatch):
    monkeypatch.setattr("placement.requests.desk.reports.ON_PAPER", 1)
    monkeypatch.setattr("placement.requests.desk.reports.ON_SCREEN", 1)
    vacancy()
    vacancy()
    page = text_of(director.get(REGISTER + "?format=pdf"))
    assert "Выберите меньший период" in page
    assert "показаны первые 1" in page
    assert len(table_of(director.get(REGISTER + "?format=xlsx"))) == 3


# --- demand ----------------------------------------------------------------------------------------


@pytest.fixture
def demanded(db):
    """Two cooks' vacancies of one employer, one other of another."""
    cook, employer = ProfessionFactory(name="Повар"), EmployerFactory()
    common = {"profession": cook, "employer": employer}
    vacancy(places=2, district="lo-luga", mentor=True, **common)
    vacancy(
        places=3,
        district="lo-tosno",
        mentor=True,
        hearing_note="есть переводчик",
        state=VacancyState.FILLED,
        **common,
    )
    vacancy(places=1, profession=None, profession_other="Сторож", district="lo-luga")
    vacancy((2025, 1, 1), places=50, **common)


def lines(code, period=YEAR):
    """Label → vacancies, places, employers, filled places, places before and the change."""
    table = demand.Report(Asked(period)).table(code)
    return {" – ".join(line.labels): line.cells for line in table.lines}


@pytest.mark.req("P-2.2d")
def test_demand_is_counted_by_profession_district_and_condition(demanded):
    assert lines("profession") == {"Повар": (2, 5, 1, 3, 0, 5), "Сторож": (1, 1, 1, 0, 0, 1)}
    assert lines("district") == {
        "Лужский район, Ленинградская область": (2, 3, 2, 0, 0, 3),
        "Тосненский район, Ленинградская область": (1, 3, 1, 3, 0, 3),
    }
    conditions = lines("condition")
    assert conditions["наставник на месте"] == (2, 5, 1, 3, 0, 5)
    assert conditions["для людей с нарушением слуха"] == (1, 3, 1, 3, 0, 3)
    assert conditions["доступный вход"] == (0, 0, 0, 0, 0, 0)


@pytest.mark.req("P-2.2d")
def test_the_page_has_each_chart_with_its_table_and_the_same_numbers_as_the_file(
    director, demanded
):
    page = text_of(director.get(DEMAND))
    charts = re.findall(r'<img class="desk-chart" src="([^"]+)" alt="([^"]+)"', page)
    assert len(charts) == 4
    for _, alt in charts:
        assert "есть в таблице" in alt
    found = table_of(director.get(DEMAND + "?format=xlsx"))
    assert found[0] == (
        "Разрез",
        "Значение",
        "Район",
        "Вакансий",
        "Мест",
        "Работодателей",
        "Занято мест",
        "Мест в прошлом периоде",
        "Изменение",
    )
    assert ("Спрос по профессиям", "Повар", None, 2, 5, 1, 3, 0, 5) in found
    for row in found[1:]:
        assert row[1] in page
    printed = printed_text(director.get(DEMAND + "?format=pdf"))
    for row in found[1:]:
        assert row[1] in printed


@pytest.mark.req("P-2.2d")
def test_a_chart_says_in_words_what_it_shows_and_brings_no_script(director, demanded):
    for code in demand.CODES:
        response = director.get(f"{DEMAND}{code}.svg")
        assert response["Content-Type"] == "image/svg+xml"
        root = ET.fromstring(response.content)
        assert root.get("role") == "img"
        text = response.content.decode()
        for label, cells in lines(code).items():
            assert f"{label.replace(' – ', ', ')}: {cells[1]}" in text
        assert "<script" not in text
        assert director.get(f"{DEMAND}{code}.svg?width=narrow").status_code == 200
    assert director.get(f"{DEMAND}secret.svg").status_code == 404
    assert director.get(f"{DEMAND}district.svg?width=vast").status_code == 404
    assert director.get(f"{DEMAND}district.svg?since=вчера").status_code == 404


def test_there_is_no_chart_of_nothing(director):
    assert director.get(f"{DEMAND}profession.svg").status_code == 404
    assert "desk-chart" not in text_of(director.get(DEMAND))


def test_a_long_chart_shows_the_most_wanted_and_says_so(demanded):
    for n in range(demand.BARS + 5):
        vacancy(profession=ProfessionFactory(), places=10 + n)
    chart = demand.Report(Asked(YEAR)).table("profession").chart
    assert len(chart.bars) == demand.BARS
    assert "первые 20" in chart.title
    assert chart.bars[0].value == 10 + demand.BARS + 4


@pytest.mark.req("X-4")
@pytest.mark.parametrize("address", [REGISTER, DEMAND])
def test_reports_ask_the_same_however_many_rows_there_are(director, address):
    vacancy()
    one = page_queries(director, address)
    vacancy()
    vacancy()
    assert page_queries(director, address) == one <= 25


# --- what counts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "before"),
    [
        # Whole months are compared with as many months, other days with as many days.
        ((2026, 9, 1, 2027, 8, 31), (2025, 9, 1, 2026, 8, 31)),
        ((2026, 3, 1, 2026, 3, 31), (2026, 2, 1, 2026, 2, 28)),
        ((2026, 1, 1, 2026, 2, 28), (2025, 11, 1, 2025, 12, 31)),
        ((2026, 9, 1, 2026, 9, 10), (2026, 8, 22, 2026, 8, 31)),
        ((2026, 9, 2, 2026, 9, 2), (2026, 9, 1, 2026, 9, 1)),
    ],
)
def test_a_period_is_compared_with_the_one_just_before(period, before):
    days = [Period(dt.date(*one[:3]), dt.date(*one[3:])) for one in (period, before)]
    assert days[0].before() == days[1]


def set_request(vacancy, state):
    """The request of a vacancy ended so; what is decided has a number."""
    number = journals.take_number(
        journal=setting_up.requests_journal(), actor=None, at=timezone.now()
    )
    requests = Submission.objects.filter(vacancy_request=vacancy.request)
    requests.update(state=state, registration=number)


@pytest.mark.req("P-2.2d")
@pytest.mark.req("P-3.3")
def test_what_was_rejected_or_taken_back_is_shown_with_its_state_and_not_counted(director):
    cook = ProfessionFactory(name="Повар")
    day = dt.date(2026, 10, 5)
    requested(day, profession=cook, places=2)
    rejected = requested(day, profession=cook, places=10, state=VacancyState.WITHDRAWN)
    set_request(rejected, "rejected")
    taken_back = requested(day, profession=cook, places=20, state=VacancyState.WITHDRAWN)
    set_request(taken_back, "withdrawn")
    vacancy(profession=cook, places=40, state=VacancyState.WITHDRAWN)
    # Somebody was hired: it was wanted, whatever became of the request's personal data.
    hired = requested(day, profession=cook, places=3, state=VacancyState.FILLED)
    set_request(hired, "withdrawn")

    assert lines("profession") == {"Повар": (2, 5, 2, 3, 0, 5)}
    table = table_of(director.get(REGISTER + "?format=xlsx"))[1:]
    assert [(row[5], row[8]) for row in table] == [
        (2, "Новая"),
        (10, "Заявка отклонена"),
        (20, "Заявка отозвана"),
        (40, "Отозвана"),
        (3, "Закрыта: работник найден"),
    ]
    for text in (
        text_of(director.get(REGISTER)),
        printed_text(director.get(REGISTER + "?format=pdf")),
    ):
        assert "Вакансий – 2, мест – 5; не учтено строк – 3." in text
        assert "Заявка отклонена" in text


@pytest.mark.req("P-2.2d")
def test_a_request_repeated_while_the_first_is_open_is_no_new_demand(director):
    cook, employer = ProfessionFactory(name="Повар"), EmployerFactory()
    same = {"profession": cook, "employer": employer, "district": "lo-luga", "title": "Повар"}
    first = vacancy((2026, 10, 1), places=2, **same)
    vacancy((2026, 10, 8), places=2, **same)
    # Another district, profession, employer or post: other demand.
    vacancy((2026, 10, 9), places=1, **{**same, "title": "Повар горячего цеха"})
    vacancy((2026, 10, 9), places=1, **{**same, "district": "lo-tosno"})
    vacancy((2026, 10, 9), places=1, **{**same, "profession": ProfessionFactory(name="Швея")})
    vacancy((2026, 10, 9), places=1, **{**same, "employer": EmployerFactory()})
    assert lines("profession") == {"Повар": (4, 5, 2, 0, 0, 5), "Швея": (1, 1, 1, 0, 0, 1)}
    assert f"Повтор вакансии № {first.pk}: новая" in text_of(director.get(REGISTER))

    closed = Vacancy.objects.filter(pk=first.pk)
    at = dt.datetime(2026, 10, 5, tzinfo=dt.UTC)
    # Closed before it was asked for again: the second is new demand.
    closed.update(state=VacancyState.FILLED, filled_places=2, ended_at=at)
    assert lines("profession")["Повар"] == (5, 7, 2, 2, 0, 7)
    # Closed after that it was one demand.
    closed.update(ended_at=at + dt.timedelta(days=30))
    assert lines("profession")["Повар"] == (4, 5, 2, 2, 0, 5)
    # What was taken back is repeated by nobody.
    closed.update(state=VacancyState.WITHDRAWN, filled_places=0)
    assert lines("profession")["Повар"] == (4, 5, 2, 0, 0, 5)


@pytest.mark.req("P-2.2d")
def test_a_request_of_the_period_before_that_is_still_open_is_repeated_too():
    employer, cook = EmployerFactory(), ProfessionFactory(name="Повар")
    for day in ((2026, 6, 1), (2026, 10, 8)):
        vacancy(day, profession=cook, employer=employer, title="Повар")
    assert lines("profession") == {}


def test_two_vacancies_of_one_request_are_no_repeats_of_one_another():
    first = requested(dt.date(2026, 10, 5), places=2)
    vacancy(
        employer=first.employer,
        profession=first.profession,
        request=first.request,
        title=first.title,
        number=2,
        places=3,
    )
    assert lines("profession") == {first.profession.name: (2, 5, 1, 0, 0, 5)}


@pytest.mark.req("P-2.2d")
def test_professions_that_are_not_taught_are_named_by_district_beside_the_period_before(director):
    ProfessionFactory(name="Переплётчик", is_taught=False)
    ProfessionFactory(name="Повар")
    other = {"profession": None}
    vacancy((2026, 8, 20), profession_other="Флорист", places=4, district="lo-luga", **other)
    vacancy(profession_other="Флорист", places=2, district="lo-luga", **other)
    vacancy(profession_other="флорист", places=1, district="lo-tosno", **other)
    vacancy(profession_other="Флористы", places=3, district="lo-tosno", **other)
    vacancy(profession_other="Кинолог", places=1, district="lo-luga", **other)
    vacancy(profession=Profession.objects.get(name="Переплётчик"), district="lo-luga")
    # Typed by hand, but taught: not among them.
    vacancy(profession_other="повар", district="lo-luga", **other)
    vacancy(profession_other="", district="lo-luga", **other)
    period = Period(dt.date(2026, 9, 1), dt.date(2026, 11, 30))
    assert lines("untaught", period) == {
        "Флорист – Тосненский район": (2, 4, 2, 0, 0, 4),
        "Флорист – Лужский район": (1, 2, 1, 0, 4, -2),
        "Кинолог – Лужский район": (1, 1, 1, 0, 0, 1),
        "Переплётчик – Лужский район": (1, 1, 1, 0, 0, 1),
        "Профессия не названа – Лужский район": (1, 1, 1, 0, 0, 1),
    }
    assert lines("profession", period)["Повар"][:2] == (1, 1)
    assert lines("profession", period)["Флорист"] == (3, 6, 3, 0, 4, 2)
    query = "?since=01.09.2026&until=30.11.2026"
    page = text_of(director.get(DEMAND + query))
    assert "«Флорист» – также «Флористы»" in page
    assert "с 01.06.2026 по 31.08.2026" in page
    file = table_of(director.get(DEMAND + query + "&format=xlsx"))
    title = "Профессии, которым учреждение не обучает"
    assert (title, "Флорист", "Лужский район", 1, 2, 1, 0, 4, -2) in file
    printed = printed_text(director.get(DEMAND + query + "&format=pdf"))
    assert "Флорист Лужский район 1 2 1 0 4 -2" in printed


@pytest.mark.req("P-3.3")
@pytest.mark.parametrize("address", [REGISTER, DEMAND])
def test_a_paper_to_sign_says_whose_it_is_and_has_a_place_for_the_signature(director, address):
    setting_up.take_requests(OrganisationFactory(full_name="Колледж «Пример»"))
    requested(dt.date(2026, 10, 5))
    printed = printed_text(director.get(address + "?format=pdf"))
    assert "Колледж «Пример»" in printed
    for word in ("(должность)", "(подпись)", "(инициалы, фамилия)"):
        assert word in printed
