"""Tables of figures and programmes out of XLSX files: every row is told what is wrong with it."""

import io

import openpyxl
import pytest

from core.errors import Refused
from core.models import HistoryRecord
from placement.programmes.models import Programme
from placement.programmes.services import import_programmes
from placement.programmes.tables import MAX_BYTES, MAX_ROWS, PROGRAMMES_HEADER, read_programmes
from placement.statistics import tables
from tests.placement.statistics.helpers import (
    COOK,
    TAILOR,
    drafted,
    figures_row,
    programme,
    start,
    xlsx,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(specialist, cookery):
    return start(specialist)


@pytest.mark.req("P-2.4d")
def test_a_right_table_is_read_with_its_numbers(draft, cookery):
    total = ["", "Всего", "", *[10] * (len(tables.FIGURES_HEADER) - 3)]
    [row] = tables.read_figures(xlsx([figures_row(cookery, COOK), [None] * 5, total]), draft)
    assert row.errors == []
    assert row.number == 2
    pk, graduates, counts = row.values
    assert (pk, graduates) == (cookery.pk, 10)
    assert {code: n for code, n in counts.items() if n} == COOK[1]


@pytest.mark.req("P-2.4d")
def test_every_wrong_row_says_what_is_wrong(draft, cookery):
    tailor = programme("Швея", code="")
    programme("Закрытая", code="", last_year=2020)
    lacking = figures_row(cookery, (11, COOK[1]))
    letters = figures_row(tailor, TAILOR)
    letters[3], letters[4] = "семь", 1.5
    unknown = ["1", "Космонавт", "", 0]
    closed = ["", "Закрытая", "", 0]
    blank = ["", "Швея", "", None]
    rows = tables.read_figures(xlsx([lacking, letters, unknown, closed, blank]), draft)
    said = [" ".join(row.errors) for row in rows]
    assert [row.number for row in rows] == [2, 3, 4, 5, 6]
    assert "не распределено 1" in said[0]
    assert "«семь» – не целое число" in said[1]
    assert "«1.5» – не целое число" in said[1]
    assert "Такой программы нет" in said[2]
    assert "выпуска нет" in said[3]
    assert "уже есть в строке 3" in said[4]
    assert "напишите 0" in said[4]


def test_a_code_that_excel_made_a_number_is_still_the_code(draft, cookery):
    row = figures_row(cookery, COOK)
    row[0] = 16675.0
    assert tables.read_figures(xlsx([row]), draft)[0].errors == []


def test_columns_in_another_order_are_refused(draft, cookery):
    header = [*tables.FIGURES_HEADER]
    header[4], header[7] = header[7], header[4]
    with pytest.raises(Refused, match="В столбце E ожидается «Трудоустроены по договору»"):
        tables.read_figures(xlsx([figures_row(cookery, COOK)], header), draft)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused_in_words(draft, content):
    with pytest.raises(Refused, match="не таблица XLSX"):
        tables.read_figures(io.BytesIO(content), draft)


def test_large_and_empty_files_are_refused(draft, cookery):
    with pytest.raises(Refused, match="больше 2 МБ"):
        tables.read_figures(io.BytesIO(b"x" * (MAX_BYTES + 1)), draft)
    with pytest.raises(Refused, match="ни одной строки"):
        tables.read_figures(xlsx([]), draft)
    many = [["", f"Программа {n}"] for n in range(MAX_ROWS + 1)]
    with pytest.raises(Refused, match="больше 500 строк"):
        tables.read_figures(xlsx(many), draft)


@pytest.mark.req("P-2.4d")
def test_the_blank_is_read_back_as_it_was_given_out(specialist, cookery):
    draft = drafted(specialist, [(cookery, COOK)])
    programme("Швея", code="")
    given = list(tables.figures_of(draft))
    assert [row[1] for row in given] == ["Повар", "Швея"]
    first, second = tables.read_figures(xlsx(given), draft)
    assert first.values[1:] == (10, {**dict.fromkeys(first.values[2], 0), **COOK[1]})
    assert not first.is_new
    assert "напишите 0" in second.errors[0]


@pytest.mark.req("P-2.4d")
def test_programmes_are_imported_as_a_whole(specialist, cookery):
    rows = [
        ["16675", "ПОВАР ", "", "Профессиональное обучение", 2019, None],
        [
            None,
            "Швея",
            "Швея, 10 месяцев",
            "адаптированная программа профессионального обучения",
            2024,
            2026,
        ],
    ]
    read = read_programmes(xlsx(rows, PROGRAMMES_HEADER))
    assert [(row.errors, row.is_new) for row in read] == [([], False), ([], True)]
    assert import_programmes(lines=[row.values for row in read], actor=specialist) == 2
    cookery.refresh_from_db()
    assert (cookery.kind, cookery.first_year) == (Programme.Kind.TRAINING, 2019)
    sewing = Programme.objects.get(code="")
    assert (sewing.kind, sewing.last_year) == (Programme.Kind.ADAPTED, 2026)
    assert HistoryRecord.objects.about(sewing).get().action == "create"


def test_wrong_programmes_say_what_is_wrong(db):
    rows = [
        ["1", "", "", "Профессиональное обучение", 2024],
        ["2", "Швея", "", "кружок", "скоро"],
        ["3", "Повар", "", "Профессиональное обучение", 2024, 2020],
        ["3", "повар", "", "Профессиональное обучение", 2024],
    ]
    said = [" ".join(r.errors) for r in read_programmes(xlsx(rows, PROGRAMMES_HEADER))]
    assert "Не указано наименование" in said[0]
    assert "Вид – один из" in said[1]
    assert "«Первый год выпуска»: напишите год" in said[1]
    assert "раньше первого" in said[2]
    assert "уже есть в строке 4" in said[3]


def test_the_published_table_is_no_formula(specialist):
    """Names are neutralised in what staff download, too."""
    from core import exports

    draft = drafted(specialist, [(programme("=HYPERLINK(1)", code=""), (0, {}))])
    response = exports.xlsx_response(
        name="t", header=tables.FIGURES_HEADER, rows=tables.figures_of(draft)
    )
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    cell = book.active["B2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
