"""By what the search of graduates finds a card, and for whom (X-4, X-5)."""

import pytest

from placement.graduates import services
from tests.placement.assistance import requests as req
from tests.placement.graduates.factories import GraduateFactory

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("X-4")]
LIST = "/cms/placement/graduates/"


def found(browser, query):
    return {row.pk for row in browser.get(LIST, {"q": query}).context["page"].rows}


@pytest.fixture
def person(db):
    return GraduateFactory(last_name="Лесная", phone="+79211234567", email="les@example.org")


@pytest.fixture(autouse=True)
def others(db):
    """Somebody whose group holds the number of any card."""
    return [GraduateFactory(group=f"ПК-{n}") for n in range(30)]


@pytest.mark.parametrize("typed", ["№ {}", "№{}", "карточка № {}", "Карточка №{}"])
def test_the_number_of_a_card_leads_to_it_alone(visitor, person, typed):
    assert found(visitor, typed.format(person.pk)) == {person.pk}


def test_a_bare_number_leads_to_the_card_too(visitor, person):
    assert person.pk in found(visitor, str(person.pk))


@pytest.mark.req("X-5")
@pytest.mark.parametrize("typed", ["8 (921) 123-45-67", "+79211234567", "LES@example.org"])
def test_a_contact_typed_whole_leads_to_the_card_of_who_may_see_it(browser_of, person, typed):
    assert found(browser_of("specialist"), typed) == {person.pk}
    assert found(browser_of("director"), typed) == set()
    page = browser_of("specialist").get(LIST).content.decode()
    assert "телефон или почта целиком" in page
    assert "телефон или почта целиком" not in browser_of("director").get(LIST).content.decode()


def test_a_part_of_a_contact_leads_nowhere(visitor, person):
    assert found(visitor, "921 123") == set()
    assert found(visitor, "example.org") == set()


@pytest.mark.usefixtures("centre")
def test_the_number_of_a_request_leads_to_the_card_in_use(visitor, specialist):
    submission = req.sent()
    card = submission.assistance_request.graduate
    assert found(visitor, submission.reference) == {card.pk}
    assert found(visitor, submission.reference.lower().replace("-", " ")) == {card.pk}
    kept = GraduateFactory()
    services.merge_graduates(keep=kept, merge=card, actor=specialist)
    assert found(visitor, submission.reference) == {kept.pk}


def test_the_common_search_finds_the_same(visitor, person):
    for typed in (f"№ {person.pk}", "89211234567"):
        page = visitor.get("/cms/find/", {"q": typed}).content.decode()
        assert f"{LIST}inspect/{person.pk}/" in page
