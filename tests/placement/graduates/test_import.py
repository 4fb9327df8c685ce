"""Lists of students as colleges have them come in, once, and go again (P-2.1, X-4)."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import imports, tables
from core.errors import Refused
from core.models import ImportRun, PersonKey
from placement.graduates import services
from placement.graduates.importing import GRADUATES_IMPORT
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES
from placement.graduates.tables import TABLE
from tests.placement.factories import ProfessionFactory
from tests.placement.graduates.factories import GraduateFactory
from tests.placement.seen import seen
from tests.placement.statistics.helpers import programme

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.1", "X-4")]
LIST = "/cms/placement/graduates/"
HEAD = ["№ п/п", "Ф.И.О.", "Д.р.", "Группа", "Телефон"]


def book(*rows: list) -> io.BytesIO:
    file = io.BytesIO()
    work = openpyxl.Workbook()
    for row in rows:
        work.active.append(row)
    work.save(file)
    file.seek(0)
    return file


def look(*rows: list):
    return seen(GRADUATES_IMPORT, book(*rows))


@pytest.fixture
def looked(specialist):
    """``looked(row, …)``: the run after the rows of a list were looked through."""

    def look_through(*rows: list) -> ImportRun:
        return imports.look_through(
            importing=GRADUATES_IMPORT,
            source=book(*rows),
            file_name="список.xlsx",
            subject=None,
            actor=specialist,
        )

    return look_through


def test_a_list_with_titles_merged_heads_and_groups_as_rows_comes_in(looked, specialist):
    ProfessionFactory(name="Швея")
    cook = programme("Повар")
    run = looked(
        ["Государственное учреждение «Колледж»"],
        ["Список обучающихся на 01.09.2026"],
        ["Группа ПК-21"],
        ["№", "Обучающийся", None, None, "Профессия", "Обучение", None, "Д.р."],
        [None, "Фамилия", "Имя", "Отчество", None, "Год поступления", "Год выпуска", None],
        [1, "ПРОБНОВА", "МАРИЯ", "ИВАНОВНА", "Повар", 2024, 2026, "05.05.2005"],
        ["Группа Ш-11"],
        [None, "Фамилия", "Имя", "Отчество", None, "Год поступления", "Год выпуска", None],
        [1, "Пробный", "Пётр", None, "швея", 2025, 2027, dt.date(2006, 1, 2)],
        ["Всего", 2],
    )
    assert imports.enter(run=run, actor=specialist) == 2
    maria, peter = Graduate.objects.order_by("pk")
    assert (maria.full_name, maria.group) == ("Пробнова Мария Ивановна", "ПК-21")
    assert (maria.programme, maria.profession) == (cook, None)
    assert (maria.entered_year, maria.left_year) == (2024, 2026)
    assert maria.born_on == dt.date(2005, 5, 5)
    assert (maria.state, maria.source) == (GraduateState.CONFIRMED, Graduate.Source.TABLE)
    assert (peter.group, str(peter.profession)) == ("Ш-11", "Швея")


def test_a_name_in_one_cell_is_told_apart_and_an_earlier_surname_is_found(looked, specialist):
    run = looked(
        ["Группа", "Телефон", "ФИО", "Годы обучения"],
        ["К-1", "8 921 000-11-22", "1. Замужняя (Пробнова) Мария Ивановна", "2023–2026"],
    )
    imports.enter(run=run, actor=specialist)
    row = Graduate.objects.get()
    assert (row.last_name, row.first_name, row.middle_name) == ("Замужняя", "Мария", "Ивановна")
    assert row.names.get().full_name == "Пробнова Мария Ивановна"
    assert "пробнова" in row.search_key
    assert (row.entered_year, row.left_year) == (2023, 2026)
    assert list(Graduate.objects.with_contact("+79210001122")) == [row]


@pytest.mark.parametrize(
    ("name", "earlier"),
    [
        ("Пробнова (Иная) Мария Ивановна", "Иная"),
        ("Пробнова (ИНАЯ) Мария Ивановна", "Иная"),
        ("Пробнова (до брака Иная) Мария Ивановна", "Иная"),
        ("Пробнова Мария Ивановна (ранее Иная)", "Иная"),
        ("Пробнова Мария Ивановна (дев. фамилия Иная-Тихая)", "Иная-Тихая"),
        ("Пробнова Мария Ивановна (староста)", ""),
        ("Пробнова Мария Ивановна (инв. 2 гр.)", ""),
    ],
)
def test_only_a_surname_in_brackets_becomes_an_earlier_surname(name, earlier):
    [row] = look(["ФИО"], [name])
    assert row.row.values["last_name"] == "Пробнова"
    assert row.row.extra["earlier"] == earlier
    # What stood in the brackets and was not taken is for a person to look at.
    assert bool(row.row.notes) == (not earlier)


def test_an_earlier_surname_stands_apart_where_surnames_have_a_column(looked, specialist):
    run = looked(["Фамилия", "Имя", "Отчество"], ["ЗАМУЖНЯЯ (Пробнова)", "Мария", "Ивановна"])
    imports.enter(run=run, actor=specialist)
    row = Graduate.objects.get()
    assert row.last_name == "Замужняя"
    assert row.names.get().full_name == "Пробнова Мария Ивановна"


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("гр. ПВ-2", "ПВ-2"),
        ("Гр. ПВ-2", "ПВ-2"),
        ("ПВ-2", "ПВ-2"),
        ("Ш 11-2", "Ш 11-2"),
        ("Группа: ПВ-2 (куратор Тихая А. А.)", "ПВ-2"),
        ("Группа ПВ-2, мастер – Тихая А. А.", "ПВ-2"),
    ],
)
def test_nobody_is_put_into_the_group_above_theirs(heading, group):
    first, second = look(
        HEAD, ["Группа К-1"], [1, "Пробнова Мария"], [heading], [1, "Пробный Пётр"]
    )
    assert (first.row.values["group"], second.row.values["group"]) == ("К-1", group)


def test_lines_that_are_not_taken_are_named_and_a_sum_is_no_person():
    reading = tables.read(
        book(HEAD, [1, "Пробнова Мария"], ["Вечернее отделение"], [2], [None, "Итого: 1 чел."]),
        TABLE,
    )
    assert [row.values["full_name"] for row in reading.rows] == ["Пробнова Мария"]
    notes = " ".join(reading.notes)
    assert "только в ненужных столбцах: 3." in notes
    assert "Пропущены строки с итогами: 5." in notes


@pytest.mark.parametrize(
    ("head", "cells", "code"),
    [
        ("ФИО", "Пробнова М. И.", "full_name"),
        ("ФИО", "Пробнова", "full_name"),
        ("ФИО", "Пробнова 2 Мария", ""),
        ("Дата рождения", "01.01.2031", "born_on"),
        ("Дата рождения", "когда-то", "born_on"),
        ("Телефон", "нет", "phone"),
        ("Почта", "мария", "email"),
        ("Профессия", "Космонавт", "learned"),
        ("Год выпуска", "26", "left_year"),
        ("Годы обучения", "2026–2023", "left_year"),
    ],
)
def test_a_bad_row_says_what_is_wrong_in_which_column(head, cells, code):
    line = {"ФИО": "Пробнова Мария", head: cells}
    [row] = look(list(line), list(line.values()))
    assert list(row.row.errors) == [code]


def test_who_is_there_is_left_out_and_who_may_be_is_noted():
    there = GraduateFactory(last_name="Пробнова", first_name="Мария", middle_name="")
    waiting = GraduateFactory(
        last_name="Пробный", first_name="Пётр", middle_name="", state=GraduateState.CLAIMED
    )
    married = GraduateFactory(last_name="Иная", first_name="Анна", middle_name="Ильинична")
    called = GraduateFactory(last_name="Тихая", first_name="Ольга", phone="+79210001122")
    rows = look(
        HEAD,
        [1, "Пробнова Мария", there.born_on, "К-1"],
        [2, "Пробный Пётр", None, waiting.group],
        [3, "Замужняя Анна Ильинична", married.born_on, "К-1"],
        [4, "Громкая Ольга", None, "К-1", "8 921 000-11-22"],
        [5, "Пробнова Мария", "01.01.1999", "К-1"],
    )
    assert [row.known for row in rows] == [there.pk, waiting.pk, None, None, None]
    assert "подтвердили" in rows[1].row.skip
    assert [row.like for row in rows[2:]] == [married.pk, called.pk, None]
    assert "другая фамилия" in rows[2].notes[0]
    assert "телефон" in rows[3].notes[0]


def test_one_person_twice_in_a_list_comes_in_once():
    rows = look(
        HEAD,
        [1, "Пробнова Мария", "05.05.2005", "К-1"],
        [2, "ПРОБНОВА МАРИЯ", "05.05.2005", "К-2"],
        [3, "Пробнова Мария", "06.06.2006", "К-1"],
    )
    assert [row.row.is_good for row in rows] == [True, False, True]
    assert "в строке 2" in rows[1].errors[0]


def test_a_list_is_taken_back_with_its_keys_unless_a_card_lives_on(looked, specialist):
    run = looked(HEAD, [1, "Пробнова (Иная) Мария", "05.05.2005", "К-1", "8 921 000-11-22"])
    imports.enter(run=run, actor=specialist)
    row = Graduate.objects.get()
    services.update_graduate(
        graduate=row, data=GRADUATES.copy(row, phone="+79210001133"), actor=specialist
    )
    run.refresh_from_db()
    with pytest.raises(Refused):
        imports.undo(run=run, reason="Не тот файл", actor=specialist)
    other = looked(HEAD, [1, "Пробный (Иной) Пётр", "06.06.2006", "К-1", "8 921 000-11-44"])
    imports.enter(run=other, actor=specialist)
    key = Graduate.objects.exclude(pk=row.pk).get().key_id
    assert imports.undo(run=other, reason="Не тот файл", actor=specialist) == 1
    assert Graduate.objects.get() == row
    assert PersonKey.objects.get(pk=key).destroyed_at


def test_five_thousand_broken_rows_come_back_with_reasons_and_the_good_ones_cost_few_queries():
    broken = [[n, f"Пробнов{n}", "31.02.2005", "К-1", "нет"] for n in range(4990)]
    names = ["Анна", "Мария", "Ольга", "Вера", "Инна", "Зоя", "Нина", "Рита", "Юлия", "Лида"]
    good = [
        [n, f"Пробная {name}", "05.05.2005", "К-1", f"8921000000{n}"]
        for n, name in enumerate(names)
    ]
    for n in range(3):
        GraduateFactory(first_name=names[n], born_on=dt.date(2005, 5, 5))
    with CaptureQueriesContext(connection) as queries:
        rows = look(HEAD, *broken, *good)
    assert len(rows) == 5000
    assert sum(bool(row.errors) for row in rows) == 4990
    assert len(queries) < 20


def test_the_screens_show_each_row_and_give_the_blank(visitor, browser_of):
    upload = SimpleUploadedFile(
        "список.xlsx", book(HEAD, [1, "Пробнова Мария", "05.05.2005", "К-1"]).getvalue()
    )
    page = visitor.post(LIST + "import/", {"file": upload}).content.decode()
    assert "Пробнова" in page
    assert "В файле нет столбцов: «Профессия»" in page
    visitor.post(LIST + "import/", {"run": str(ImportRun.objects.get().pk)})
    assert Graduate.objects.get().group == "К-1"
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(visitor.get(LIST + "blank/")))).active
    headings = [cell.value for cell in sheet[1]]
    assert headings[:3] == ["Группа", "Фамилия", "Имя"]
    assert "Фамилия, имя, отчество" not in headings
    assert browser_of("director").get(LIST + "import/").status_code in (302, 403, 404)
