"""Pages of the common part: fixed addresses, menus, errors, sitemap, display settings."""

import datetime as dt
import re
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from core.errors import Refused
from home.models import HomePage, NewsIndexPage, NewsPage
from home.settings import SiteSettings

pytestmark = pytest.mark.everywhere


def page_text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_fixed_page_refuses_another_slug(news_index):
    news_index.slug = "novosti"
    with pytest.raises(ValidationError) as refusal:
        news_index.full_clean()
    assert "нельзя изменить" in str(refusal.value)
    with pytest.raises(Refused, match="нельзя изменить"):
        news_index.save(clean=False)


def test_a_fixed_page_refuses_to_leave_the_site(news_index):
    news_index.expire_at = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    with pytest.raises(ValidationError, match="Снять"):
        news_index.full_clean()
    news_index.refresh_from_db()
    with pytest.raises(Refused, match="Снять"):
        news_index.unpublish()
    assert NewsIndexPage.objects.live().exists()


def test_a_fixed_page_refuses_deletion_also_below_its_parent(news_index, home_page):
    for page in (news_index, home_page):
        with pytest.raises(Refused, match="удалить"), transaction.atomic():
            page.delete()
    assert NewsIndexPage.objects.exists()


def test_a_fixed_page_refuses_to_move_with_its_parent_too(news_index, add_page):
    target = add_page("Архив", slug="archive")
    with pytest.raises(Refused, match="переместить"):
        news_index.move(target, pos="last-child")
    news_index.refresh_from_db()
    assert news_index.url_path == "/home/news/"


def test_other_pages_may_do_all_that(add_page):
    page = add_page("Временная", slug="temporary")
    target = add_page("Архив", slug="archive")
    page.move(target, pos="last-child")
    page = Page.objects.get(pk=page.pk).specific
    page.slug = "other"
    page.save()
    page.unpublish()
    page.delete()


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_the_admin_says_why(action, news_index, superuser, client_of):
    response = client_of(superuser).post(f"/cms/pages/{news_index.pk}/{action}/", follow=True)
    assert "Адрес этой страницы постоянный" in response.content.decode()
    assert NewsIndexPage.objects.live().exists()


def test_the_editor_of_each_page_type_opens(news_index, add_page, superuser, client_of):
    news = add_page("Событие", model=NewsPage, parent=news_index, slug="event", summary="Кратко")
    staff = client_of(superuser)
    for page in (news_index, news, add_page("О сайте", slug="about"), HomePage.objects.get()):
        assert staff.get(f"/cms/pages/{page.pk}/edit/").status_code == 200


def test_menu_shows_the_current_place(news_index, add_page, client):
    add_page("Событие", model=NewsPage, parent=news_index, slug="event", summary="Кратко")
    assert '<a href="/news/" aria-current="page">Новости</a>' in page_text(client, "/news/")
    assert '<a href="/news/" aria-current="true">Новости</a>' in page_text(client, "/news/event/")


def test_menu_and_sitemap_hold_public_pages_only(home_page, add_page, client):
    add_page("Открытая", slug="open", show_in_menus=True)
    add_page("Черновик", slug="draft", show_in_menus=True, live=False)
    closed = add_page("Закрытая", slug="closed", show_in_menus=True)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    add_page("Ниже закрытой", parent=closed, slug="below")
    home = page_text(client, "/")
    sitemap = page_text(client, "/sitemap.xml")
    assert "Открытая" in home
    assert "/open/</loc>" in sitemap
    for title, slug in (("Черновик", "draft"), ("Закрытая", "closed"), ("Ниже", "below")):
        assert title not in home
        assert slug not in sitemap


def test_sitemap_and_robots_name_the_public_host(home_page, client, settings):
    assert f"<loc>{settings.SITE_URL}/</loc>" in page_text(client, "/sitemap.xml")
    robots = page_text(client, "/robots.txt")
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in robots
    assert "Disallow: /forms/" in robots


def test_a_feed_is_read_by_all_though_one_title_holds_what_xml_cannot(news_index, client):
    page = news_index.add_child(instance=NewsPage(title="Новость", slug="new", summary="Кратко"))
    # As it lies there from before the guard.
    NewsPage.objects.filter(pk=page.pk).update(title="Ново\x0bсть", summary="Крат\x0cко\x01")
    answer = client.get("/news/feed.xml")
    assert answer.status_code == 200
    titles = [item.text for item in ET.fromstring(answer.content).iter("title")]
    assert "Ново\nсть" in titles
    ET.fromstring(client.get("/sitemap.xml").content)


def test_news_and_feed_show_published_news_only(news_index, add_page, client):
    news = {"model": NewsPage, "parent": news_index, "summary": "Кратко"}
    add_page("Объявлен приём", slug="one", **news)
    add_page("Секрет", slug="two", live=False, **news)
    for path in ("/", "/news/", "/news/feed.xml"):
        text = page_text(client, path)
        assert "Объявлен" in text
        assert "Секрет" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_news_stays_flat(
    count, news_index, add_page, client, django_assert_max_num_queries
):
    for number in range(count):
        news = {"model": NewsPage, "parent": news_index, "summary": "Кратко"}
        add_page(f"Новость {number}", slug=f"n{number}", **news)
    client.get("/")
    with django_assert_max_num_queries(10):
        client.get("/news/?page=1")


def test_home_page_puts_the_tasks_of_the_domains_first(home_page, client, monkeypatch):
    from home import registries

    def provider(now):
        yield registries.Task(title="Прочитать правила", url="/r/", order=2)
        yield registries.Task(title="Подать заявку", url="/a/", main=True, order=1)

    monkeypatch.setattr(registries, "_tasks", [provider])
    text = page_text(client, "/")
    assert text.index("Подать\u00a0заявку" if "Подать\u00a0" in text else "Подать заявку") > 0
    assert text.index("/a/") < text.index("/r/")


def test_unknown_address_is_answered_in_words(home_page, client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Страница не найдена" in response.content.decode()


def test_the_pages_of_failures_need_no_database():
    from django.template.loader import render_to_string

    assert "Что-то сломалось" in render_to_string("500.html")
    assert "Запрос не понят" in render_to_string("400.html")


@pytest.mark.req("P-2.1")
def test_display_settings_work_without_scripts(home_page, client):
    chosen = {"size": "150", "spacing": "wide", "colours": "blue", "images": "off", "next": "/"}
    response = client.post("/display/", chosen)
    assert response.status_code == 302
    assert response["Location"] == "/"
    html = page_text(client, "/")
    for attribute in ('data-size="150"', 'data-spacing="wide"', 'data-colours="blue"'):
        assert attribute in html
    assert "data-size" not in page_text(Client(), "/")
    client.post("/display/", {"preset": "usual", "next": "/"})
    assert "data-size" not in page_text(client, "/")


def test_large_letters_break_lines_at_spaces_and_syllables(home_page, client):
    hyphen = "\N{SOFT HYPHEN}"
    assert hyphen not in page_text(client, "/")
    client.post("/display/", {"spacing": "wide", "next": "/"})
    large = page_text(client, "/")
    assert hyphen in large
    assert "\N{NO-BREAK SPACE}" not in large
    client.post("/display/", {"colours": "blue", "next": "/"})
    assert hyphen not in page_text(client, "/")


@pytest.mark.parametrize(
    "address", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil", ""]
)
def test_display_settings_lead_back_to_this_site_only(db, client, address):
    assert client.post("/display/", {"next": address})["Location"] == "/"


def test_colours_come_as_a_stylesheet(home_page, client):
    response = client.get("/theme.css")
    assert response["Content-Type"].startswith("text/css")
    assert "--brand: #0b5566" in response.content.decode()
    again = client.get("/theme.css", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_pages_carry_nothing_inline(home_page, client):
    for path in ("/", "/display/", "/search/", "/nothing/"):
        html = client.get(path).content.decode()
        assert "<script>" not in html
        assert "<style" not in html
        assert " style=" not in html
        assert "http://" not in html.replace("http://testserver", "").replace(
            "http://www.w3.org", ""
        )


def test_demonstration_content_can_be_loaded_twice(home_page):
    import io

    from home import demo

    Page.objects.filter(depth__gt=2).delete()
    demo.load(io.StringIO())
    count = Page.objects.count()
    again = io.StringIO()
    demo.load(again)
    assert Page.objects.count() == count
    assert not again.getvalue()
    assert Client().get("/privacy/").status_code == 200


@pytest.mark.req("X-1")
def test_titles_menus_and_feeds_have_russian_quotes(news_index, add_page, client):
    news = {"model": NewsPage, "parent": news_index, "summary": 'Идёт "приём" - до мая'}
    page = add_page('Конкурс "Лучший" - 2026', slug="best", date=dt.date(2026, 5, 1), **news)
    add_page('О "сайте"', slug="about", show_in_menus=True)
    for path in ("/", "/news/", page.url, "/news/feed.xml", "/search/?q=конкурс"):
        text = page_text(client, path).replace("\xa0", " ")
        assert "Конкурс «Лучший» – 2026" in text
        for straight in ("Лучший", "приём", "сайте"):
            assert f"&quot;{straight}" not in text
            assert f'"{straight}' not in text
    html = page_text(client, page.url)
    assert "<title>Конкурс «Лучший» – 2026 – " in html
    assert '<span aria-current="page">Конкурс «Лучший» – 2026</span>' in html
    assert ">О «сайте»</a>" in html


def test_the_feed_names_the_site_and_the_day_of_the_news(news_index, add_page, client, settings):
    day = dt.date(2026, 5, 1)
    add_page("Н", model=NewsPage, parent=news_index, slug="n", summary="К", date=day)
    feed = client.get("/news/feed.xml", headers={"host": "127.0.0.1"}).content.decode()
    for path in ("/news/n/", "/news/", "/news/feed.xml"):
        assert f"{settings.SITE_URL}{path}" in feed
    assert "127.0.0.1" not in feed
    assert "<pubDate>Fri, 01 May 2026 00:00:00 +0300</pubDate>" in feed


def test_a_picture_that_only_decorates_has_no_words(add_page, client):
    from django.core.files.images import ImageFile
    from wagtail.images.tests.utils import get_test_image_file

    from core.models import CustomImage

    file: ImageFile = get_test_image_file()
    image = CustomImage.objects.create(title="Узор", file=file, alt_text="Узор из листьев")
    for decorative, alt in ((True, ""), (False, "Люди за столом")):
        value = {"image": {"image": image.pk, "decorative": decorative, "alt_text": alt}}
        body = [{"type": "picture", "value": value}]
        page = add_page("Страница", body=body)
        assert f'alt="{alt}"' in page_text(client, page.url)


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("8 (813) 222-33-44 доб. 12", '<a href="tel:+78132223344,12"'),
        ("+7 813 222-33-44", '<a href="tel:+78132223344"'),
    ],
)
def test_the_footers_telephone_dials_its_extension(home_page, client, phone, link):
    settings = SiteSettings.for_site(Site.objects.get())
    settings.phone = phone
    settings.save()
    assert link in page_text(client, "/")


@pytest.mark.parametrize("path", ["/", "/news/", "/search/", "/display/"])
def test_every_page_says_what_it_is_and_loads_one_sheet_beside_the_colours(
    news_index, client, path
):
    html = page_text(client, path)
    assert re.search(r'<meta name="description" content="[^"]{10,}">', html)
    assert re.findall(r'<link rel="stylesheet" href="([^"?]*)', html) == [
        "/static/css/site.css",
        "/theme.css",
    ]
