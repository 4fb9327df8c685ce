"""The register of employers is declared once: what must follow from it, written by hand (P-2.2a, X-6).

A field that the register has and the table below does not know fails the first test; a declaration
that goes missing fails that of its place.
"""

import csv
import io
import re

import openpyxl
import pytest
from django.core.management import call_command

from core.records import Audience
from forms_app import reading
from placement.employers.models import Employer
from placement.employers.record import CONTACTS, EMPLOYERS
from placement.requests import services as requests
from placement.requests.journey.forms_company import CompanyForm, EmployerForm
from placement.requests.journey.forms_contact import ContactForm
from placement.requests.journey.request import company_in
from placement.requests.papers import request as paper
from placement.vacancies.public import facts
from tests.forms_app.helpers import begin, draft_of, said
from tests.placement.employers.helpers import LIST, names_on, text_of
from tests.placement.factories import EmployerFactory, ogrn
from tests.placement.requests import helpers as req
from tests.placement.requests.test_journey import open_step
from tests.placement.requests.test_paper import approved_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]

SPACED = f"{ogrn(901)[:5]} {ogrn(901)[5:]}"
# Field → what is typed in a request, how people read it, how its owner recognises it masked.
ASKED = {
    "full_name": ("ООО «Мельница»", "ООО «Мельница»", "О••• «Ме•••»"),
    "ogrn": (SPACED, ogrn(901), f"{'•' * 11}{ogrn(901)[-2:]}"),
    "address": ("Кириши, ул. Мира, 5", "Кириши, ул. Мира, 5", "Ки•••, у•••. М•••, •••"),
    "phone": ("8 (813) 622-23-34", "+7 813 622-23-34", f"+{'•' * 9}34"),
    "email": ("dela@melnica.example", "dela@melnica.example", "d•••@melnica.example"),
    "website": ("melnica.example", "https://melnica.example", "me•••.ex•••"),
    "activity": ("Помол ржи", "Помол ржи", "П••• р•••"),
    "founded_year": ("1987", "1987", "19••"),
    "head_post": ("управляющая", "управляющая", "уп•••"),
    "head_name": ("Мукомолова Ида", "Мукомолова Ида", "Му••• И•••"),
}
# What the pages of the request call the answers; the approved form's own words first.
OFFICIAL = {
    "inn": "ИНН предприятия или предпринимателя",
    "full_name": "Полное наименование предприятия",
    "ogrn": "ОГРН (ОГРНИП)",
    "address": "Контакты предприятия: адрес",
    "phone": "Контакты предприятия: телефон",
    "email": "Контакты предприятия: электронная почта",
    "website": "Веб-сайт",
    "activity": "Вид деятельности",
    "founded_year": "Год основания предприятия",
    "head_post": "Руководитель предприятия: должность",
    "head_name": "Руководитель предприятия: фамилия, имя, отчество",
}
OF_PERSON = {
    "name": "Контактное лицо: фамилия, имя, отчество",
    "post": "Контактное лицо: должность",
    "phone": "Контактное лицо: телефон",
    "email": "Контактное лицо: электронная почта",
}
REQUIRED = {"inn", "full_name", "phone", "activity"}
AUTOCOMPLETE = {"name": "name", "post": "organization-title", "phone": "tel", "email": "email"}
# Beside what is asked for: entered by staff, the kind, or the ИНН of the page before.
REST = {
    "kind": "Другой партнёр",
    "short_name": "Мельница на Волхове",
    "inn": req.INN,
    "kpp": "470301001",
    "district": "Киришский район, Ленинградская область",
    "remarks": "Звонить до обеда",
}
SHOWN = {**{name: shown for name, (_, shown, _) in ASKED.items()}, **REST}
# The rows of the approved form that say something of the employer, in its order.
PAPER = [
    ["full_name"],
    ["address", "phone", "email"],
    ["website"],
    ["activity"],
    ["founded_year"],
    ["head_post", "head_name"],
]
EXPORTED = {
    "kind": "Кто это",
    "full_name": "Полное наименование",
    "short_name": "Краткое наименование",
    "inn": "ИНН",
    "kpp": "КПП",
    "ogrn": "ОГРН (ОГРНИП)",
    "district": "Район",
    "address": "Адрес",
    "phone": "Телефон",
    "email": "Электронная почта",
    "website": "Веб-сайт",
    "activity": "Вид деятельности",
    "founded_year": "Год основания",
    "head_post": "Должность руководителя",
    "remarks": "Примечания",
}
COUNTED = ["Последний контакт", "Открытых вакансий", "Сведения подтверждены", "Номер карточки"]
LABELS = {**EXPORTED, "head_name": "Руководитель"}
LISTED = ["Работодатель", "Кто это", "ИНН", "Район", "Контакты", "Последний контакт"]
SEARCHED = ["full_name", "short_name", "inn", "ogrn", "email", "activity", "head_name"]
PUBLIC = {"full_name", "short_name", "website", "activity"}
PERSON = {
    "name": "Весовая Яна Львовна",
    "post": "старшая кладовщица",
    "phone": "+7 911 555-44-33",
    "email": "yana@melnica.example",
}
SECRET = {"name", "phone", "email"}


def typed() -> dict[str, str]:
    """The page about the company, filled in by a new employer."""
    return {"about": f"new:{req.INN}", **{name: text for name, (text, *_) in ASKED.items()}}


@pytest.fixture
def request_sent():
    return req.sent(company=typed(), contact=PERSON)


@pytest.fixture
def employer(request_sent) -> Employer:
    """With everything that the register can know."""
    row = request_sent.vacancy_request.employer
    row.kind, row.short_name, row.district = "partner", REST["short_name"], "lo-kirishi"
    row.kpp, row.remarks = REST["kpp"], REST["remarks"]
    row.save()
    return row


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\xa0", " ").split())


def rows_of(page: str) -> dict[str, str]:
    """Terms and what is said of them."""
    pairs = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", page, re.DOTALL)
    return {plain(term): plain(text) for term, text in pairs}


# --- the declaration -----------------------------------------------------------------------------


def test_the_declaration_fits_the_models_and_the_table_knows_every_field():
    call_command("check", fail_level="ERROR")
    assert set(EMPLOYERS.names) == set(SHOWN) == set(LABELS)
    assert set(CONTACTS.names) == set(PERSON)
    assert {name: EMPLOYERS.label(name) for name in LABELS} == LABELS


# --- from the request ----------------------------------------------------------------------------


@pytest.mark.req("P-F2", "X-6")
def test_the_request_asks_for_these_and_each_answer_becomes_a_value(request_sent):
    ctx = reading.context_of(request_sent.current)
    company = {**EmployerForm(ctx=ctx).fields, **CompanyForm(ctx=ctx).fields}
    assert list(company) == ["inn", *ASKED, "about"]
    del company["about"]
    assert {name: field.label for name, field in company.items()} == OFFICIAL
    assert {name for name, field in company.items() if field.required} == REQUIRED
    person = ContactForm(ctx=ctx).fields
    assert list(person) == list(PERSON)
    assert {name: field.label for name, field in person.items()} == OF_PERSON
    assert all(field.required for field in person.values())
    tokens = {name: field.widget.attrs["autocomplete"] for name, field in person.items()}
    assert tokens == AUTOCOMPLETE
    row = request_sent.vacancy_request.employer
    assert {name: EMPLOYERS.text(row, name) for name in ASKED} == {n: SHOWN[n] for n in ASKED}
    assert row.inn == req.INN
    contact = request_sent.vacancy_request.contact
    assert {name: CONTACTS.text(contact, name) for name in PERSON} == PERSON


@pytest.mark.req("P-F2", "X-6")
def test_each_answer_stands_on_the_page_that_is_checked(client):
    begin(client, "a@example.org", req.JOURNEY)
    req.fill(draft_of(client, req.JOURNEY), company=typed(), contact=PERSON)
    page = plain(said(client.get(f"/forms/{req.JOURNEY}/check/")))
    assert [name for name in ASKED if SHOWN[name] not in page] == []
    assert [name for name in PERSON if PERSON[name] not in page] == []


@pytest.mark.req("P-F2", "X-8")
def test_the_approved_form_has_its_rows_in_its_words_with_these_answers(request_sent):
    rows = paper.company_rows(reading.answers_of(request_sent.current))
    assert [row.label for row in rows] == approved_rows()[: len(PAPER)]
    assert [row.text for row in rows] == ["; ".join(SHOWN[n] for n in names) for names in PAPER]


@pytest.mark.req("X-5")
def test_a_link_shows_no_way_to_reach_anybody_and_no_contact_person(request_sent):
    answers = reading.answers_of(request_sent.current)
    secret = {(answer.step, answer.code) for answer in answers if answer.sensitive}
    company = {("company", "phone"), ("company", "email")}
    assert secret == company | {("contact", name) for name in SECRET}
    assert {one.name for one in CONTACTS if one.audience is Audience.IDENTITY} == SECRET


@pytest.mark.req("P-F2", "X-5")
def test_a_known_employer_sees_each_of_its_data_masked(client, employer):
    draft = req.start()
    req.save(draft, "employer", {"inn": req.INN})
    page = open_step(client, draft, "company")
    masked = {OFFICIAL[name]: mask for name, (_, _, mask) in ASKED.items()}
    assert rows_of(page) == masked
    assert [name for name, shown in SHOWN.items() if name != "inn" and shown in plain(page)] == []


@pytest.mark.req("P-F2", "P-2.2a")
def test_each_answer_of_a_known_employer_that_differs_is_taken_over(superuser):
    known = EmployerFactory(inn=req.INN)
    changed = {name: text for name, (text, *_) in ASKED.items()}
    request = req.sent(company=req.known_company(req.INN, "changed", **changed)).vacancy_request
    data = company_in(request.submission)
    assert [change.name for change in requests.differences(known, data)] == list(ASKED)
    requests.take_over_changes(request=request, data=data, actor=superuser)
    known.refresh_from_db()
    assert {name: EMPLOYERS.text(known, name) for name in ASKED} == {n: SHOWN[n] for n in ASKED}


# --- on the desk ---------------------------------------------------------------------------------


@pytest.mark.req("P-2.2a")
def test_the_card_shows_every_field_and_what_can_be_called_is_a_link(visitor, employer):
    page = text_of(visitor.get(f"{LIST}inspect/{employer.pk}/"))
    facts_shown = rows_of(page)
    assert {LABELS[name]: facts_shown.get(LABELS[name]) for name in SHOWN} == {
        LABELS[name]: shown for name, shown in SHOWN.items()
    }
    assert [text for text in PERSON.values() if text not in plain(page)] == []
    for link in ("tel:+78136222334", "mailto:dela@melnica.example", "https://melnica.example"):
        assert f'href="{link}"' in page
    for link in ("tel:+79115554433", "mailto:yana@melnica.example"):
        assert f'href="{link}"' in page


@pytest.mark.req("P-2.2a", "X-6")
def test_the_form_of_the_desk_asks_for_every_field_and_keeps_each_as_people_type_it(
    visitor, employer
):
    address = f"{LIST}edit/{employer.pk}/"
    form = visitor.get(address).context["form"]
    assert [field.name for _, fields in form.groups() for field in fields] == list(EMPLOYERS.names)
    regions = [region for region, _ in form.fields["district"].choices]
    assert regions == ["", "Ленинградская область", "Санкт-Петербург"]
    before = EMPLOYERS.values(employer)
    sent = {name: form[name].value() or "" for name in form.fields}
    odd = {name: text for name, (text, *_) in ASKED.items()}
    odd |= {"inn": " ".join(req.INN), "email": "dela@Melnica.EXAMPLE"}
    odd |= {"founded_year": "1987 г.", "remarks": "Первое\nвторое"}
    assert visitor.post(address, {**sent, **odd}).status_code == 302
    employer.refresh_from_db()
    assert EMPLOYERS.values(employer) == {**before, "remarks": "Первое\nвторое"}


@pytest.mark.req("X-4", "X-5")
def test_the_table_file_has_these_headings_and_no_person(visitor, employer):
    answer = visitor.get(LIST + "export/?format=csv")
    table = b"".join(answer.streaming_content).decode("utf-8-sig")
    reader = csv.DictReader(io.StringIO(table), delimiter=";")
    [row] = reader
    assert reader.fieldnames == [*EXPORTED.values(), *COUNTED]
    assert [name for name, label in EXPORTED.items() if SHOWN[name] not in row[label]] == []
    assert SHOWN["head_name"] not in table
    assert PERSON["name"] not in table


@pytest.mark.req("P-2.2a")
def test_the_blank_has_a_column_for_every_field(visitor):
    answer = visitor.get(LIST + "blank/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    [header] = book.active.values
    assert list(header) == [LABELS[name] for name in EMPLOYERS.names]


@pytest.mark.req("P-2.2a")
def test_the_list_has_these_columns_and_filters(visitor, employer):
    page = text_of(visitor.get(LIST))
    assert re.findall(r'<td data-label="([^"]+)"', page)[: len(LISTED)] == LISTED
    EmployerFactory()
    for query in ("?kind=partner", "?district=lo-kirishi"):
        assert names_on(visitor, query) == [REST["short_name"]]


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize("name", [*SEARCHED, "phone"])
def test_an_employer_is_found_by_its(name, visitor, employer):
    EmployerFactory()
    asked = SHOWN[name].replace("+", "%2B")
    assert names_on(visitor, f"?q={asked}") == [REST["short_name"]]


@pytest.mark.req("P-2.2a")
def test_two_cards_are_compared_field_by_field(visitor, employer):
    other = EmployerFactory()
    page = text_of(visitor.get(f"{LIST}merge/{employer.pk}/{other.pk}/"))
    cells = re.findall(r'<td data-label="Сведения">(.*?)</td>', page)
    assert cells[: len(LABELS)] == [LABELS[name] for name in EMPLOYERS.names]
    assert [name for name, shown in SHOWN.items() if shown not in plain(page)] == []


# --- outside -------------------------------------------------------------------------------------


@pytest.mark.req("P-2.4b", "X-7")
def test_public_pages_read_of_an_employer_what_is_public_and_no_more():
    read = {name.removeprefix("employer__") for name in facts._FIELDS if "employer__" in name}
    assert read == PUBLIC
    assert {one.name for one in EMPLOYERS.seen_by(Audience.PUBLIC)} == PUBLIC
