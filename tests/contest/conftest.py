"""A small public site with the contests' section."""

import pytest
from wagtail.models import Page

from contest.models import Contest, ContestIndexPage, ContestPage
from tests.contest.desk import (  # noqa: F401 - the people around one contest
    application,
    browser_of,
    contest,
    people,
)
from tests.home.conftest import home_page  # noqa: F401 - the same site as the common pages have


@pytest.fixture
def contest_index(home_page) -> ContestIndexPage:  # noqa: F811
    """/contests/."""
    above = Page.objects.get(pk=home_page.pk)
    return above.add_child(
        instance=ContestIndexPage(title="Конкурсы", slug="contests", show_in_menus=True)
    )


@pytest.fixture
def publish(contest_index):
    """``publish(contest, …)``: an editor makes the contest's page and publishes it."""

    def make(held: Contest, **fields: object) -> ContestPage:
        above = ContestIndexPage.objects.get(pk=contest_index.pk)
        title = fields.pop("title", str(held))
        page = above.add_child(
            instance=ContestPage(title=title, contest=held, live=False, **fields)
        )
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return make
