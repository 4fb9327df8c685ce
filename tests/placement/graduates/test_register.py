"""The register: people are found though mistyped, a trusted person has agreed, intake is counted (P-2.1, X-4)."""

import datetime as dt

import pytest

from core import clock
from core.errors import Refused
from placement.graduates import services
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES
from tests.placement.graduates.factories import GraduateFactory
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.1")]
LIST = "/cms/placement/graduates/"
DAY = dt.date(2026, 9, 1)


@pytest.fixture
def married(specialist):
    row = GraduateFactory(last_name="Семёнова", first_name="Алёна", middle_name="Петровна")
    data = GRADUATES.copy(row, last_name="Долгорукова")
    return services.update_graduate(graduate=row, data=data, actor=specialist).graduate


@pytest.mark.req("X-4")
@pytest.mark.parametrize(
    "words",
    [
        *("Долгорукова", "долгорукова алена", "Семенова", "СЕМЁНОВА"),
        # A letter missing, one too many, two changed places, another one; of either name.
        *("Долгоркова", "Долгоруккова", "Дологрукова", "Симёнова", "Семеновв Алёна"),
    ],
)
def test_a_person_is_found_by_either_name_though_mistyped(visitor, married, words):
    GraduateFactory(last_name="Иной", first_name="Пётр")
    page = visitor.get(LIST, {"q": words}).content.decode()
    assert "Долгорукова" in page
    assert "Иной" not in page


@pytest.mark.req("X-4")
@pytest.mark.parametrize("words", ["Космонавтова", "Долгорукова Пантелеймон", "щщ"])
def test_who_is_not_there_is_not_guessed(visitor, married, words):
    # The words themselves stand in the box.
    assert "Алёна" not in visitor.get(LIST, {"q": words}).content.decode()


@pytest.mark.req("X-4")
def test_what_is_typed_right_is_not_widened(visitor, married):
    GraduateFactory(last_name="Долгорукава")
    assert "Долгорукава" not in visitor.get(LIST, {"q": "Долгорукова"}).content.decode()


@pytest.mark.req("X-4")
def test_the_common_search_takes_words_as_they_are_typed(visitor, married):
    for words, is_found in (("Долгорукова", True), ("Долгоркова", False)):
        page = visitor.get("/cms/find/", {"q": words}).content.decode()
        assert ("Долгорукова Алёна" in page) == is_found


@pytest.mark.req("X-4")
def test_a_mistyped_search_takes_as_many_queries_for_three_as_for_one(visitor, married):
    once = page_queries(visitor, f"{LIST}?q=Долгоркова")
    GraduateFactory.create_batch(2, last_name="Долгорукова")
    assert page_queries(visitor, f"{LIST}?q=Долгоркова") == once


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"trusted_person": "Тихая Анна, сестра"}, "trusted_agreed_on"),
        ({"trusted_phone": "+79210001122", "trusted_agreed_on": DAY}, "trusted_person"),
        ({"trusted_agreed_on": DAY}, "trusted_person"),
    ],
)
def test_a_trusted_person_is_kept_only_with_their_own_consent(specialist, changes, field):
    row = GraduateFactory()
    with pytest.raises(Refused) as refusal:
        services.update_graduate(
            graduate=row, data=GRADUATES.copy(row, **changes), actor=specialist
        )
    assert refusal.value.field == field


def test_the_board_counts_who_came_on_an_employers_request_and_leads_to_them(visitor):
    year = clock.local_day(clock.now()).year
    asked = Graduate.Intake.ON_REQUEST
    for name, intake in (("Заявочная", asked), ("Вольная", "without-request"), ("Иная", "")):
        GraduateFactory(last_name=name, left_year=year, intake=intake)
    GraduateFactory(last_name="Прошлая", left_year=year - 1, intake=asked)
    page = visitor.get("/cms/").content.decode()
    assert f"Выпускники {year} года: набор" in page
    address = f"{LIST}?left_year={year}&intake={asked.value}"
    assert address.replace("&", "&amp;") in page
    listed = visitor.get(address).content.decode()
    assert "Заявочная" in listed
    for name in ("Вольная", "Иная", "Прошлая"):
        assert name not in listed


@pytest.mark.req("X-5")
def test_the_board_leads_to_addresses_that_wait_to_be_verified(visitor, specialist):
    row = GraduateFactory(email="old@example.org")
    assert "Проверьте новый адрес почты" not in visitor.get("/cms/").content.decode()
    data = GRADUATES.copy(row, email="new@example.org")
    services.update_graduate(graduate=row, data=data, actor=specialist)
    page = visitor.get("/cms/").content.decode()
    assert "Проверьте новый адрес почты" in page
    assert "new@example.org" not in page
