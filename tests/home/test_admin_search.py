"""The admin's search of pages finds words in any form."""

import pytest
from django.db import connection
from modelsearch.backends import database

from home.admin_search import by_stems

pytestmark = [pytest.mark.sqlite, pytest.mark.req("X-1")]


@pytest.mark.parametrize(
    ("query", "stems"),
    [
        ("заявками", ["заявк"]),
        ("положения о конкурсе", ["положен", "о", "конкурс"]),
        ("ёлки", ["ёлк"]),
        ("!", ["!"]),
        ("", [""]),
    ],
)
def test_words_are_cut_to_their_stems(query, stems):
    found = by_stems(query)
    assert [it.query_string for it in getattr(found, "subqueries", [found])] == stems


@pytest.fixture
def staff(client_of, superuser, monkeypatch):
    if connection.vendor == "sqlite":
        # Tests make tables without migrations, so SQLite has no full-text index.
        monkeypatch.setattr(database, "USE_SQLITE_FTS", False)
    return client_of(superuser)


@pytest.mark.parametrize("query", ["заявками", "заявка", "подаче заявкой"])
@pytest.mark.parametrize(
    "address", ["/cms/pages/search/", "/cms/pages/{home}/", "/cms/choose-page/search/"]
)
def test_pages_are_found_in_the_admin(query, address, add_page, staff, run_jobs):
    page = add_page("порядок подачи заявки", slug="apply")
    add_page("Расписание", slug="dates")
    run_jobs()  # the worker keeps the index
    address = address.format(home=page.get_parent().pk)
    html = staff.get(address, {"q": query}).content.decode()
    assert "порядок подачи заявки" in html
    assert "Расписание" not in html
