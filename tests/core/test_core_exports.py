"""Tables for download: safe in a spreadsheet, streamed, with names in Cyrillic."""

import csv
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from core import exports

DANGEROUS = ["=1+1", "+7 383", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


def body(response):
    return b"".join(response.streaming_content)


def parsed(response):
    text = body(response).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline=""), delimiter=";"))


def sheet_of(response):
    return load_workbook(BytesIO(body(response))).active


@pytest.mark.req("X-4")
def test_csv_has_header_and_rows_as_russian_excel_opens_them():
    rows = [("Ёлкина; Анна", date(2024, 5, 27), Decimal("3.50"), 7, None, True)]
    response = exports.csv_response(
        name="Заявки", header=["ФИО", "Дата", "Балл", "№", "Пусто", "Да"], rows=rows
    )
    assert parsed(response) == [
        ["ФИО", "Дата", "Балл", "№", "Пусто", "Да"],
        ["Ёлкина; Анна", "27.05.2024", "3,50", "7", "", "да"],
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_cells_are_never_formulas(text):
    rows = parsed(exports.csv_response(name="x", header=[text], rows=[[text]]))
    assert rows[0][0].startswith("'")
    assert rows[1] == ["'" + text]


def test_negative_numbers_stay_numbers():
    rows = parsed(exports.csv_response(name="x", header=["n"], rows=[[-5], [Decimal("-0.5")]]))
    assert rows[1:] == [["-5"], ["-0,5"]]


@pytest.mark.parametrize("text", DANGEROUS)
@pytest.mark.req("X-4")
def test_xlsx_cells_are_never_formulas(text):
    sheet = sheet_of(exports.xlsx_response(name="x", header=["a", text], rows=[["b", text]]))
    for cell in (sheet["B1"], sheet["B2"]):
        assert cell.data_type == "s"
    assert sheet["B2"].quotePrefix


def test_xlsx_keeps_types():
    at = datetime(2024, 5, 27, 11, 0, tzinfo=UTC)
    row = ["Ёлкина", date(2024, 5, 27), at, 5, Decimal("1.5"), None, False, Fraction(1, 3)]
    sheet = sheet_of(exports.xlsx_response(name="x", header=list("abcdefgh"), rows=[row]))
    values = [cell.value for cell in sheet[2]]
    assert values == [
        "Ёлкина",
        datetime(2024, 5, 27),  # noqa: DTZ001 - spreadsheets have no zones
        datetime(2024, 5, 27, 14, 0),  # noqa: DTZ001
        5,
        1.5,
        None,
        "нет",
        pytest.approx(1 / 3),
    ]
    assert sheet["B2"].is_date
    assert sheet["B2"].number_format == "dd.mm.yyyy"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


@pytest.mark.req("X-4")
def test_both_tables_are_on_the_clock_of_the_installation_whoever_asks():
    """A streamed table is written after the reader's own zone was reset, the other one before."""
    at = datetime(2024, 5, 27, 20, 30, tzinfo=UTC)
    with timezone.override("Asia/Vladivostok"):
        text = exports.csv_response(name="x", header=["a"], rows=[[at]])
        sheet = sheet_of(exports.xlsx_response(name="x", header=["a"], rows=[[at]]))
        assert parsed(text)[1] == ["27.05.2024 23:30"]
    assert f"{sheet['A2'].value:%d.%m.%Y %H:%M}" == "27.05.2024 23:30"


def test_xlsx_cuts_a_text_that_no_cell_holds_and_shows_it():
    sheet = sheet_of(exports.xlsx_response(name="x", header=["a"], rows=[["я" * 40_000]]))
    assert len(sheet["A2"].value) == exports.CELL_CHARACTERS
    assert sheet["A2"].value.endswith("…")


def test_a_table_without_rows_has_its_header():
    assert parsed(exports.csv_response(name="x", header=["a"], rows=[])) == [["a"]]
    assert sheet_of(exports.xlsx_response(name="x", header=["a"], rows=[]))["A1"].value == "a"


@pytest.mark.parametrize("make", [exports.csv_response, exports.xlsx_response])
def test_names_in_cyrillic_survive_and_nothing_is_cached(make):
    response = make(name="Заявки «2024»", header=["a"], rows=[])
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''%D0%97")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    body(response)


def test_a_printed_document_is_saved_under_its_name_and_not_cached():
    response = exports.pdf_response(name="Реестр заявок", pdf=b"%PDF-1.7")
    assert response.content == b"%PDF-1.7"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%A0")
    assert response["Content-Disposition"].endswith(".pdf")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_csv_rows_are_taken_only_as_they_are_sent():
    taken = []

    def rows():
        for number in range(1000):
            taken.append(number)
            yield [number]

    content = iter(exports.csv_response(name="x", header=["n"], rows=rows()).streaming_content)
    next(content)
    assert taken == []
    next(content)
    next(content)
    assert len(taken) == 2


@pytest.mark.req("X-4")
@pytest.mark.parametrize("make", [exports.csv_response, exports.xlsx_response])
def test_memory_does_not_grow_with_rows(make):
    def peak(count):
        tracemalloc.start()
        rows = ([number, "текст " * 10] for number in range(count))
        for _ in make(name="x", header=["a", "b"], rows=rows).streaming_content:
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    # The writers' buffers are full long before 6000 rows.
    assert peak(12_000) < peak(6000) + 100_000
