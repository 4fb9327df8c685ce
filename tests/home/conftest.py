"""A small public site for the tests of the common pages."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage, NewsIndexPage, StandardPage


@pytest.fixture
def home_page(db: None) -> HomePage:
    """The root of the default site, at http://testserver/."""
    Locale.objects.get_or_create(language_code="ru")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    root = Page.get_first_root_node()
    if root is None:
        kind = ContentType.objects.get_for_model(Page)
        root = Page.add_root(instance=Page(title="Root", slug="root", content_type=kind))
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    page = root.add_child(instance=HomePage(title="Главная", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def add_page(home_page: HomePage):
    """``add_page("Название", slug=…)``: a live standard page under the home page."""

    def add(
        title: str, *, parent: Page | None = None, model=StandardPage, **fields: object
    ) -> Page:
        above = Page.objects.get(pk=(parent or home_page).pk)
        return above.add_child(instance=model(title=title, **fields))

    return add


@pytest.fixture
def news_index(add_page) -> NewsIndexPage:
    """/news/."""
    return add_page("Новости", model=NewsIndexPage, slug="news", show_in_menus=True)
