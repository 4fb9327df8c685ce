"""Tables as people have them: read by the words of their headings, cell by cell in words."""

import datetime as dt
import io
import random
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from core import tables
from core.errors import Refused
from core.tables import Choice, Code, Date, Money, Paragraphs, Table, Text, Whole, YesNo

from .books import changed, raw_xlsx, xlsx

HEAD = ["Код", "Наименование", "Выпускников"]


def with_zero(code: str) -> str | None:
    """A repair such as a domain gives: here every code of four digits lost its zero."""
    return f"0{code}" if len(code) == 4 else None


def even(number: int) -> int:
    if number % 2:
        raise Refused("нужно чётное число.")
    return number


TABLE = Table(
    columns=(
        Code(
            "code",
            "Код",
            ("Код профессии", "Шифр"),
            pattern=r"[0-9]{5}|[0-9]{2}(\.[0-9]{2}){2}",
            example="08.01.25",
            repair=with_zero,
        ),
        Text("name", "Наименование", ("Название профессии",), required=True, max_length=20),
        Whole("graduates", "Выпускников", is_expected=True, most=1000),
        Money("pay", "Заработная плата", ("Оклад",)),
        Date("day", "Дата выпуска"),
        YesNo("adapted", "Адаптированная"),
        Choice(
            "kind",
            "Вид",
            choices=[("full", "Очная"), ("part", "Очно-заочная")],
            others={"вечерняя": "part"},
        ),
        Whole("pairs", "Пар", check=even),
        Paragraphs("remark", "Примечание"),
    ),
    carried=Text("group", "Группа", ("Учебная группа",)),
    max_rows=50,
    max_bytes=1024 * 1024,
)


def read(*sheets, table=TABLE, edit=None):
    return tables.read(io.BytesIO(xlsx(*sheets, edit=edit)), table)


def row_of(head: list, *cells):
    """The only row of a table with these columns beside the needed ones."""
    [row] = read([[*HEAD, *head], ["16675", "Повар", 10, *cells]]).rows
    return row


def said(row) -> str:
    return " ".join(words for errors in row.errors.values() for words in errors)


# --- where the table is ----------------------------------------------------------------------------


@pytest.mark.req("X-4")
def test_columns_are_known_by_their_words_wherever_and_in_whatever_order_they_stand():
    reading = read(
        [
            ["Список групп", None, dt.date(2024, 9, 1)],
            [],
            [None, "ВЫПУСКНИКОВ (чел.)", "№", "Название\nпро-\nфессии", None, "Шифр", "Мастер"],
            [None, 10, 1, "Повар", None, "16675", "Иванов"],
        ]
    )
    [row] = reading.rows
    assert row.number == 4
    assert row.errors == {}
    assert (row.values["code"], row.values["name"], row.values["graduates"]) == (
        "16675",
        "Повар",
        10,
    )
    assert [column.code for column in reading.columns] == ["code", "name", "graduates"]
    notes = " ".join(reading.notes)
    assert "не взяты столбцы: «№», «Мастер»" in notes
    assert "нет столбцов: «Группа», «Заработная плата»" in notes


@pytest.mark.req("X-4")
def test_a_heading_of_two_rows_with_numbers_beneath_it_is_one_heading():
    table = Table(
        columns=(
            Text("name", "Наименование", required=True),
            Text("phone", "Контактное лицо: телефон"),
            Text("own_phone", "Телефон"),
            Whole("jobs", "Мест"),
        )
    )

    def merge(book, sheet):
        sheet.merge_range(0, 0, 1, 0, "Наименование")
        sheet.merge_range(0, 1, 0, 2, "Контактное лицо")

    head = [[None, None, None, "Организация", None], [None, "ФИО", "Телефон", "Телефон", "Мест"]]
    [row] = read(
        [*head, ["А", "Б", 1, 2, 3], ["Ель", "Иванов", "1", "2", 3]], table=table, edit=merge
    ).rows
    assert row.number == 4
    assert row.values == {"name": "Ель", "phone": "1", "own_phone": "2", "jobs": 3}


def test_the_table_is_found_on_whichever_sheets_it_stands():
    reading = read(
        [["Как заполнять"]], [HEAD, ["16675", "Повар", 1]], [HEAD[::-1], [2, "Швея", "16676"]]
    )
    assert [(row.sheet, row.values["name"]) for row in reading.rows] == [
        ("Sheet2", "Повар"),
        ("Sheet3", "Швея"),
    ]
    assert "Прочитаны листы: «Sheet2», «Sheet3»." in reading.notes


def test_the_second_of_two_columns_with_one_name_is_said_to_be_left_out():
    reading = read([[*HEAD, "Шифр"], ["16675", "Повар", 1, "x"]])
    assert reading.rows[0].values["code"] == "16675"
    assert any("«Шифр»" in note for note in reading.notes)


def test_a_missing_column_is_named_with_the_row_in_which_the_heading_was_found():
    with pytest.raises(
        Refused, match=r"нет столбцов: «Наименование», «Выпускников».*в строке 3"
    ) as refusal:
        read([["Отчёт"], [], ["Код", "Оклад"], ["16675", 1]])
    assert refusal.value.field == "file"
    with pytest.raises(Refused, match=r"не найдены заголовки.*«Код», «Наименование»"):
        read([["раз", "два"], [1, 2]])


@pytest.mark.parametrize("rows", [[], [HEAD], [HEAD, ["", None, " "]], [HEAD, ["Итого", None, 5]]])
def test_a_table_without_rows_is_refused(rows):
    with pytest.raises(Refused, match="ни одной строки"):
        read(rows)


def test_too_many_rows_and_bytes_are_refused():
    rows = [["16675", f"Повар {n}", 1] for n in range(51)]
    assert len(read([HEAD, *rows[:50]]).rows) == 50
    with pytest.raises(Refused, match="больше 50 строк"):
        read([HEAD, *rows])
    with pytest.raises(Refused, match="больше 50 строк"):
        read([HEAD, *rows * 30])
    with pytest.raises(Refused, match="больше 1 МБ"):
        tables.read(io.BytesIO(b"x" * (1024 * 1024 + 1)), TABLE)


# --- rows ----------------------------------------------------------------------------------------


def test_the_group_above_rows_is_carried_down_and_sums_are_left_out():
    reading = read(
        [
            HEAD,
            ["Группа ПК-21"],
            ["16675", "Повар", 3],
            ["16676", "Швея", 4],
            ["ИТОГО по группе ПК-21", None, 7],
            ["Учебная  группа:", "Ш-2"],
            ["Учебная   группа № Ш-2"],
            ["16676", "Швея", 1],
            [None, "Всего:", 8],
        ]
    )
    assert [(row.number, row.values["group"]) for row in reading.rows] == [
        (3, "ПК-21"),
        (4, "ПК-21"),
        (8, "Ш-2"),
    ]
    assert "Пропущены строки с итогами: 5, 9." in reading.notes


def test_a_column_may_have_its_own_words_and_checks_of_forms_and_rules():
    def refuse(value):
        raise ValidationError(["нет такого телефона"])

    def mistrust(value):
        raise ValueError("нет такого индекса")

    table = Table(
        columns=(
            Whole("year", "Год", least=1900, most=2200, words="напишите год, например 2024."),
            Text("name", "Имя", required=True, blank_words="имя нужно всегда."),
            Text("phone", "Телефон", check=refuse),
            Text("index", "Индекс", check=mistrust),
        )
    )
    [row] = read([["Год", "Имя", "Телефон", "Индекс"], ["скоро", None, "1", "2"]], table=table).rows
    assert tables.reason(table, row).split("\n") == [
        "«Год»: напишите год, например 2024.",
        "«Имя»: имя нужно всегда.",
        "«Телефон»: нет такого телефона",
        "«Индекс»: нет такого индекса",
    ]


def test_a_group_that_stands_in_the_row_goes_before_the_one_above():
    rows = read(
        [[*HEAD, "Группа"], ["Группа А"], ["16675", "Повар", 3, "Б"], ["16675", "Повар", 3]]
    ).rows
    assert [row.values["group"] for row in rows] == ["Б", "А"]


def test_an_employer_named_total_and_numbers_put_beneath_ahead_of_time_are_no_trouble():
    reading = read([["№", *HEAD], [1, "16675", "Всего доброго", 3], [2], [3]])
    assert [row.values["name"] for row in reading.rows] == ["Всего доброго"]
    reading = read([["Наименование", "Выпускников", "Примечание"], ["Всего", 3, "это название"]])
    assert [row.values["name"] for row in reading.rows] == ["Всего"]


def test_all_that_is_wrong_in_a_row_is_said_at_once_and_other_rows_are_good():
    first, second = read(
        [[*HEAD, "Вид"], ["1", None, "много", "заочная"], ["16675", "Повар", 1]]
    ).rows
    assert set(first.errors) == {"code", "name", "graduates", "kind"}
    assert first.errors["name"] == ["не указано."]
    assert (first.is_good, second.is_good) == (False, True)


# --- cells ---------------------------------------------------------------------------------------

UNDERSTOOD = [
    ("Заработная плата", "60 000,00", "pay", Decimal("60000.00")),
    ("Заработная плата", "60\u00a0000 руб.", "pay", Decimal("60000.00")),
    ("Заработная плата", 60000.1, "pay", Decimal("60000.10")),
    ("Заработная плата", "–", "pay", None),
    ("Дата выпуска", dt.date(2024, 5, 27), "day", dt.date(2024, 5, 27)),
    ("Дата выпуска", "27.05.2024 г.", "day", dt.date(2024, 5, 27)),
    ("Дата выпуска", "27 мая 2024", "day", dt.date(2024, 5, 27)),
    ("Дата выпуска", 27052024, "day", dt.date(2024, 5, 27)),
    ("Дата выпуска", 1052024, "day", dt.date(2024, 5, 1)),
    ("Адаптированная", "ДА", "adapted", True),
    ("Адаптированная", "+", "adapted", True),
    ("Адаптированная", "–", "adapted", False),
    ("Адаптированная", 0, "adapted", False),
    ("Адаптированная", True, "adapted", True),
    ("Вид", "очная ", "kind", "full"),
    ("Вид", "Очно – заочная", "kind", "part"),
    ("Вид", "Вечерняя", "kind", "part"),
    ("Пар", "12 пар", "pairs", None),
    ("Пар", "12 шт.", "pairs", 12),
    ("Примечание", "один\n\n два  слова", "remark", "один\nдва слова"),
    ("Примечание", 7.0, "remark", "7"),
    ("Примечание", dt.date(2024, 5, 27), "remark", "27.05.2024"),
]


@pytest.mark.req("X-4")
@pytest.mark.parametrize(("head", "cell", "code", "value"), UNDERSTOOD)
def test_cells_are_understood_as_people_write_them(head, cell, code, value):
    assert row_of([head], cell).values[code] == value


@pytest.mark.parametrize("cell", ["12 чел.", "12", 12.0, "12,0", " 12\u00a0", "12 человек"])
def test_a_number_of_people_is_a_number_however_it_is_written(cell):
    [row] = read([HEAD, ["16675", "Повар", cell]]).rows
    assert row.errors == {}
    assert row.values["graduates"] == 12


NOT_UNDERSTOOD = [
    (["Выпускников"], 1.5, "«1.5» – не целое число"),
    (["Выпускников"], "семь", "«семь» – не целое число"),
    (["Выпускников"], "12 или 13", "не целое число"),
    (["Выпускников"], -1, "от 0 до 1000"),
    (["Выпускников"], 1001, "от 0 до 1000"),
    (["Выпускников"], True, "не число"),
    (["Выпускников"], dt.date(2024, 5, 27), "«27.05.2024» – не число"),
    (["Заработная плата"], "60.000", "60 000 или 60"),
    (["Заработная плата"], 1.005, "двух знаков"),
    (["Дата выпуска"], "01.02.24", "1924 или 2024"),
    (["Дата выпуска"], 45665, "«45665» – не дата"),
    (["Дата выпуска"], "31.02.2024", "Такого дня нет"),
    (["Дата выпуска"], "#Н/Д", "ошибка формулы «#Н/Д»"),
    (["Адаптированная"], "?", "«да» или «нет»"),
    (["Вид"], "заочная", "Один из: Очная; Очно-заочная"),
    (["Пар"], 3, "чётное"),
    (["Примечание"], "#REF!", "ошибка формулы «#REF!»"),
    (["Код"], "не знаю", "такого кода быть не может. Пишется так: 08.01.25"),
    (["Код"], False, "не код"),
    (["Код"], 4.07028109e19, "первые 15 цифр"),
    (["Наименование"], "слишком длинное название", "24 знаков, а можно 20"),
]


@pytest.mark.req("X-4")
@pytest.mark.parametrize(("head", "cell", "words"), NOT_UNDERSTOOD)
def test_what_cannot_be_understood_is_said_beside_its_column(head, cell, words):
    rest = [name for name in HEAD if name not in head]
    values = {"Код": "16675", "Наименование": "Повар", "Выпускников": 1}
    [row] = read([[*rest, *head], [*(values[name] for name in rest), cell]]).rows
    assert words in said(row)
    assert len(row.errors) == 1


@pytest.mark.req("X-4")
def test_a_formula_without_a_stored_value_is_never_empty_or_nought():
    cell = '<c t="str"><v>{}</v></c>'
    head = "".join(cell.format(name) for name in HEAD)
    book = raw_xlsx(
        f"<row>{head}</row>"
        f"<row>{cell.format('16675')}{cell.format('Повар')}<c><f>SUM(A1)</f></c></row>"
    )
    [row] = tables.read(io.BytesIO(book), TABLE).rows
    assert "значение которой в файле не сохранено" in row.errors["graduates"][0]
    assert row.values["graduates"] is None


DATED = [
    (dt.date(2025, 1, 8), "dd.mm.yyyy", "08.01.25"),
    (dt.date(1952, 2, 15), "dd.mm.yy", "15.02.52"),
    (dt.date(2030, 1, 8), "dd.mm.yyyy", None),
    (dt.date(2025, 1, 8), "d mmm", None),
    (dt.date(2025, 1, 1), "mmm.yy", None),
]


@pytest.mark.req("X-4")
@pytest.mark.parametrize(("date", "shown_as", "code"), DATED)
def test_a_code_that_excel_took_for_a_date_is_repaired_only_where_it_can_be_proved(
    date, shown_as, code
):
    def write(book, sheet):
        sheet.write_datetime(1, 0, date, book.add_format({"num_format": shown_as}))

    [row] = read([HEAD, [None, "Повар", 1]], edit=write).rows
    if code:
        assert (row.values["code"], row.errors) == (code, {})
        assert code in row.notes["code"][0]
    else:
        assert "Excel принял код за дату" in row.errors["code"][0]


def test_a_date_that_may_be_two_codes_is_asked_about():
    table = Table(columns=(Code("code", "Код", pattern=r"[0-9]{1,2}\.[0-9]{2}\.[0-9]{2}"),))
    [row] = read([["Код"], [dt.date(2025, 1, 8)]], table=table).rows
    assert "принял код за дату 08.01.2025" in said(row)
    table = Table(columns=(Code("code", "Код"),))
    [row] = read([["Код"], [dt.date(2025, 1, 8)]], table=table).rows
    assert "принял код за дату 08.01.2025" in said(row)


CODES = [
    (16675.0, "16675", 0),
    ("16675", "16675", 0),
    ("08.01.25", "08.01.25", 0),
    (1234, "01234", 1),
    ("1234", "01234", 1),
]


@pytest.mark.req("X-4")
@pytest.mark.parametrize(("cell", "code", "notes"), CODES)
def test_a_code_stays_a_code_and_a_proved_repair_is_said(cell, code, notes):
    [row] = read([HEAD, [cell, "Повар", 1]]).rows
    assert (row.values["code"], row.errors, len(row.notes)) == (code, {}, notes)


# --- files that are given out ------------------------------------------------------------------------


def opened(response):
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active


@pytest.mark.req("X-4")
def test_the_blank_formats_codes_as_text_and_is_read_back():
    response = tables.blank_response(TABLE, name="Бланк", rows=[["ПК", "08.01.25", "=Повар", 3]])
    content = b"".join(response.streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[1]][:4] == ["Группа", *HEAD]
    # Columns of one format are kept together, under the first.
    spans = [(one.min, one.max, one.number_format) for one in sheet.column_dimensions.values()]
    assert spans[:2] == [(1, 3, "@"), (4, 9, "General")]
    assert (sheet["B2"].data_type, sheet["B2"].number_format) == ("s", "@")
    assert (sheet["C2"].value, sheet["C2"].data_type, sheet["C2"].quotePrefix) == (
        "=Повар",
        "s",
        True,
    )
    [row] = tables.read(io.BytesIO(content), TABLE).rows
    assert (row.values["code"], row.values["name"], row.values["graduates"]) == (
        "08.01.25",
        "=Повар",
        3,
    )


@pytest.mark.req("X-4")
def test_bad_rows_come_back_as_they_stood_with_the_reason_and_mended_can_be_read():
    head = [*HEAD, "Дата выпуска", "Мастер"]
    reading = read([head, ["Группа ПК"], ["1", None, "много", dt.date(2024, 5, 27), "Иванов"]])
    response = tables.bad_rows_response(TABLE, reading.rows, name="Исправить")
    content = b"".join(response.streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[1]] == ["Что исправить", "Строка в файле", "Группа", "Код", "Выпускников", "Дата выпуска", "Мастер"]  # fmt: skip
    reason, number, *cells = [cell.value for cell in sheet[2]]
    assert reason.split("\n")[1] == "«Наименование»: не указано."
    assert (number, *cells) == ("3", "ПК", "1", "много", dt.datetime(2024, 5, 27), "Иванов")  # noqa: DTZ001
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in {"D2": "16675", "E2": 5, "H1": "Наименование", "H2": "Повар"}.items():
        book.active[place] = value
    mended = io.BytesIO()
    book.save(mended)
    again = tables.read(mended, TABLE)
    assert again.rows[0].errors == {}
    assert again.rows[0].values["group"] == "ПК"
    assert not any("Что исправить" in note for note in again.notes)


# --- strangers' files --------------------------------------------------------------------------------

GOOD = xlsx(
    [HEAD, ["Группа ПК-21"], ["16675", "Повар", 10], [dt.date(2025, 1, 8), "Швея", "7 чел."]]
)


def _mutants(count: int) -> list[bytes]:
    """Copies of a good file with some bytes of one of its parts, or of the archive, changed."""
    chance = random.Random(8)

    def spoil(content: bytes) -> bytes:
        spoilt = bytearray(content)
        for _ in range(chance.choice([1, 1, 3, 20])):
            at = chance.randrange(len(spoilt))
            match chance.randrange(4):
                case 0:
                    spoilt[at] = chance.randrange(256)
                case 1:
                    del spoilt[at : at + chance.randrange(1, 40)]
                case 2:
                    spoilt[at:at] = spoilt[at : at + chance.randrange(1, 40)]
                case _:
                    spoilt[at : at + 1] = chance.choice(
                        [b"<", b">", b'"', b"&", b"9" * 9, b"\0", b"-"]
                    )
        return bytes(spoilt)

    parts = ["sheet1", "styles", "sharedStrings", "xl/workbook.xml", "workbook.xml.rels"]
    mutants = [changed(GOOD, **{part: spoil}) for part in parts for _ in range(count)]
    return mutants + [spoil(GOOD) for _ in range(count)]


@pytest.mark.req("X-4")
def test_damaged_files_are_read_or_get_words():
    """The child's side in this process, so that no fault hides behind the verdict «crashed»."""
    from core import table_files

    outcomes = {"read": 0, "refused": 0}
    for mutant in _mutants(60):
        try:
            table_files.read([io.BytesIO(mutant)], io.BytesIO(), max_rows=100)
            outcomes["read"] += 1
        except Refused:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 30


@pytest.mark.req("X-4")
def test_damaged_files_through_the_box_give_rows_or_words():
    outcomes = []
    for mutant in _mutants(4):
        try:
            outcomes.append(bool(tables.read(io.BytesIO(mutant), TABLE).rows))
        except Refused as refusal:
            outcomes.append(refusal.field == "file")
    assert outcomes == [True] * len(outcomes)


@pytest.mark.parametrize(
    ("tail", "words"),
    [("", "старого формата"), ("EncryptedPackage", "защищена паролем")],
)
def test_old_and_locked_books_are_named_from_within_the_box(tail, words):
    """There no codec can be imported any more."""
    book = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + tail.encode("utf-16-le")
    with pytest.raises(Refused, match=words):
        tables.read(io.BytesIO(book), TABLE)
