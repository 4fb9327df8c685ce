"""An application is found by the telephone or the address of its participant, where one may see them."""

import pytest

from core.models import HistoryRecord
from forms_app.models import ContactDigest
from tests.contest.desk import LIST
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4")]
WAYS = ["8 (913) 123-45-67", "+79131234567", "913 123 45 67", "8 913 123-45-67 доб. 5",
        "koroleva@example.org", "KOROLEVA@EXAMPLE.ORG"]  # fmt: skip
FOUND = "Королёва"


def page_of(browser, query: str) -> str:
    return browser.get(LIST, {"q": query}).content.decode()


@pytest.mark.parametrize("query", WAYS)
def test_a_whole_number_or_address_finds_the_row(query, browser_of, application):
    assert FOUND in page_of(browser_of("secretary"), query)
    assert FOUND in page_of(browser_of("staff"), query)


@pytest.mark.parametrize("query", ["8 (913) 123-45-68", "913 123", "oroleva@example.org"])
def test_other_numbers_and_parts_find_nothing(query, browser_of, application):
    assert FOUND not in page_of(browser_of("secretary"), query)


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["member", "chair", "other-secretary", "other-member"])
def test_who_may_not_see_the_contacts_learns_nothing_by_searching(who, browser_of, application):
    browser = browser_of(who)
    for query in WAYS:
        assert FOUND not in page_of(browser, query), query


def test_the_hint_says_so_to_who_can_use_it(browser_of, application):
    assert "телефон или почта целиком" in page_of(browser_of("secretary"), "")
    assert "телефон" not in page_of(browser_of("member"), "")


@pytest.mark.req("X-5")
def test_digests_stand_in_no_page_export_or_history(browser_of, application):
    browser = browser_of("secretary")
    export = b"".join(browser.get(f"{LIST}export/?format=csv").streaming_content).decode()
    page = browser.get(f"{LIST}inspect/{application.pk}/").content.decode()
    kept = " ".join(str(record.details) for record in HistoryRecord.objects.all())
    digests = ContactDigest.objects.values_list("digest", flat=True)
    assert len(digests) == 2
    for digest in digests:
        assert digest not in export + page + kept


@pytest.mark.parametrize("query", ["", "8 (913) 123-45-67", "koroleva@example.org", "B000000123"])
def test_searching_for_a_number_costs_no_more_than_the_list(query, browser_of, application):
    assert page_queries(browser_of("secretary"), f"{LIST}?q={query}") <= 15
