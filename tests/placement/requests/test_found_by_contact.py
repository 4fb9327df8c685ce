"""A request and an employer are found by telephone and address, typed as people do (X-4)."""

import pytest

from tests.placement.factories import EmployerContactFactory, EmployerFactory
from tests.placement.requests.helpers import CONTACT, sent

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4"), pytest.mark.usefixtures("centre")]
REQUESTS, EMPLOYERS = "/cms/placement/requests/", "/cms/placement/employers/"


@pytest.fixture
def staff(people, centre):
    for person in people.values():
        person.organisation = centre
        person.save()
    return people


@pytest.mark.parametrize("query", [CONTACT["phone"], "+79117654321", "KADRY@romashka.example"])
def test_a_request_is_found_by_its_contact_person(query, staff, browser_of):
    request = sent()
    page = browser_of("specialist").get(REQUESTS, {"q": query}).content.decode()
    assert request.title in page.replace("&quot;", '"')
    director = browser_of("director").get(REQUESTS, {"q": query}).content.decode()
    assert "Ничего не найдено" in director


@pytest.mark.parametrize(
    "query",
    ["8 (383) 123-45-67 доб. 12", "+73831234567", "hr@pekarnya.example", "HR@pekarnya.example",
     "ivanov@pekarnya.example", "4712345678"],
)  # fmt: skip
def test_an_employer_is_found_by_phone_address_and_inn(query, visitor):
    EmployerFactory()
    EmployerContactFactory(
        employer=EmployerFactory(
            full_name="ООО «Пекарня»",
            short_name="ООО «Пекарня»",
            inn="4712345678",
            email="hr@pekarnya.example",
            phone="+73831234567;ext=3",
        ),
        email="ivanov@pekarnya.example",
    )
    page = visitor.get(EMPLOYERS, {"q": query}).content.decode()
    assert "ООО «Пекарня»" in page
    assert page.count("desk-table__link") == 1
