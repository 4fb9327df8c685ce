"""A small public site for the tests of the common pages."""

import pytest
from wagtail.models import Page

from home.models import HomePage, NewsIndexPage, StandardPage


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
