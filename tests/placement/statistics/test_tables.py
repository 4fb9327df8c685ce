"""Tables of figures and programmes out of XLSX files: every row is told what is wrong with it."""

import datetime as dt
import io
from typing import IO, Any

import openpyxl
import pytest

from core import imports, roles
from core.errors import Refused
from core.imports import HinderedUndo, Importing
from core.models import HistoryRecord, ImportRun, User
from placement.programmes.importing import PROGRAMMES_IMPORT
from placement.programmes.models import Programme
from placement.programmes.tables import MAX_BYTES, MAX_ROWS
from placement.statistics import services, tables
from placement.statistics.importing import FIGURES_IMPORT
from placement.statistics.models import Snapshot
from tests.placement.seen import Seen, seen
from tests.placement.statistics.helpers import (
    COOK,
    TAILOR,
    drafted,
    enter,
    figures_row,
    programme,
    start,
    xlsx,
)

pytestmark = pytest.mark.django_db


def read_figures(source: IO[bytes], draft: Snapshot) -> list[Seen]:
    return seen(FIGURES_IMPORT, source, draft)


def imported(
    importing: Importing, source: IO[bytes], actor: User, subject: Any = None
) -> ImportRun:
    """The table, looked through and entered."""
    run = imports.look_through(
        importing=importing, source=source, file_name="a.xlsx", subject=subject, actor=actor
    )
    imports.enter(run=run, actor=actor)
    run.refresh_from_db()
    return run


@pytest.fixture
def draft(specialist, cookery):
    return start(specialist)


@pytest.mark.req("P-2.4d")
def test_a_right_table_is_read_with_its_numbers(draft, cookery):
    total = ["", "Всего", "", *[10] * (len(tables.TABLE.headings) - 3)]
    [row] = read_figures(xlsx([figures_row(cookery, COOK), [None] * 5, total]), draft)
    assert row.errors == []
    assert row.number == 2
    counts = tables.counts_of(row.row)
    assert (row.row.extra["programme"], row.values["graduates"]) == (cookery.pk, 10)
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
    rows = read_figures(xlsx([lacking, letters, unknown, closed, blank]), draft)
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
    assert read_figures(xlsx([row]), draft)[0].errors == []


@pytest.mark.req("X-4")
def test_columns_are_known_by_their_headings_in_any_order(draft, cookery):
    header, cells = [*tables.TABLE.headings], figures_row(cookery, COOK)
    for row in (header, cells):
        row.reverse()
    [row] = read_figures(xlsx([cells], header), draft)
    assert row.errors == []
    assert {code: n for code, n in tables.counts_of(row.row).items() if n} == COOK[1]


def test_a_column_that_is_left_out_is_not_taken_for_noughts(draft, cookery):
    header, cells = tables.TABLE.headings[:-1], figures_row(cookery, COOK)[:-1]
    with pytest.raises(Refused, match="нет столбцов: «Будут продолжать обучение»"):
        read_figures(xlsx([cells], header), draft)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused_in_words(draft, content):
    with pytest.raises(Refused, match="не таблица XLSX"):
        read_figures(io.BytesIO(content), draft)


def test_large_and_empty_files_are_refused(draft, cookery):
    with pytest.raises(Refused, match="больше 2 МБ"):
        read_figures(io.BytesIO(b"x" * (MAX_BYTES + 1)), draft)
    with pytest.raises(Refused, match="ни одной строки"):
        read_figures(xlsx([]), draft)
    many = [["", f"Программа {n}"] for n in range(MAX_ROWS + 1)]
    with pytest.raises(Refused, match="больше 500 строк"):
        read_figures(xlsx(many), draft)


@pytest.mark.req("P-2.4d")
def test_the_blank_is_read_back_as_it_was_given_out(specialist, cookery):
    draft = drafted(specialist, [(cookery, COOK)])
    programme("Швея", code="")
    given = list(tables.figures_of(draft))
    assert [row[1] for row in given] == ["Повар", "Швея"]
    first, second = read_figures(xlsx(given), draft)
    counts = tables.counts_of(first.row)
    assert first.values["graduates"] == 10
    assert counts == {**dict.fromkeys(counts, 0), **COOK[1]}
    assert not first.is_new
    assert "напишите 0" in second.errors[0]


PROGRAMMES = [
    ["16675", "ПОВАР ", "", "Профессиональное обучение", 2019, None],
    [
        None,
        "Швея",
        "Швея, 10 месяцев",
        "адаптированная программа профессионального обучения",
        2024,
        "2026 г.",
    ],
    ["1", "Слесарь", "", "кружок", 2024],
]


@pytest.mark.req("P-2.4d", "X-4")
def test_good_programmes_are_added_or_changed_and_all_of_it_is_taken_back(specialist, cookery):
    before = Programme.objects.filter(pk=cookery.pk).values().get()
    table = xlsx(PROGRAMMES, PROGRAMMES_IMPORT.table.headings)
    rows = seen(PROGRAMMES_IMPORT, table)
    assert [row.row.outcome for row in rows[:2]] == ["заменит прежнее", ""]
    run = imported(PROGRAMMES_IMPORT, table, specialist)
    assert (run.rows.count(), run.bad) == (2, 1)
    cookery.refresh_from_db()
    assert (cookery.kind, cookery.first_year) == (Programme.Kind.TRAINING, 2019)
    sewing = Programme.objects.get(code="")
    assert (sewing.kind, sewing.last_year) == (Programme.Kind.ADAPTED, 2026)
    assert HistoryRecord.objects.about(sewing).get().action == "create"
    imports.undo(run=run, reason="не тот файл", actor=specialist)
    assert Programme.objects.values().get() == before
    assert HistoryRecord.objects.about(cookery).filter(action="undo-import").count() == 1


def test_a_programme_with_figures_keeps_its_import(specialist, cookery):
    run = imported(
        PROGRAMMES_IMPORT, xlsx(PROGRAMMES, PROGRAMMES_IMPORT.table.headings), specialist
    )
    enter(start(specialist), Programme.objects.get(code=""), (0, {}), specialist)
    with pytest.raises(HinderedUndo) as hindered:
        imports.undo(run=run, reason="не тот файл", actor=specialist)
    assert hindered.value.hindrances == [(3, "Швея", "на неё ссылаются: строки сведений")]


def test_programmes_that_are_there_and_do_not_change_are_left_out(specialist, visitor, cookery):
    blank = visitor.get("/cms/placement/programmes/blank/")
    content = io.BytesIO(b"".join(blank.streaming_content))
    [row] = seen(PROGRAMMES_IMPORT, content)
    assert row.known == cookery.pk


def test_a_code_that_excel_took_for_a_date_is_the_code_again(db):
    day = dt.datetime(2025, 1, 8)  # noqa: DTZ001 - spreadsheets have no zones
    row = [day, "Мастер", "", "Профессиональное обучение", 2024]
    [read] = seen(PROGRAMMES_IMPORT, xlsx([row], PROGRAMMES_IMPORT.table.headings))
    assert read.values["code"] == "08.01.25"
    assert "принял код за дату" in read.notes[0]


@pytest.mark.parametrize("code", ["16675", "08.01.25", "К-12", "16675, 18103", "1"])
def test_codes_are_taken_as_the_register_has_them(db, code):
    row = [code, "Мастер", "", "Профессиональное обучение", 2024]
    [read] = seen(PROGRAMMES_IMPORT, xlsx([row], PROGRAMMES_IMPORT.table.headings))
    assert (read.errors, read.values["code"]) == ([], code)


@pytest.mark.req("P-2.4d", "X-4")
def test_figures_that_a_table_brought_are_taken_back(specialist, draft, cookery):
    tailor = programme("Швея", code="")
    enter(draft, cookery, (3, {"employed": 3}), specialist)
    table = [figures_row(cookery, COOK), figures_row(tailor, TAILOR)]
    run = imported(FIGURES_IMPORT, xlsx(table), specialist, draft)
    assert dict(draft.rows.values_list("name", "graduates")) == {"Повар": 10, "Швея": 7}
    imports.undo(run=run, reason="не тот год", actor=specialist)
    row = draft.rows.get()
    assert (row.name, row.graduates, row.employed) == ("Повар", 3, 3)


def test_approved_figures_are_not_taken_back(specialist, make_user, draft, cookery):
    run = imported(FIGURES_IMPORT, xlsx([figures_row(cookery, COOK)]), specialist, draft)
    services.approve(snapshot=draft, actor=make_user(roles.DEPUTY_DIRECTOR))
    with pytest.raises(Refused, match="уже утверждены"):
        imports.undo(run=run, reason="не тот год", actor=specialist)
    assert draft.rows.get().graduates == 10


def test_wrong_programmes_say_what_is_wrong(db):
    rows = [
        ["1", "", "", "Профессиональное обучение", 2024],
        ["2", "Швея", "", "кружок", "скоро"],
        ["3", "Повар", "", "Профессиональное обучение", 2024, 2020],
        ["3", "повар", "", "Профессиональное обучение", 2024],
    ]
    said = [
        " ".join(r.errors)
        for r in seen(PROGRAMMES_IMPORT, xlsx(rows, PROGRAMMES_IMPORT.table.headings))
    ]
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
        name="t", header=tables.TABLE.headings, rows=tables.figures_of(draft)
    )
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    cell = book.active["B2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
