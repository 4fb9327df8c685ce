"""The list of the employers' data bank: search, filters, flat queries, exports, print."""

import csv
import io

import openpyxl
import pytest

from core import clock
from placement.employers.models import Employer
from tests.placement.employers.helpers import LIST, names_on, talk, text_of
from tests.placement.factories import (
    EmployerContactFactory,
    EmployerFactory,
    VacancyFactory,
)
from tests.queries import page_queries

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def employer(db):
    return EmployerFactory(short_name="ООО «Пекарня»", full_name="ООО «Пекарня»")


# --- list, search, filters -----------------------------------------------------------------------


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize(
    "query",
    ["ПЕКАРНЯ", "пекарн", "4703000777", "1024700007775", "8 (813) 702-99-88", "+78137029988",
     "хлебоБУЛОЧНЫЕ", "мЁдов"],
)  # fmt: skip
def test_an_employer_is_found_in_any_case_by_what_is_known_of_it(visitor, query):
    EmployerFactory()
    EmployerFactory(
        full_name="ООО «Пекарня»",
        short_name="",
        inn="4703000777",
        ogrn="1024700007775",
        phone="+78137029988",
        activity="Хлебобулочные изделия",
        head_name="Медов Пётр",
    )
    assert names_on(visitor, f"?q={query.replace('+', '%2B')}") == ["ООО «Пекарня»"]


@pytest.mark.req("P-2.2a")
def test_an_employer_is_found_by_the_phone_of_its_contact_person(visitor, employer):
    EmployerFactory()
    EmployerContactFactory(employer=employer, phone="+79215554433")
    assert names_on(visitor, "?q=8 921 555-44-33") == ["ООО «Пекарня»"]


@pytest.mark.req("P-2.2a", "X-4")
def test_the_list_is_narrowed_by_kind_district_and_what_needs_a_look(visitor, people, employer):
    today = clock.local_day(clock.now())
    school = EmployerFactory(
        kind="authority",
        short_name="Комитет",
        full_name="Комитет",
        district="lo-luga",
        confirmed_on=today,
    )
    EmployerFactory(full_name="ООО «Пекарня» плюс", short_name="Вторая", confirmed_on=today)
    talk(people["specialist"], school, promised_on=today)
    assert names_on(visitor, "?kind=authority") == ["Комитет"]
    assert names_on(visitor, "?district=lo-luga") == ["Комитет"]
    assert names_on(visitor, "?attention=stale") == ["ООО «Пекарня»"]
    assert names_on(visitor, "?attention=promised") == ["Комитет"]
    assert set(names_on(visitor, "?attention=duplicates")) == {"ООО «Пекарня»", "Вторая"}
    assert names_on(visitor, "?attention=merged") == []


@pytest.mark.req("P-2.2a")
def test_the_list_says_last_contact_and_open_vacancies(visitor, people, employer):
    talk(people["specialist"], employer)
    for state in ("new", "published", "filled"):
        VacancyFactory(employer=employer, state=state)
    page = text_of(visitor.get(LIST))
    assert f'data-label="Последний контакт">{clock.local_day(clock.now()):%d.%m.%Y}' in page
    assert 'data-label="Открытых вакансий">2' in page


@pytest.mark.req("X-4")
@pytest.mark.parametrize(
    "address",
    ["", "?q=пробное", "?attention=duplicates", "?attention=promised", "print/",
     "export/?format=csv", "export/?format=xlsx"],
)  # fmt: skip
def test_lists_stay_flat(browser_of, people, address):
    reader = browser_of("director")

    def make() -> None:
        one = EmployerFactory()
        EmployerContactFactory(employer=one)
        VacancyFactory(employer=one)
        talk(people["specialist"], one, promised_on=clock.local_day(clock.now()))
        one.different_from.set(Employer.objects.exclude(pk=one.pk))

    make()
    one = page_queries(reader, LIST + address)
    for _ in range(2):
        make()
    assert page_queries(reader, LIST + address) == one


@pytest.mark.req("X-4")
def test_the_page_of_one_stays_flat(visitor, specialist, employer):
    def make() -> None:
        EmployerContactFactory(employer=employer)
        VacancyFactory(employer=employer)
        EmployerFactory(full_name=employer.full_name)
        talk(specialist, employer)

    make()
    one = page_queries(visitor, f"{LIST}inspect/{employer.pk}/")
    for _ in range(2):
        make()
    assert page_queries(visitor, f"{LIST}inspect/{employer.pk}/") == one


# --- out -----------------------------------------------------------------------------------------


@pytest.mark.req("X-4", "X-5")
def test_what_is_given_out_has_organisations_and_no_people(browser_of, employer):
    EmployerContactFactory(employer=employer, name="Кадрова Анна", phone="+79215554433")
    Employer.objects.update(head_name="Хлебов Иван")
    reader = browser_of("director")
    answer = reader.get(LIST + "export/?format=csv")
    table = b"".join(answer.streaming_content).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table), delimiter=";")
    assert row["ИНН"] == employer.inn
    assert row["Район"] == "Всеволожский район, Ленинградская область"
    answer = reader.get(LIST + "export/?format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = {str(cell) for line in book.active.values for cell in line}
    assert employer.inn in cells
    for person in ("Кадрова", "79215554433", "Хлебов"):
        assert person not in table
        assert not any(person in cell for cell in cells)


@pytest.mark.req("X-4", "X-8")
def test_the_list_is_printed_as_it_is_narrowed_and_without_people(
    browser_of, employer, monkeypatch
):
    from placement.employers import papers as paper

    EmployerContactFactory(employer=employer, name="Кадрова Анна")
    EmployerFactory(kind="authority", full_name="Комитет", short_name="Комитет")
    made = []
    real = paper.render
    monkeypatch.setattr(
        paper, "render", lambda *args, **kw: made.append(real(*args, **kw)) or made[-1]
    )
    answer = browser_of("director").get(LIST + "print/?kind=potential&q=пекарня")
    assert answer["Content-Type"] == "application/pdf"
    html = made[0].html
    assert employer.inn in html
    assert "Потенциальный работодатель" in html
    assert "Комитет" not in html
    assert "Кадрова" not in html
    assert "Хлебов" not in html
    monkeypatch.setattr("core.back_office.printing.PRINTED", 1)
    assert browser_of("director").get(LIST + "print/").url.startswith(LIST)
