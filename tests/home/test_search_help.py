"""Search that helps: mistypings, fewer words, synonyms, the document that is read."""

import pytest
from wagtail.models import PageViewRestriction

from core import roles
from home import index, searching
from home.index import Document
from home.index_models import SearchEntry, SearchPosting
from home.synonyms import SearchSynonyms


def titles(query, **options):
    return [entry.title for entry in searching.matching(query, **options)]


@pytest.fixture
def pages(add_page):
    add_page("Видеообращение", slug="video", intro="Запись до трёх минут.")
    add_page("Вакансии", slug="work", intro="Повар, швея; субсидии работодателям.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("видиообращение", "видеообращение"),
        ("вакансси повор", "вакансии повар"),
        ("Субсидея", "субсидии"),
        ("повар", ""),
        ("космодром", ""),
        ("швеи", ""),
    ],
)
def test_a_mistyped_word_is_suggested_as_it_is_written(pages, typed, meant):
    assert searching.search(typed).suggestion == meant


def test_the_page_offers_what_was_perhaps_meant(pages, client):
    html = client.get("/search/", {"q": "видиообращение"}).content.decode()
    assert "Возможно, вы искали" in html
    assert 'href="/search/?q=%D0%B2%D0%B8%D0%B4%D0%B5%D0%BE' in html


def test_words_of_closed_and_former_pages_are_never_suggested(add_page):
    secret = add_page("Засекречено", slug="secret")
    former = add_page("Ликвидация", slug="former")
    assert searching.search("засекречино").suggestion == "засекречено"
    assert searching.search("леквидация").suggestion == "ликвидация"
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    former.unpublish()
    assert searching.search("засекречино").suggestion == ""
    assert searching.search("леквидация").suggestion == ""


def test_when_all_words_find_nothing_fewer_do_and_the_page_says_so(pages, client):
    results = searching.search("вакансии повар космодром")
    assert results.is_partial
    assert titles("вакансии повар космодром") == ["Вакансии"]
    html = client.get("/search/", {"q": "вакансии повар космодром"}).content.decode()
    assert "Страниц со всеми словами" in html
    assert "Страниц со всеми словами" not in client.get("/search/?q=повар").content.decode()


def test_of_fewer_words_the_most_count(add_page):
    add_page("Первая", slug="one", intro="альфа бета")
    add_page("Вторая", slug="two", intro="альфа")
    assert titles("альфа бета гамма") == ["Первая"]


def test_words_that_only_join_are_not_asked_for(pages):
    assert not searching.search("как и где видеообращение").is_partial
    assert searching.search("записать видеообращение").is_partial
    assert titles("как и где видеообращение") == ["Видеообращение"]


def test_synonyms_of_editors_find_the_other_words(pages):
    assert titles("господдержка") == []
    SearchSynonyms.objects.create(words="господдержка, субсидия, меры поддержки")
    assert titles("господдержка") == ["Вакансии"]
    assert titles("меры поддержки для швеи") == ["Вакансии"]


def test_one_word_alone_is_no_group_of_synonyms(make_user, client_of):
    chief = client_of(make_user(roles.EDITOR_IN_CHIEF))
    answer = chief.post("/cms/snippets/home/searchsynonyms/add/", {"words": "господдержка, "})
    assert "Назовите хотя бы два слова" in answer.content.decode()
    assert not SearchSynonyms.objects.exists()


def test_the_document_that_is_read_leads(add_page):
    acts = [add_page(f"Положение {name}", slug=name) for name in ("first", "second")]
    for act in acts:
        title = f"Приложение № 2. {act.title}"
        index.put(
            Document(key=f"page:{act.pk}#a", title=title, text="", url="#appendix-2", page=act)
        )
    for act in acts:
        assert titles("приложение 2", near=act.pk)[0].endswith(act.title)


def test_the_search_of_a_page_knows_where_it_was_opened(add_page, client):
    page = add_page("Положение", slug="rules")
    assert f"/search/?near={page.pk}" in client.get("/rules/").content.decode()
    html = client.get("/search/", {"q": "положение", "near": page.pk}).content.decode()
    assert f'name="near" value="{page.pk}"' in html
    assert client.get("/search/", {"q": "положение", "near": "²"}).status_code == 200


def test_the_kind_of_a_page_is_found(add_page):
    page = add_page("Список", slug="list")
    index.put(Document(key="v:1", title="Повар", text="", url="/v/1/", kind="Вакансия", page=page))
    assert titles("вакансии повара") == ["Повар"]


def test_more_entries_than_anybody_reads_are_cut_and_the_page_says_so(
    add_page, client, monkeypatch
):
    monkeypatch.setattr(searching, "MOST", 2)
    for number in range(3):
        add_page(f"Швея {number}", slug=f"n{number}")
    assert searching.search("швея").is_capped
    html = client.get("/search/", {"q": "швея"}).content.decode()
    assert "найдено: больше 2" in html


def test_what_an_earlier_version_has_indexed_is_indexed_anew(pages):
    SearchPosting.objects.all().delete()
    assert titles("видеообращение") == []
    index.fill()
    assert titles("видеообращение") == ["Видеообращение"]


def test_replacing_an_entry_leaves_no_word_of_the_old_one(add_page):
    page = add_page("Страница", slug="page")
    for text in ("старое", "новое"):
        index.put(Document(key="k", title="Часть", text=text, url="#k", page=page))
    assert titles("старое") == []
    assert titles("новое") == ["Часть"]
    assert SearchEntry.objects.filter(key="k").count() == 1
