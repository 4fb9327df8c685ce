"""Programmes and professions: registers without a lifecycle, whole from their records (X-4)."""

import csv
import io
import re

import pytest

from core.errors import Refused
from core.models import HistoryRecord
from core.records import services
from placement.professions.models import Profession
from placement.programmes.models import Programme
from tests.placement.factories import ProfessionFactory
from tests.placement.statistics.helpers import programme
from tests.queries import page_queries

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("X-4")]
PROGRAMMES = "/cms/placement/programmes/"
PROFESSIONS = "/cms/placement/professions/"


def said(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


def typed(**fields: str) -> dict[str, str]:
    values = {"name": "Повар", "code": "16675", "kind": "adapted", "first_year": "2020"}
    return {**values, **fields}


@pytest.mark.parametrize("name", ["Швея", "ШВЕЯ", " швея "])
def test_what_is_there_already_is_refused_in_words_and_nothing_typed_is_lost(visitor, tailor, name):
    page = said(visitor.post(PROFESSIONS + "create/", {"name": name, "is_taught": "on"}))
    assert "Такая запись уже есть" in page
    assert f'value="{name.strip()}"' in page
    assert Profession.objects.count() == 1


@pytest.mark.parametrize("address", ["create/", "edit/{pk}/"])
def test_years_in_the_wrong_order_are_said_at_their_field(visitor, address):
    row = programme("Швея", code="")
    page = said(visitor.post(PROGRAMMES + address.format(pk=row.pk), typed(last_year="2019")))
    field = re.search(r'name="last_year".*?</div>', page, re.DOTALL)[0]
    assert "Последний год выпуска раньше первого." in field
    assert [one.name for one in Programme.objects.all()] == ["Швея"]


@pytest.mark.req("X-6")
def test_an_edit_does_not_undo_what_was_changed_while_the_form_was_open(visitor, cookery):
    address = f"{PROGRAMMES}edit/{cookery.pk}/"
    revision = re.search(r'name="revision" value="([^"]+)"', said(visitor.get(address)))[1]
    Programme.objects.filter(pk=cookery.pk).update(last_year=2030)
    late = typed(name="Кондитер", revision=revision)
    assert "изменил кто-то ещё" in said(visitor.post(address, late))
    cookery.refresh_from_db()
    assert (cookery.name, cookery.last_year) == ("Повар", 2030)


def test_the_page_of_a_row_shows_it_with_its_history_and_its_button(browser_of, cookery):
    specialist, director = browser_of("specialist"), browser_of("director")
    specialist.post(f"{PROGRAMMES}edit/{cookery.pk}/", typed(first_year="2021"))
    for browser, may_edit in ((specialist, True), (director, False)):
        page = said(browser.get(f"{PROGRAMMES}inspect/{cookery.pk}/"))
        assert "Адаптированная программа" in page
        assert "поля: первый год выпуска" in page
        assert (f"{PROGRAMMES}edit/{cookery.pk}/" in page) is may_edit


def test_nothing_changed_leaves_no_line_in_the_history(visitor, tailor):
    visitor.post(f"{PROFESSIONS}edit/{tailor.pk}/", {"name": tailor.name, "is_taught": "on"})
    assert not HistoryRecord.objects.about(tailor).exists()


def test_the_export_says_yes_and_no_and_years_as_numbers(visitor, cookery):
    ProfessionFactory(name="Озеленитель", is_taught=True)
    text = said(visitor.get(PROFESSIONS + "export/?format=csv")).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Профессия", "В перечне учреждения"],
        ["Озеленитель", "да"],
    ]
    assert "Повар;16675;;Адаптированная программа профессионального обучения;2020" in said(
        visitor.get(PROGRAMMES + "export/?format=csv")
    )


@pytest.mark.parametrize(("query", "names"), [("?q=16675", {"Повар"}), ("?kind=training", set())])
def test_the_list_is_searched_and_filtered_by_what_the_record_names(visitor, cookery, query, names):
    programme("Швея", code="")
    page = said(visitor.get(PROGRAMMES + query))
    assert set(re.findall(r'desk-table__link"[^>]*>([^<]+)<', page)) == names


@pytest.mark.req("X-7")
def test_the_service_itself_asks_for_the_right(people, tailor):
    with pytest.raises(Refused):
        services.add_row(data=Profession(name="Повар"), actor=people["director"])
    with pytest.raises(Refused):
        services.change_row(row=tailor, data=Profession(name="Повар"), actor=people["director"])
    assert [one.name for one in Profession.objects.all()] == ["Швея"]


def test_the_list_stays_flat(visitor):
    programme("Первая", code="1")
    one = page_queries(visitor, PROGRAMMES)
    for n in range(2):
        programme(f"Ещё {n}", code="")
    assert page_queries(visitor, PROGRAMMES) == one
