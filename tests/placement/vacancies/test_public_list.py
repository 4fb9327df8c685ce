"""/vacancies/: what is listed, filters in the address, order, pages, the empty list."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from placement.vacancies.models import Vacancy
from placement.vacancies.pages import PER_PAGE, count_text
from placement.vacancies.public.filters import Choice, Filters
from tests.placement.factories import EmployerFactory, ProfessionFactory, VacancyFactory
from tests.placement.vacancies.public import LIST, published, said, titles

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.usefixtures("vacancies_page")]


@pytest.fixture
def work(cook, tailor):
    """Four vacancies that differ in everything that can be asked for."""
    now = timezone.now()
    return [
        published(
            "Повар цеха",
            profession=cook,
            district="lo-gatchina",
            schedule="shift",
            pay=40_000,
            mentor=True,
            accessible_entrance=True,
            at=now - dt.timedelta(days=4),
            start_on=dt.date(2027, 3, 1),
        ),
        published(
            "Помощник повара",
            profession=cook,
            district="spb-nevsky",
            schedule="part",
            term="temporary",
            pay=None,
            mentor=True,
            at=now - dt.timedelta(days=3),
        ),
        published(
            "Швея на дому",
            profession=tailor,
            district="spb-nevsky",
            schedule="flexible",
            pay=70_000,
            remote_work=True,
            at=now - dt.timedelta(days=2),
            start_on=dt.date(2027, 1, 1),
        ),
        published(
            "Закройщик",
            profession=tailor,
            district="lo-tosno",
            schedule="full",
            pay=55_000,
            term="permanent",
            at=now - dt.timedelta(days=1),
        ),
    ]


def listed(client, query=""):
    answer = client.get(f"{LIST}?{query}" if query else LIST, follow=True)
    assert answer.status_code == 200
    return titles(answer.content)


@pytest.mark.req("P-2.4b")
def test_only_what_is_public_is_listed_newest_first(client, work, cook):
    for state in ("new", "paused", "filled", "expired", "withdrawn"):
        VacancyFactory(state=state, title=f"Не видно {state}", profession=cook)
    published("Не подтверждена вовремя", profession=cook, hidden_at=timezone.now())
    published("Другая профессия", profession=None, profession_other="Водолаз")
    assert listed(client) == ["Закройщик", "Швея на дому", "Помощник повара", "Повар цеха"]


@pytest.mark.req("P-2.4b")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("profession=cook", ["Помощник повара", "Повар цеха"]),
        ("district=spb-nevsky", ["Швея на дому", "Помощник повара"]),
        ("district=lo", ["Закройщик", "Повар цеха"]),
        ("schedule=part", ["Помощник повара"]),
        ("term=temporary", ["Помощник повара"]),
        ("term=permanent", ["Закройщик"]),
        ("schedule=full&term=temporary", []),
        ("condition=mentor", ["Помощник повара", "Повар цеха"]),
        ("condition=mentor&condition=accessible_entrance", ["Повар цеха"]),
        ("condition=remote_work", ["Швея на дому"]),
        ("profession=cook&district=lo&schedule=shift&condition=mentor", ["Повар цеха"]),
        ("sort=pay", ["Швея на дому", "Закройщик", "Повар цеха", "Помощник повара"]),
        ("sort=start", ["Швея на дому", "Повар цеха", "Закройщик", "Помощник повара"]),
    ],
)
def test_filters_and_orders(client, work, cook, query, expected):
    assert listed(client, query.replace("cook", str(cook.pk))) == expected


def test_what_is_chosen_stays_chosen_and_can_be_dropped_one_by_one(client, work, cook):
    answer = client.get(f"{LIST}?profession={cook.pk}&district=lo&condition=mentor&sort=pay")
    text = said(answer.content.decode())
    assert f'<option value="{cook.pk}" selected>Повар</option>' in text
    assert '<option value="lo" selected>' in text
    assert 'value="mentor" checked' in text
    assert '<option value="pay" selected>' in text
    assert f'href="{LIST}?district=lo&amp;condition=mentor&amp;sort=pay#found"' in text
    assert f'href="{LIST}?profession={cook.pk}&amp;condition=mentor&amp;sort=pay#found"' in text
    assert f'href="{LIST}?profession={cook.pk}&amp;district=lo&amp;sort=pay#found"' in text
    assert "Сбросить всё" in text
    assert "<title>Вакансии: найдена 1 вакансия" in text
    assert '<meta name="robots" content="noindex, follow">' in text


def test_the_card_says_whether_the_work_is_temporary_where_somebody_said_it(client, work):
    text = said(client.get(LIST).content.decode())
    assert "<p>Неполный день. Временная работа</p>" in text
    assert "<p>Полный день. Постоянная работа</p>" in text
    assert "<p>Сменный график</p>" in text
    chosen = said(client.get(f"{LIST}?district=spb&term=temporary").content.decode())
    assert '<option value="temporary" selected>Временная работа</option>' in chosen
    assert f'href="{LIST}?district=spb#found"' in chosen


def test_only_districts_with_vacancies_are_offered_by_region(client, work):
    text = client.get(LIST).content.decode()
    assert '<optgroup label="Ленинградская область">' in text
    assert text.index("Вся область") < text.index("Гатчинский округ</option>")
    assert "Тосненский район</option>" in text
    assert "Лужский район" not in text
    # One that is asked for stays, though nobody works there now.
    assert "Лужский район</option>" in client.get(f"{LIST}?district=lo-luga").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "profession=",
        "profession=999999",
        "profession=%00",
        "profession=99999999999999999999",
        "district=mars&schedule=always&term=eternal&condition=gold&sort=luck",
        "page=zero",
        "page=-1",
        "page=99",
        "page=1",
        "utm_source=somewhere&district=",
        "sort=newest",
    ],
)
def test_what_the_address_cannot_mean_is_dropped_from_it(client, work, query):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 302
    assert answer["Location"] == LIST
    assert len(listed(client, query)) == 4


def test_an_odd_order_leads_to_the_one_address_of_the_question(client, work, cook):
    query = f"condition=mentor&x=1&district=lo&condition=accessible_entrance&profession={cook.pk}"
    answer = client.get(f"{LIST}?{query}")
    wanted = (
        f"{LIST}?profession={cook.pk}&district=lo&condition=accessible_entrance&condition=mentor"
    )
    assert answer["Location"] == wanted
    assert client.get(wanted).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    asked=st.dictionaries(
        st.sampled_from(
            ["profession", "district", "schedule", "term", "condition", "sort", "page", "q"]
        ),
        st.lists(
            st.one_of(
                st.text(max_size=12),
                st.sampled_from(["1", "lo", "spb-nevsky", "full", "mentor", "pay", "2"]),
            ),
            max_size=3,
        ),
    )
)
def test_no_address_is_an_error_and_every_one_settles_at_once(asked):
    client = Client()
    answer = client.get(LIST, asked)
    if answer.status_code == 302:
        answer = client.get(answer["Location"])
    assert answer.status_code == 200


def test_pages_keep_the_question(client, cook):
    employer = EmployerFactory()
    for number in range(PER_PAGE + 1):
        published(f"Повар {number}", profession=cook, employer=employer, mentor=True)
    first = client.get(f"{LIST}?condition=mentor").content.decode()
    assert 'href="?condition=mentor&amp;page=2#found"' in first
    second = client.get(f"{LIST}?condition=mentor&page=2")
    assert len(titles(second.content)) == 1
    assert "страница 2" in second.content.decode()
    assert listed(client, "condition=mentor&page=9") == titles(second.content)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1 вакансия"), (3, "3 вакансии"), (11, "11 вакансий"), (21, "21 вакансия")],
)
def test_numbers_agree(number, text):
    assert said(count_text(number)) == text


def test_a_card_says_what_matters(client, cook):
    made = published(
        "Повар",
        profession=cook,
        pay=1_045_000,
        district="lo-gatchina",
        schedule="shift",
        places=3,
        mentor=True,
        employer=EmployerFactory(short_name='ООО "Пекарня"'),
    )
    html = client.get(LIST).content.decode()
    assert "1\xa0045\xa0000\xa0руб. в\xa0месяц" in html
    text = said(html)
    for words in (
        f'href="{made.get_absolute_url()}"',
        "ООО «Пекарня»",
        "Гатчинский округ, Ленинградская область",
        "Сменный график. Мест: 3",
        "наставник на месте",
        "Опубликована <time",
    ):
        assert words in text
    Vacancy.objects.update(pay=None)
    assert "руб." not in Client().get(f"{LIST}?sort=pay").content.decode()


def test_an_empty_answer_helps(client, work, centre_page):
    text = said(client.get(f"{LIST}?schedule=part&condition=remote_work").content.decode())
    assert "По этим условиям вакансий сейчас нет" in text
    assert "Уберите одно из условий" in text
    assert 'href="tel:+78120000001,5"' in text
    assert 'href="/vacancies/feed/?schedule=part&amp;condition=remote_work"' in text


def test_an_empty_register_says_so_without_filters(client):
    text = said(client.get(LIST).content.decode())
    assert "Сейчас вакансий нет" in text
    assert "<select" not in text


def test_invented_vacancies_are_marked(client, cook):
    published(profession=cook)
    assert "вымышлен" not in client.get(LIST).content.decode()
    published(profession=cook, is_demo=True)
    text = said(client.get(LIST).content.decode())
    assert "Демонстрационные данные: вакансии вымышлены" in text
    assert text.count("Пример: вакансия вымышлена") == 1


@pytest.mark.parametrize("query", ["", "district=lo&condition=mentor&sort=pay"])
def test_the_number_of_queries_is_flat_and_small(query, cook):
    counts = []
    for number in (1, 3, 30):
        while Vacancy.objects.count() < number:
            published(profession=ProfessionFactory(), mentor=True, district="lo-gatchina")
        # What stands around every page is made once for all of them.
        Client().get(f"{LIST}?sort=start")
        with CaptureQueriesContext(connection) as seen:
            answer = Client().get(f"{LIST}?{query}" if query else LIST)
        assert len(titles(answer.content)) == min(number, PER_PAGE)
        counts.append(len(seen))
    assert counts[0] == counts[1] == counts[2] <= 10, [q["sql"] for q in seen]


def test_filters_are_read_back_as_they_were_written(cook):
    from django.http import QueryDict

    published(profession=cook)
    written = Filters(
        cook.pk, "Повар", "spb", "part", ("remote_work", "mentor"), "start", "temporary"
    ).query(3)
    read = Filters.read(QueryDict(written), Choice.present())
    assert read.query(3) == written
