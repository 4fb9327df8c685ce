"""Nothing that an employer may type for staff only reaches anybody else (P-F2, FACTS § 3)."""

import uuid

import pytest
from django.conf import settings as site_settings
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.text import stem_key
from home import index
from home.index import SearchEntry
from placement import board
from placement.models import Vacancy
from tests.home.conftest import home_page  # noqa: F401
from tests.placement.factories import EmployerContactFactory, EmployerFactory, VacancyFactory
from tests.placement.vacancies_public import (
    FEED,
    LIST,
    centre_page,  # noqa: F401
    cook,  # noqa: F401
    published,
    vacancies_page,  # noqa: F401
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vacancies_page", "centre_page")]
OF_VACANCY = [
    "age_requirement",
    "sex_requirement",
    "legal_basis",
    "wording_explanation",
    "reports_to",
    "end_note",
    "profession_other",
]
OF_EMPLOYER = [
    "head_post",
    "head_name",
    "remarks",
    "inn",
    "ogrn",
    "phone",
    "email",
    "address",
]
OF_CONTACT = ["name", "post", "phone", "email"]
WORDS = st.text(
    alphabet=st.characters(codec="utf-8", categories=["L", "Nd"]), min_size=8, max_size=11
)


@st.composite
def secrets(draw: st.DrawFn, names: list[str]) -> dict[str, str]:
    """A value for each name that stands nowhere else."""
    return {name: f"{draw(WORDS)}{uuid.uuid4().hex[:8]}"[:20] for name in names}


def everything_public(vacancy: Vacancy) -> str:
    """All that a visitor can be told of the vacancies, and the index that search reads."""
    visitor = Client()
    places = (
        LIST,
        f"{LIST}?sort=pay",
        f"{LIST}?sort=start",
        vacancy.get_absolute_url(),
        FEED,
        "/sitemap.xml",
        "/",
        "/search/?q=работник",
    )
    pages = [visitor.get(place).content.decode() for place in places]
    return "\n".join([*pages, *map(str, SearchEntry.objects.values_list())])


@pytest.mark.req("P-F2", "P-2.4b")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    said=secrets(OF_VACANCY),
    company=secrets(OF_EMPLOYER),
    person=secrets(OF_CONTACT),
    flag=WORDS,
)
def test_what_is_for_staff_only_occurs_nowhere(cook, said, company, person, flag):  # noqa: F811
    company["inn"], company["ogrn"] = company["inn"][-12:], company["ogrn"][-15:]
    flag = f"{flag}{uuid.uuid4().hex[:8]}"
    employer = EmployerFactory(website="", **company)
    EmployerContactFactory(employer=employer, **person)
    vacancy = published(
        "Работник",
        profession=cook,
        employer=employer,
        wording_flags=[{"field": "duties", "text": flag, "reason": flag}],
        **said,
    )
    index.rebuild()
    found = everything_public(vacancy).casefold()
    assert str(vacancy.get_absolute_url()) in found
    for secret in [*said.values(), *company.values(), *person.values(), flag]:
        assert secret.casefold() not in found
        assert stem_key(secret) not in found


def test_fields_that_may_not_leave_are_not_even_read(cook, django_assert_num_queries):  # noqa: F811
    published(profession=cook, age_requirement="18", legal_basis="закон")
    [shown] = board.shown(Vacancy.objects.public())
    row = shown._row
    hidden = {*OF_VACANCY, "wording_flags", "search_key"}
    assert hidden <= row.get_deferred_fields()
    assert {*OF_EMPLOYER, "search_key"} <= row.employer.get_deferred_fields()
    with django_assert_num_queries(0):
        assert shown.summary
        assert shown.valid_until
        assert shown.notes == []


@pytest.mark.parametrize("state", ["new", "paused", "filled", "expired", "withdrawn"])
def test_a_vacancy_that_is_not_public_says_nothing_anywhere(state, cook):  # noqa: F811
    word = f"слово{uuid.uuid4().hex}"
    vacancy = VacancyFactory(
        state=state, title=word, duties=word, employer=EmployerFactory(short_name=word)
    )
    published("Другая", profession=cook)
    index.rebuild()
    found = everything_public(vacancy)
    assert word not in found
    assert f"{site_settings.SITE_URL}{vacancy.get_absolute_url()}" not in found
