"""Nothing that an employer may type for staff only reaches anybody else (P-F2, FACTS § 3)."""

import uuid

import pytest
from django.conf import settings as site_settings
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from core.text import stem_key
from home import cache, index
from home.index_models import SearchEntry, SearchWord
from placement.vacancies.models import Vacancy
from placement.vacancies.pages import VacanciesPage
from placement.vacancies.public import facts
from tests.placement.factories import EmployerContactFactory, EmployerFactory, VacancyFactory
from tests.placement.vacancies.public import FEED, LIST, published

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


def told(vacancy: Vacancy, query: str = "работник") -> str:
    """All that a visitor can be told of the vacancies."""
    visitor = Client()
    places = (
        LIST,
        f"{LIST}?sort=pay",
        f"{LIST}?sort=start",
        vacancy.get_absolute_url(),
        FEED,
        "/sitemap.xml",
        "/",
        f"/search/?q={query}",
    )
    return "\n".join(visitor.get(place).content.decode() for place in places)


def everything_public(vacancy: Vacancy) -> str:
    """The same with the index that search reads."""
    index = [*SearchEntry.objects.values_list(), *SearchWord.objects.values_list("word")]
    return "\n".join([told(vacancy), *map(str, index)])


@pytest.mark.req("P-F2", "P-2.4b")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    said=secrets(OF_VACANCY),
    company=secrets(OF_EMPLOYER),
    person=secrets(OF_CONTACT),
    flag=WORDS,
)
def test_what_is_for_staff_only_occurs_nowhere(cook, said, company, person, flag):
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


def test_fields_that_may_not_leave_are_not_even_read(cook, django_assert_num_queries):
    published(profession=cook, age_requirement="18", legal_basis="закон")
    [shown] = facts.shown(Vacancy.objects.public())
    row = shown._row
    hidden = {*OF_VACANCY, "wording_flags", "search_key"}
    assert hidden <= row.get_deferred_fields()
    assert {*OF_EMPLOYER, "search_key"} <= row.employer.get_deferred_fields()
    with django_assert_num_queries(0):
        assert shown.summary
        assert shown.valid_until
        assert shown.notes == []


@pytest.mark.parametrize("state", ["new", "paused", "filled", "expired", "withdrawn"])
def test_a_vacancy_that_is_not_public_says_nothing_anywhere(state, cook):
    word = f"слово{uuid.uuid4().hex}"
    vacancy = VacancyFactory(
        state=state, title=word, duties=word, employer=EmployerFactory(short_name=word)
    )
    published("Другая", profession=cook)
    index.rebuild()
    found = everything_public(vacancy)
    assert word not in found
    assert f"{site_settings.SITE_URL}{vacancy.get_absolute_url()}" not in found


@pytest.mark.req("P-2.4b")
@pytest.mark.parametrize("way", ["login", "draft"])
def test_while_the_list_is_closed_no_vacancy_is_told_of(way, vacancies_page, cook):
    def addresses(*rows: Vacancy) -> list[bool]:
        text = told(vacancy, word).partition("По запросу")
        return [row.get_absolute_url() in part for row in rows for part in (text[0], text[2])]

    word = f"слово{uuid.uuid4().hex}"
    vacancy = published(word, profession=cook)
    assert addresses(vacancy) == [True, True]
    if way == "login":
        closed = PageViewRestriction.objects.create(page=vacancies_page, restriction_type="login")
    else:
        VacanciesPage.objects.update(live=False)
        cache.bump()
    assert addresses(vacancy) == [False, False]
    # What is saved meanwhile is told of when the list is back, and not before.
    vacancy.save()
    later = published(f"{word} позже", profession=cook)
    index.rebuild()
    assert addresses(vacancy, later) == [False] * 4
    if way == "login":
        closed.delete()
    else:
        VacanciesPage.objects.get().save_revision().publish()
    assert addresses(vacancy, later) == [True] * 4
