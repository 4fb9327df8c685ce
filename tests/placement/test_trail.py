"""From a list to its objects, from one to the next, and back to the same list (X-4)."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from placement.vacancies import papers
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from tests.placement.factories import VacancyFactory
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4")]
LIST = "/cms/placement/vacancies/"
NEW = f"{LIST}?state=new&o=title"


@pytest.fixture
def rows(db) -> list[Vacancy]:
    """Three new vacancies in the order of their titles, and one that is no longer new."""
    VacancyFactory(title="Берейтор", state=VacancyState.PUBLISHED)
    return [VacancyFactory(title=title) for title in ("Агроном", "Вязальщица", "Гончар")]


def page(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def link(text: str, words: str) -> str:
    """Where the link with these words leads; empty where there is none."""
    found = re.search(rf'<a [^>]*?href="([^"]*)"[^>]*>\s*{words}', text)
    return found[1] if found else ""


def heading(text: str) -> str:
    return re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", text, re.DOTALL)[0]).strip()


def test_one_walks_through_the_list_in_its_order_and_back_to_it(visitor, rows):
    text = page(visitor, link(page(visitor, NEW), "Агроном"))
    titles = [heading(text)]
    assert "<span>1 из 3</span>" in text
    assert link(text, "Предыдущая") == ""
    while following := link(text, "Следующая"):
        text = page(visitor, following)
        titles.append(heading(text))
    assert titles == [row.title for row in rows]
    assert heading(page(visitor, link(text, "Предыдущая"))) == "Вязальщица"
    back = urlsplit(link(text, "К списку"))
    assert back.path == LIST
    assert parse_qs(back.query) == {"state": ["new"], "o": ["title"]}


def test_acts_keep_the_list_and_what_left_it_keeps_its_neighbours(visitor, rows):
    text = page(visitor, link(page(visitor, NEW), "Вязальщица"))
    done = visitor.post(link(text, "Опубликовать"))
    assert done.status_code == 302
    text = page(visitor, done.url)
    assert "уже не в этом списке" in text
    assert heading(page(visitor, link(text, "Предыдущая"))) == "Агроном"
    assert heading(page(visitor, link(text, "Следующая"))) == "Гончар"


def test_rows_that_came_meanwhile_do_not_break_the_way(visitor, rows):
    address = link(page(visitor, NEW), "Гончар")
    VacancyFactory(title="Аптекарь")
    text = page(visitor, address)
    assert "<span>4 из 4</span>" in text
    assert heading(page(visitor, link(text, "Предыдущая"))) == "Вязальщица"


def test_the_way_back_leads_to_the_page_of_the_object(visitor, rows, monkeypatch):
    monkeypatch.setattr("placement.vacancies.desk.screens.VacancyDesk.list_per_page", 2)
    text = page(visitor, link(page(visitor, f"{NEW}&p=2"), "Гончар"))
    assert parse_qs(urlsplit(link(text, "К списку")).query)["p"] == ["2"]


def test_a_walk_costs_the_same_however_long_the_list_is(visitor, rows):
    address = f"{LIST}inspect/{rows[0].pk}/?at=0&list=state%3Dnew%26o%3Dtitle"
    few = page_queries(visitor, address)
    for _ in range(5):
        VacancyFactory(title="Яхтсмен")
    assert page_queries(visitor, address) == few
    assert few <= page_queries(visitor, f"{LIST}inspect/{rows[0].pk}/") + 1


@pytest.mark.parametrize(
    "trail", ["at=x", "at=9999999999999", "at=-1", "at=77&list=%26%3D%00", "list=a"]
)
def test_a_trail_that_makes_no_sense_harms_nothing(visitor, rows, trail):
    text = page(visitor, f"{LIST}inspect/{rows[0].pk}/?{trail}")
    assert heading(text) == rows[0].title
    assert link(text, "Следующая") == ""


@pytest.mark.req("P-2.4b")
def test_the_register_is_printed_as_it_is_narrowed(visitor, rows, monkeypatch):
    made = []
    real = papers.render
    monkeypatch.setattr(
        papers, "render", lambda *args, **kw: made.append(real(*args, **kw)) or made[-1]
    )
    address = re.search(r'href="([^"]*/print/[^"]*)"', page(visitor, NEW))[1]
    answer = visitor.get(address)
    assert answer["Content-Type"] == "application/pdf"
    for row in rows:
        assert row.title in made[0].html
    assert "Состояние: Новая" in made[0].html
    assert "Берейтор" not in made[0].html


def test_what_is_chosen_stands_in_the_line_that_unfolds(visitor, rows):
    text = page(visitor, NEW)
    summary = re.search(r"<summary>Отбор.*?</summary>", text, re.DOTALL)[0]
    assert "Состояние – Новая" in summary
    assert "Состояние" not in re.search(r"<summary>Отбор.*?</summary>", page(visitor, LIST))[0]


def test_an_act_that_the_table_allows_to_no_row_is_not_offered_for_many(visitor, rows):
    assert '<option value="publish">' in page(visitor, NEW)
    published = page(visitor, f"{LIST}?state=published")
    assert '<option value="publish">' not in published
    assert '<option value="ask">' in published
