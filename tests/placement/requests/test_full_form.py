"""The approved form holds full data for whoever may see them, and lines for anybody else (P-F2)."""

import io
import re

import pytest
from django.test import Client
from pypdf import PdfReader

from core import roles
from core.models import Letter, ReadRecord
from core.outbox import content
from forms_app import links
from placement.employers.models import Employer
from tests.forms_app.helpers import said
from tests.placement.factories import EmployerFactory
from tests.placement.requests import helpers as req

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre"), pytest.mark.req("P-F2")]
HOME = "/forms/vacancy-request/"
CODE = "/track/employers/code/"
HEAD, NAME = "Тайнов Игорь Львович", "ООО «Василёк»"


@pytest.fixture
def employer():
    return EmployerFactory(
        inn=req.INN,
        full_name=NAME,
        head_name=HEAD,
        address="г. Выборг, Тихая ул., д. 7",
        email="office@vasilek.example",
        website="",
        founded_year=None,
    )


@pytest.fixture
def visitor_of_known(client, employer):
    """A browser in which the form of a known employer is filled in, its activity typed anew."""
    draft = req.start()
    company = req.known_company(req.INN, "changed", activity="выпечка хлеба")
    req.fill(draft, company=company)
    client.get(links.resume_url(draft).partition("8000")[2])
    client.post(
        f"{HOME}confirm/",
        {"draft": str(draft.pk), "revision": draft.revision, "answer": req.CONTACT["phone"]},
    )
    client.draft = draft
    return client


def words(response) -> str:
    assert response.status_code == 200
    pages = PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def form_of(client) -> str:
    return words(client.get(f"{HOME}papers/request.pdf"))


def press(client, **fields):
    draft = client.draft
    return client.post(CODE, {"draft": str(draft.pk), "revision": draft.revision, **fields})


def code_in_letter() -> str:
    _, body = content(Letter.objects.get(code="vacancy-request-employer-code"))
    return re.search(r"код: (\S+)", body)[1]


def test_who_merely_types_an_inn_gets_what_was_typed_and_lines(visitor_of_known):
    text = form_of(visitor_of_known)
    assert "выпечка хлеба" in text
    assert "Повар" in text
    assert "•" not in text
    for secret in (HEAD, NAME, "Тихая"):
        assert secret not in text
    page = said(visitor_of_known.get(f"{HOME}papers/"))
    assert "o•••@vasilek.example" in page
    assert CODE in page


def test_the_code_of_the_bank_s_address_opens_the_full_form(visitor_of_known):
    assert press(visitor_of_known, send="1").url == CODE
    assert Letter.objects.get(code="vacancy-request-employer-code").to == "office@vasilek.example"
    assert "не подходит" in said(press(visitor_of_known, code="0000-0000"))
    assert HEAD not in form_of(visitor_of_known)
    assert press(visitor_of_known, code=code_in_letter()).url == f"{HOME}papers/"
    text = form_of(visitor_of_known)
    for shown in (HEAD, NAME, "Тихая ул.", "выпечка хлеба"):
        assert shown in text
    # Pages that a link opens stay masked, and so does the form in any other browser.
    assert HEAD not in said(visitor_of_known.get(f"{HOME}check/"))


def test_a_code_is_good_once_and_only_where_it_was_asked_for(visitor_of_known):
    press(visitor_of_known, send="1")
    other = Client()
    other.draft = visitor_of_known.draft
    other.get(links.resume_url(other.draft).partition("8000")[2])
    assert "не подходит" in said(press(other, code=code_in_letter()))
    press(visitor_of_known, code=code_in_letter())
    assert "не подходит" in said(press(visitor_of_known, code=code_in_letter()))


def test_codes_and_tries_are_limited(visitor_of_known):
    for _ in range(4):
        press(visitor_of_known, send="1")
    assert Letter.objects.filter(code="vacancy-request-employer-code").count() == 3
    answers = [said(press(visitor_of_known, code="0000-0000")) for _ in range(11)]
    assert "Слишком много попыток" in answers[-1]


def test_without_an_address_the_page_says_who_prints_it(visitor_of_known):
    Employer.objects.update(email="")
    assert "напечатать специалист центра" in said(visitor_of_known.get(f"{HOME}papers/"))
    assert "Прислать код" not in said(visitor_of_known.get(CODE))


def test_what_the_bank_does_not_have_is_shown_as_empty_and_not_as_hidden(client, employer):
    draft = req.start()
    req.save(draft, "employer", {"inn": req.INN})
    client.get(links.resume_url(draft).partition("8000")[2])
    page = said(client.get(f"{HOME}company/"))
    known = page.partition("Что знает о вас центр")[2]
    row = known.partition("Веб-сайт")[2].partition("</dd>")[0]
    assert "не указано" in row
    assert "•" not in row


# --- the desk -------------------------------------------------------------------------------------


@pytest.fixture
def specialist(make_user, centre):
    return make_user(roles.PLACEMENT_SPECIALIST, organisation=centre)


@pytest.fixture
def submission(employer):
    company = req.known_company(req.INN, "changed", activity="выпечка хлеба")
    return req.sent(company=company)


def test_staff_print_the_form_in_full_and_the_look_is_logged(submission, visitor):
    address = f"/cms/placement/requests/form/{submission.pk}/"
    assert address in said(visitor.get(f"/cms/placement/requests/inspect/{submission.pk}/"))
    text = words(visitor.post(address))
    for shown in (HEAD, NAME, "Тихая ул.", "выпечка хлеба", submission.reference):
        assert shown in text
    assert ReadRecord.objects.filter(what="утверждённая форма заявки").count() == 1
    assert visitor.get(address).status_code == 405


def test_who_has_no_right_prints_nothing(submission, client_of, make_user, centre):
    director = client_of(make_user(roles.DIRECTOR, organisation=centre))
    assert director.post(f"/cms/placement/requests/form/{submission.pk}/").status_code == 404
    assert not ReadRecord.objects.exists()
    assert HEAD not in said(director.get(f"/cms/placement/requests/inspect/{submission.pk}/"))
