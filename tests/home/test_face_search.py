"""Search: the same hits on every database, and never what is not public."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from home import index, searching
from home.models import NewsPage, SearchEntry

pytestmark = pytest.mark.sqlite


def titles(query):
    return [entry.title for entry in searching.matching(query)]


@pytest.fixture
def pages(add_page):
    add_page("Подача заявки", slug="apply", intro="Как подать заявку на конкурс.")
    add_page("Трудоустройство", slug="work", intro="Ёлка в центре занятости; заявки не нужны.")
    add_page("Расписание", slug="dates", intro="Сроки этапов.")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("заявка", ["Подача заявки", "Трудоустройство"]),
        ("ЗАЯВКАМИ", ["Подача заявки", "Трудоустройство"]),
        ("елка", ["Трудоустройство"]),
        ("ЁЛКИ", ["Трудоустройство"]),
        ("заявку конкурсы", ["Подача заявки"]),
        ("трудоустройства", ["Трудоустройство"]),
        ("«срок» этапа!", ["Расписание"]),
        ("ничего такого", []),
        ("", []),
        ("%", []),
        ("_", []),
    ],
)
def test_words_are_found_in_any_form(pages, query, expected):
    assert titles(query) == expected


def test_drafts_and_closed_pages_are_never_found(add_page):
    add_page("Тайный черновик", slug="draft", live=False)
    closed = add_page("Тайный раздел", slug="closed")
    add_page("Тайный подраздел", parent=closed, slug="below")
    page = add_page("Открытый", slug="open", intro="Было тайное.")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert titles("тайный") == ["Открытый"]
    page.intro = "Стало явное."
    page.save_revision()
    assert titles("явное") == []
    page.get_latest_revision().publish()
    assert titles("явное") == ["Открытый"]
    assert titles("тайное") == []
    page.unpublish()
    assert titles("явное") == []


def test_a_deleted_page_leaves_the_index(add_page):
    add_page("Временная", slug="temporary").delete()
    assert not SearchEntry.objects.filter(title="Временная").exists()


def test_a_part_with_an_address_of_its_own_is_found_while_its_page_is_public(add_page):
    page = add_page("Конкурсы", slug="contests")
    document = index.Document(
        key="contest:1", title="Открытый", text="Приём", url="/contests/2026/", page=page
    )
    index.put(document)
    (entry,) = searching.matching("открытого")
    assert entry.address == "/contests/2026/"
    page.unpublish()
    assert titles("открытый") == []
    page.live = True
    page.save()
    index.put(document)
    index.drop("contest:1")
    assert titles("открытый") == []


def test_parts_of_a_page_lead_to_their_place(add_page):
    page = add_page("Положение", slug="rules")
    part = index.Document(
        key=f"page:{page.pk}#p-15",
        title="Пункт 15",
        text="Участники второго этапа",
        url="#p-15",
        page=page,
    )
    index.put(part)
    (entry,) = searching.matching("участник этап")
    assert entry.address == "/rules/#p-15"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(max_size=60))
def test_no_query_breaks_the_page(home_page, client, query):
    assert client.get("/search/", {"q": query}).status_code == 200


def test_the_page_marks_the_found_words_and_escapes_all(add_page, client):
    add_page("Опасное", slug="danger", intro="<script>alert(1)</script> заявка")
    html = client.get("/search/", {"q": "заявки"}).content.decode()
    assert "<mark>заявка</mark>" in html
    assert "<script>alert" not in html
    assert "найдено: 1" in html


def test_no_result_comes_with_help(home_page, client):
    html = client.get("/search/", {"q": "такогонет<b>"}).content.decode()
    assert "ничего не найдено" in html
    assert "Попробуйте иначе" in html
    assert "<b>" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_search_stays_flat(count, news_index, add_page, client, django_assert_max_num_queries):
    for number in range(count):
        news = {"model": NewsPage, "parent": news_index, "summary": "Кратко"}
        add_page(f"Заявка {number}", slug=f"n{number}", **news)
    client.get("/search/")
    with django_assert_max_num_queries(8):
        client.get("/search/", {"q": "заявка"})


def test_the_excerpt_holds_what_editors_wrote_and_no_names_of_choices(add_page):
    body = [
        {"type": "heading", "value": {"text": "Порядок", "level": "2"}},
        {"type": "notice", "value": {"kind": "warning", "title": "Срок", "text": "Скоро"}},
        {"type": "table", "value": {"data": [["Этап", "Дата"]]}},
    ]
    add_page("Страница", slug="words", body=body)
    (entry,) = SearchEntry.objects.filter(title="Страница")
    assert entry.text.split() == ["Порядок", "Срок", "Скоро", "Этап", "Дата"]
