"""Lists of the contest's desk: cost, search, filters, exports."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from core import clock
from forms_app import services
from tests.contest.desk import ADDRESS, LIST, PASSPORT
from tests.contest.factories import sent_application

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


@pytest.mark.req("X-4")
@pytest.mark.parametrize(
    "page",
    ["", "?q=королева", "?complete=incomplete&role=career&assigned=none", "export/?format=csv"],
)
def test_the_list_costs_as_many_queries_for_three_rows_as_for_one(page, browser_of, contest):
    browser = browser_of("secretary")
    sent_application(contest)
    browser.get(LIST)
    costs = []
    for more in (0, 2):
        for _ in range(more):
            sent_application(
                contest, questionnaire={"birth_date": f"0{len(costs) + _ + 1}.03.1991"}
            )
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(LIST + page)
            b"".join(response.streaming_content) if response.streaming else response.content
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 15


@pytest.mark.req("X-4")
@pytest.mark.parametrize("query", ["королева", "КОРОЛЁВА", "Королёва анна", "ЦЕНТР ЗАНЯТОСТИ"])
def test_search_minds_neither_case_nor_yo(query, browser_of, application):
    assert application.reference in _found(browser_of("secretary"), query)


@pytest.mark.req("X-4")
def test_search_by_numbers(browser_of, application, people):
    services.register(submission=application, actor=people["secretary"])
    application.refresh_from_db()
    browser = browser_of("secretary")
    bare = application.reference.replace("-", "")
    for query in (application.reference, bare.lower(), application.registration.label.lower(), "1"):
        assert application.reference in _found(browser, query), query
    assert application.reference not in _found(browser, "Небывалов")


def _found(browser, query: str) -> str:
    response = browser.get(LIST + "export/", {"format": "csv", "q": query})
    return b"".join(response.streaming_content).decode()


@pytest.mark.req("X-4")
def test_filters_leave_what_they_say(browser_of, application, people, contest):
    browser = browser_of("secretary")
    inside = (
        "state=received&assigned=none",
        f"contest={contest.slug}",
        "role=career",
        f"centre={contest.centres.first().pk}",
        "complete=incomplete",
        f"received_from={clock.local_day(clock.now()) - dt.timedelta(days=1)}",
    )
    outside = (
        "state=accepted",
        f"assigned={people['staff'].pk}",
        "role=vocational",
        "complete=complete",
        "received_to=2020-01-01",
    )
    for query in inside:
        assert "Королёва" in browser.get(f"{LIST}?{query}").content.decode(), query
    for query in outside:
        assert "Королёва" not in browser.get(f"{LIST}?{query}").content.decode(), query


@pytest.mark.req("X-7")
def test_a_query_string_is_no_database_lookup(browser_of, application):
    page = browser_of("secretary").get(
        f"{LIST}?assigned_to__password__startswith=zzz&key__created_at=1"
    )
    assert page.status_code == 200
    assert "Королёва" in page.content.decode()


@pytest.mark.req("X-5", "X-4")
def test_exports_and_bundles_hold_no_identity_data(browser_of, application):
    browser = browser_of("secretary")
    csv = b"".join(browser.get(f"{LIST}export/?format=csv").streaming_content).decode()
    assert "Королёва" in csv
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(browser.get(f"{LIST}export/?format=xlsx").streaming_content))
    )
    cells = " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
    archive = zipfile.ZipFile(
        io.BytesIO(b"".join(browser.get(f"{LIST}archive/{application.pk}/").streaming_content))
    )
    names = archive.namelist()
    contents = archive.read("Содержание.txt").decode()
    for text in (csv, cells, contents, " ".join(names)):
        assert PASSPORT not in text
        assert ADDRESS not in text
    assert not any("Согласие" in name for name in names)
    assert "содержит паспортные данные" in contents
    assert len(names) == 4 + 2  # four documents, the answers and the list


@pytest.mark.req("X-5")
def test_the_pdf_holds_the_answers_without_identity_data(browser_of, application):
    response = browser_of("staff").get(f"{LIST}pdf/{application.pk}/")
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    assert "Королёва" in text
    assert PASSPORT not in text
    assert ADDRESS not in text
    assert "УВД" not in text
