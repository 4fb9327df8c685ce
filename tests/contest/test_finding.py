"""The common search finds an application for those, and only those, whose desk shows it (X-7)."""

import pytest

from core import roles
from tests.contest.desk import EVERYBODY, LIST, READERS
from tests.contest.factories import sent_application
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4", "X-7")]
FIND = "/cms/find/"
# Who has a desk at all.
FINDERS = READERS | {"other-secretary", "other-member"}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("query", ["королева", "number"])
def test_an_application_is_found_by_those_whose_duty_it_is(who, query, application, browser_of):
    words = application.reference if query == "number" else query
    response = browser_of(who).get(FIND, {"q": words})
    expected = 302 if who == "anonymous" else 200 if who in FINDERS else 404
    assert response.status_code == expected
    is_found = f"{LIST}inspect/{application.pk}/" in response.content.decode()
    assert is_found == (who in READERS)


def test_a_telephone_leads_only_those_to_it_who_may_see_it(application, browser_of):
    for who, sees in (("secretary", True), ("staff", True), ("member", False), ("chair", False)):
        page = browser_of(who).get(FIND, {"q": "8 (913) 123-45-67"}).content.decode()
        assert (application.reference in page) == sees, who


def test_of_many_the_first_are_shown_with_the_way_to_the_others(contest, browser_of):
    for day in range(1, 7):
        sent_application(contest, questionnaire={"birth_date": f"0{day}.03.1991"})
    page = browser_of("secretary").get(FIND, {"q": "королева"}).content.decode()
    assert page.count(f"{LIST}inspect/") == 5
    assert f"{LIST}?q=%D0%BA%D0%BE%D1%80%D0%BE%D0%BB%D0%B5%D0%B2%D0%B0" in page
    assert "Показать все" in page


def test_searching_costs_two_queries_a_desk_whatever_the_number_of_hits(contest, browser_of):
    browser = browser_of("secretary")
    sent_application(contest)
    few = page_queries(browser, f"{FIND}?q=королева")
    for day in (1, 2):
        sent_application(contest, questionnaire={"birth_date": f"0{day}.03.1991"})
    assert page_queries(browser, f"{FIND}?q=королева") == few
    assert few == page_queries(browser, FIND) + 2


def test_too_little_is_not_searched_for(application, browser_of):
    page = browser_of("secretary").get(FIND, {"q": "к"}).content.decode()
    assert application.reference not in page
    assert "хотя бы два знака" in page


def test_the_box_stands_on_the_board_and_in_the_menu_of_who_has_a_desk(
    application, browser_of, make_user, client_of
):
    page = browser_of("secretary").get("/cms/").content.decode()
    assert 'action="/cms/find/"' in page
    assert "/cms/find/" in page.split("wagtail-sidebar-props")[1]
    editors = client_of(make_user(roles.EDITOR_IN_CHIEF)).get("/cms/").content.decode()
    assert "/cms/find/" not in editors
