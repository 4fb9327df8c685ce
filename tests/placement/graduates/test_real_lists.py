"""Lists as study offices really keep them come in; what was changed on reading is said row by row (P-2.1, X-4)."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from core import imports, tables
from core.errors import Refused
from core.tables import reason
from placement.graduates.importing import GRADUATES_IMPORT
from placement.graduates.models import Graduate
from placement.graduates.tables import TABLE
from tests.core.tables.books import xlsx
from tests.placement.factories import ProfessionFactory
from tests.placement.graduates.factories import GraduateFactory
from tests.placement.seen import Seen, seen

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.1", "X-4")]
TITLE = ["Список обучающихся 1 курса, очная форма, 2026/2027 учебный год"]


def book(*rows: list, edit: Callable[[Any], None] | None = None) -> io.BytesIO:
    """A sheet of Excel; ``edit`` gets it before it is saved."""
    work = openpyxl.Workbook()
    for row in rows:
        work.active.append(row)
    if edit:
        edit(work.active)
    file = io.BytesIO()
    work.save(file)
    file.seek(0)
    return file


def look(*rows: list, edit: Callable[[Any], None] | None = None) -> list[Seen]:
    return seen(GRADUATES_IMPORT, book(*rows, edit=edit))


def csv(text: str, encoding: str = "cp1251") -> list[Seen]:
    return seen(GRADUATES_IMPORT, io.BytesIO(text.encode(encoding)))


def one(**cells: Any) -> Seen:
    """The single row of a list with a name and these cells by heading."""
    line = {"ФИО": "Пробнова Мария", **cells}
    [row] = look(list(line), list(line.values()))
    return row


def said(row: Seen) -> str:
    return " ".join(row.notes)


@pytest.mark.parametrize(
    "typed",
    [
        *("01.09.2024-30.06.2026", "01.09.2024 – 30.06.2026", "с 01.09.2024 по 30.06.2026"),
        *("01.09.24-30.06.26", "09.2024-06.2026", "сентябрь 2024 – июнь 2026", "2024-26"),
        *("1 сентября 2024 г. - 30 июня 2026 г.", "2024–2026 гг.", "2024/2026", "с 2024 по 2026"),
    ],
)
def test_a_period_of_study_may_be_written_in_days_and_months(typed):
    row = one(**{"Период обучения": typed})
    values = row.row.values
    assert row.errors == []
    assert (values["entered_year"], values["left_year"]) == (2024, 2026)
    # Plain years need no words; of all else is said what it was taken for.
    assert ("2024–2026" in said(row)) == (typed != "2024/2026")


@pytest.mark.parametrize("typed", ["2 года 10 месяцев", "10 мес.", "1 г. 10 мес."])
def test_how_long_somebody_studies_loses_nobody(typed):
    row = one(**{"Срок обучения": typed})
    assert row.row.is_good
    assert row.row.values["left_year"] is None
    assert "это срок" in said(row)


def test_what_is_no_period_is_an_error_beside_its_column():
    row = one(**{"Период обучения": "по приказу"})
    assert row.errors == [
        "«Годы обучения»: «по приказу» – не годы обучения. Пишется так: 2023–2026."
    ]


@pytest.mark.parametrize("typed", ["38718", "38718,0"])
def test_a_birth_day_that_excel_saved_as_a_number_is_read_and_said(typed):
    [row] = csv(f"ФИО;Дата рождения\r\nПробнова Мария;{typed}\r\n")
    assert row.row.values["born_on"] == dt.date(2006, 1, 1)
    assert "так Excel хранит 01.01.2006" in said(row)


@pytest.mark.parametrize("typed", ["1.9.05", "01.09.05", "1/9/05", "1 сентября 05 г.", "010905"])
def test_a_birth_year_of_two_digits_is_taken_where_only_one_is_possible(typed):
    row = one(**{"Дата рождения": typed})
    assert row.row.values["born_on"] == dt.date(2005, 9, 1)
    assert "это 01.09.2005" in said(row)


@pytest.mark.parametrize("typed", ["40110", "45000", "1.9.20", "1234"])
def test_a_number_that_is_no_birth_day_or_has_two_readings_is_an_error(typed):
    [row] = csv(f"ФИО;Дата рождения\r\nПробнова Мария;{typed}\r\n")
    assert list(row.row.errors) == ["born_on"]


def test_the_day_of_a_certificate_is_read_from_a_number_too():
    [row] = csv("ФИО;Дата выдачи\r\nПробнова Мария;45000\r\n")
    assert row.row.values["certificate_on"] == dt.date(2023, 3, 15)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "8 931 000-11-22, 8 921 000-33-44",
            "89310001122/89210003344",
            "+79310001122 89210003344",
        ),
        *("8 (931) 000-11-22\n8 (921) 000-33-44", "тел. 8-931-000-11-22; дом. 8-921-000-33-44"),
    ],
)
def test_of_two_telephones_in_a_cell_the_first_is_taken_and_both_are_shown(typed):
    row = one(Телефон=typed)
    assert row.row.values["phone"] == "+79310001122"
    assert "взят первый номер, +7 931 000-11-22" in said(row)


@pytest.mark.parametrize(
    "typed",
    [
        "mailto:maria@example.org",
        "<maria@example.org>",
        "Мария <maria@example.org>",
        "maria@example.org, home@example.org",
        "maria@example.org;",
    ],
)
def test_an_address_comes_out_of_what_mail_programs_put_around_it(typed):
    row = one(**{"E-mail": typed})
    assert row.row.values["email"] == "maria@example.org"
    assert "взят адрес maria@example.org" in said(row)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("пробнова мария ивановна", "Пробнова Мария Ивановна"),
        ("ПРОБНОВА МАРИЯ ИВАНОВНА", "Пробнова Мария Ивановна"),
        ("пробнова-иная анна-мария", "Пробнова-Иная Анна-Мария"),
        ("ПРОБНОВА – ИНАЯ МАРИЯ", "Пробнова-Иная Мария"),
        ("МАМЕДОВ АЛИ РАШИД ОГЛЫ", "Мамедов Али Рашид оглы"),
        ("мамедова лейла рашид-кызы", "Мамедова Лейла Рашид-кызы"),
        ("СЕМЁНОВА АЛЁНА ПЕТРОВНА", "Семёнова Алёна Петровна"),
    ],
)
def test_a_name_gets_its_usual_capitals_and_that_is_said(typed, name):
    row = one(ФИО=typed, Группа="К-1")
    last, first, *middle = name.split(" ", 2)
    values = row.row.values
    assert (values["last_name"], values["first_name"]) == (last, first)
    assert values["middle_name"] == "".join(middle)
    assert f"записано «{name}»" in said(row)


def test_a_name_in_three_columns_gets_its_usual_capitals_too():
    [row] = look(["Фамилия", "Имя", "Отчество"], ["МАМЕДОВ", "али", "РАШИД ОГЛЫ"])
    assert "записано «Мамедов Али Рашид оглы»" in said(row)


@pytest.mark.parametrize(
    "name", ["Пробнова-Иная Мария", "Мамедов Али Рашид оглы", "МакТихий Пётр", "д'Арк Жанна"]
)
def test_a_name_that_is_written_as_usual_stays_and_nothing_is_said(name):
    row = one(ФИО=name, Группа="К-1")
    parts = [row.row.values[part] for part in ("last_name", "first_name", "middle_name")]
    assert " ".join(filter(None, parts)) == name
    assert row.notes == []


@pytest.mark.parametrize("name", ["Пробнова М.И.", "Пробнова М. И.", "М.И. Пробнова", "Пробнова М"])
def test_initials_are_refused_in_words(name):
    row = one(ФИО=name, Группа="К-1")
    assert row.errors == [
        f"«Фамилия, имя, отчество»: «{name}» – нужны фамилия и имя полностью, не инициалы."
    ]


def test_a_patronymic_that_is_cut_short_loses_nobody():
    row = one(ФИО="Пробнова Мария И.")
    assert row.row.is_good
    assert row.row.values["middle_name"] == ""
    assert "отчество «И.» не взято" in said(row)


def test_latin_letters_within_a_name_are_pointed_out():
    assert "латинские буквы" in said(one(ФИО="Прoбнова Мария"))


def test_who_is_there_is_known_with_and_without_the_two_points():
    there = GraduateFactory(last_name="Семёнова", first_name="Алёна", middle_name="Петровна")
    [row] = look(["ФИО", "Дата рождения"], ["Семенова Алена Петровна", there.born_on])
    assert row.known == there.pk


def test_lines_beneath_a_list_are_left_out_and_no_person_is_made_of_a_heading():
    rows = look(
        ["ФИО", "Дата рождения"],
        ["Мастеров Иван Петрович", "05.05.2005"],
        ["Завьялова Анна"],
        ["Академический отпуск"],
        ["Пробный Пётр", "06.06.2006"],
        ["Директор колледжа И. О. Фамилия"],
        ["Секретарь Пробнова Анна Ильинична"],
        ["Примечание: в список не вошли отчисленные"],
        ["* – на индивидуальном плане"],
        ["_____________ /Подпись/"],
        ["Зам. директора по УПР"],
    )
    assert [row.row.values["last_name"] for row in rows if row.row.is_good] == [
        *("Мастеров", "Завьялова", "Пробный")
    ]
    assert "это человек?" in rows[2].errors[0]
    assert {row.row.skip for row in rows[4:]} == {"это не человек, а слова при списке"}


def test_a_second_head_with_the_columns_in_another_order_is_followed():
    rows = look(
        ["№", "ФИО", "Дата рождения", "Группа"],
        [1, 2, 3, 4],
        [1, "Пробнова Мария", "05.05.2005", "К-1"],
        ["Отделение социальной работы"],
        ["№", "Группа", "ФИО", "Телефон", "Дата рождения"],
        [1, 2, 3, 4, 5],
        [1, "К-2", "Пробный Пётр", "8 921 000-11-22", "06.06.2006"],
    )
    assert [(row.errors, row.row.values["group"]) for row in rows] == [([], "К-1"), ([], "К-2")]
    assert rows[1].row.values["born_on"] == dt.date(2006, 6, 6)
    assert rows[1].row.values["phone"] == "+79210001122"


def test_a_second_head_of_two_rows_is_followed():
    head = [
        ["№", "Обучающийся", None, "Группа", "Дата рождения"],
        [None, "Фамилия", "Имя", None, None],
    ]
    rows = look(*head, [1, "Пробнова", "Мария", "К-1"], *head, [1, "Пробный", "Пётр", "К-2"])
    assert [(row.errors, row.row.values["first_name"]) for row in rows] == [
        ([], "Мария"),
        ([], "Пётр"),
    ]


def test_a_group_in_merged_cells_holds_for_all_its_rows():
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("A4:C4")

    rows = look(
        ["Группа", "ФИО", "Дата рождения"],
        ["К-1", "Пробнова Мария", "05.05.2005"],
        [None, "Иная Анна", "06.06.2006"],
        ["Группа К-2"],
        [None, "Пробный Пётр", "07.07.2007"],
        edit=merge,
    )
    assert [row.row.values["group"] for row in rows] == ["К-1", "К-1", "К-2"]


def test_a_group_of_merged_cells_that_csv_has_lost_is_said():
    first, second = csv("Группа,ФИО\r\nК-1,Пробнова Мария\r\n,Иная Анна\r\n")
    assert first.notes == []
    assert second.notes == ["не указана."]


def test_a_csv_of_the_old_code_page_with_commas_comes_in():
    ProfessionFactory(name="Швея")
    [row] = csv(
        f'"{TITLE[0]}",,,,\r\n"№ п/п","Ф.И.О. обучающегося","Профессия","Телефоны","Эл. почта"\r\n'
        '1,"ПРОБНОВА МАРИЯ ИВАНОВНА","швея","8 931 000-11-22, 8 921 000-33-44",'
        '"mailto:maria@example.org"\r\n'
    )
    assert row.errors == []
    assert row.row.values["phone"] == "+79310001122"
    assert len(row.notes) == 3


def test_hidden_sheets_are_named_and_a_book_of_hidden_sheets_says_what_to_do():
    def hide(made: Any, sheet: Any) -> None:
        made.add_worksheet("Прошлый год").hide()

    file = io.BytesIO(xlsx([["ФИО"], ["Пробнова Мария"]], edit=hide))
    assert "Скрытые листы не читаются: «Прошлый год»" in " ".join(tables.read(file, TABLE).notes)

    def hide_list(made: Any, sheet: Any) -> None:
        made.add_worksheet("Пустой").activate()
        sheet.hide()

    with pytest.raises(Refused, match="скрытые листы не читаются"):
        tables.read(io.BytesIO(xlsx([["ФИО"], ["Пробнова Мария"]], edit=hide_list)), TABLE)


def test_thousands_of_empty_formatted_rows_are_no_rows():
    def paint(sheet: Any) -> None:
        for number in range(3, 6003):
            for column in range(1, 13):
                sheet.cell(number, column).number_format = "@"

    assert len(look(["ФИО", "Группа"], ["Пробнова Мария", "К-1"], edit=paint)) == 1


def test_good_rows_come_in_beside_bad_ones(specialist):
    run = imports.look_through(
        importing=GRADUATES_IMPORT,
        source=book(
            ["ФИО", "Период обучения", "Телефон"],
            ["пробнова мария", "01.09.2024-30.06.2026", "8 931 000-11-22, 8 921 000-33-44"],
            ["Иная А. П.", "2024–2026", ""],
            ["Пробный Пётр", "когда-то", "8"],
        ),
        file_name="список.xlsx",
        subject=None,
        actor=specialist,
    )
    assert (run.good, run.bad) == (1, 2)
    assert imports.enter(run=run, actor=specialist) == 1
    assert Graduate.objects.get().full_name == "Пробнова Мария"
    assert [len(row.errors) for row in imports.bad_rows(run)] == [1, 2]
    assert "не инициалы" in reason(TABLE, imports.bad_rows(run)[0])
