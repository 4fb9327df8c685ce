"""Telephones and addresses in a table file: on request, for who may see them, and logged (X-5)."""

import io

import openpyxl
import pytest

from core.models import ReadRecord
from forms_app.back_office import contact_export
from forms_app.models import Submission
from tests.contest.desk import ADDRESS, LIST, PASSPORT
from tests.contest.factories import sent_application
from tests.queries import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5")]
PAGE = f"{LIST}export-contacts/"
PHONE, EMAIL = "+7 913 123-45-67", "koroleva@example.org"


def file_of(browser, *, query: str = "", **typed: str) -> bytes:
    response = browser.post(f"{PAGE}{query}", {"kind": "csv", **typed})
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    return b"".join(response.streaming_content)


def test_contacts_are_there_only_when_they_are_ticked(browser_of, application):
    browser = browser_of("secretary")
    page = browser.get(PAGE)
    assert not page.context["form"]["contacts"].value()
    assert PHONE not in file_of(browser).decode()
    assert not ReadRecord.objects.exists()
    text = file_of(browser, contacts="on").decode()
    # A cell that begins with a sign would be taken for a formula.
    assert f"'{PHONE}" in text
    assert EMAIL in text
    assert PASSPORT not in text
    assert ADDRESS not in text


def test_a_table_for_excel_holds_them_as_text(browser_of, application):
    book = openpyxl.load_workbook(
        io.BytesIO(file_of(browser_of("staff"), kind="xlsx", contacts="on"))
    )
    heads, row = list(book.active.iter_rows(values_only=True))
    assert dict(zip(heads, row, strict=True))["Телефон"] == PHONE
    assert dict(zip(heads, row, strict=True))["Электронная почта"] == EMAIL
    assert book.active.cell(2, heads.index("Телефон") + 1).quotePrefix


def test_every_person_is_logged_without_values(browser_of, application, people, contest):
    sent_application(contest, questionnaire={"birth_date": "01.03.1991"})
    file_of(browser_of("staff"), contacts="on")
    looks = list(ReadRecord.objects.all())
    assert {look.object_id for look in looks} == {str(row.pk) for row in Submission.objects.all()}
    for look in looks:
        assert (look.actor, look.organisation) == (people["staff"], contest.operator)
        assert look.what == contact_export.WHAT


def test_the_file_holds_what_the_list_shows(browser_of, application):
    browser = browser_of("secretary")
    assert PHONE not in file_of(browser, query="?q=никтотаков", contacts="on").decode()
    assert not ReadRecord.objects.exists()
    assert f"{PAGE}?q=" in browser.get(f"{LIST}?q=Королёва").content.decode()


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["member", "chair", "administrator", "editor"])
def test_who_does_not_work_on_applications_finds_no_such_page(who, browser_of, application):
    browser = browser_of(who)
    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, {"kind": "csv", "contacts": "on"}).status_code == 404
    assert PAGE not in browser.get(LIST).content.decode()


@pytest.mark.req("X-7")
def test_contacts_of_a_contest_where_one_only_reads_stay_out(
    browser_of, application, people, contest
):
    contest.commission.create(
        last_name="Л", first_name="О", post="п", user=people["other-secretary"]
    )
    text = file_of(browser_of("other-secretary"), contacts="on").decode()
    assert "Королёва" in text
    assert PHONE not in text
    assert not ReadRecord.objects.exists()


def test_more_rows_cost_no_more_queries(browser_of, application, contest):
    browser = browser_of("secretary")
    file_of(browser, contacts="on")
    few = count_queries(lambda: file_of(browser, contacts="on"))
    for day in (1, 2):
        sent_application(contest, questionnaire={"birth_date": f"0{day}.03.1991"})
    assert count_queries(lambda: file_of(browser, contacts="on")) == few
