"""Lists of employers out of a table: every kind of broken row, the good ones, once, and back."""

import io
import random
import re
from collections.abc import Iterable
from dataclasses import replace
from unittest import mock

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import imports, roles
from core.errors import Refused
from core.imports import HinderedUndo, declare
from core.models import HistoryRecord, ImportRun
from placement.employers.importing import EMPLOYERS_IMPORT
from placement.employers.models import Employer
from placement.employers.services import table_import
from placement.employers.tables import TABLE
from tests.placement import factories
from tests.placement.factories import (
    EmployerContactFactory,
    EmployerFactory,
    person_inn,
    person_ogrn,
)
from tests.placement.seen import Seen, seen
from tests.placement.statistics.helpers import xlsx

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/placement/employers/import/"
HEADER = TABLE.headings


def inn(n: int) -> str:
    """A valid ИНН that no factory gives."""
    return factories.inn(50_000 + n)


def ogrn(n: int) -> str:
    """A valid ОГРН that no factory gives."""
    return factories.ogrn(50_000 + n)


def line(n: int = 1, **cells: object) -> list[object]:
    """A right row of the blank."""
    values = {
        "kind": "Фактический работодатель",
        "full_name": f"ООО «Пекарня № {n}»",
        "inn": inn(n),
        "ogrn": ogrn(n),
        "district": "Гатчинский округ",
        "phone": f"8 (812) 333-{n % 10000:04d}",
        **cells,
    }
    return [values.get(name) for name in TABLE.by_code]


def table(rows: Iterable[list[object]], header: list[str] = HEADER) -> io.BytesIO:
    return xlsx(rows, header)


def look(*rows: list[object]) -> list[Seen]:
    return seen(EMPLOYERS_IMPORT, table(rows))


def look_through(actor, *rows: list[object]) -> ImportRun:
    return imports.look_through(
        importing=declare.importing_of("employers"),
        source=table(rows),
        file_name="a.xlsx",
        subject=None,
        actor=actor,
    )


def take(actor, *rows: list[object]) -> int:
    return imports.enter(run=look_through(actor, *rows), actor=actor)


# --- rows ----------------------------------------------------------------------------------------


@pytest.mark.req("P-2.2a")
def test_a_right_row_becomes_an_employer_with_its_history(specialist):
    numbers = line(7, inn=float(inn(7)), ogrn=int(ogrn(7)), founded_year=1999.0, website="ya.ru")
    [row] = look(numbers)
    assert row.errors == []
    assert not Employer.objects.exists()
    assert take(specialist, numbers) == 1
    made = Employer.objects.get()
    assert (made.inn, made.ogrn, made.founded_year) == (inn(7), ogrn(7), 1999)
    assert (made.kind, made.district) == ("actual", "lo-gatchina")
    assert (made.phone, made.website) == ("+78123330007", "https://ya.ru")
    assert made.confirmed_on is None
    assert Employer.objects.filter(search_key__contains="пекарня").exists()
    assert made.name_key == "пекарня nо 7"
    record = HistoryRecord.objects.about(made).get()
    assert (record.action, record.actor) == ("import", specialist)


@pytest.mark.req("P-2.2a")
def test_gaps_are_allowed_but_not_in_the_name(specialist):
    bare = [None] * len(HEADER)
    bare[1] = "Администрация посёлка"
    nameless = line(1, full_name="")
    first, second = look(bare, nameless)
    assert first.errors == []
    assert first.values["kind"] == Employer.Kind.POTENTIAL
    assert "Полное наименование" in second.errors[0]


BROKEN = [
    ({"full_name": None}, "Полное наименование"),
    ({"full_name": "я" * 501}, "Полное наименование"),
    ({"kind": "Друг"}, "такого нет"),
    ({"inn": "4703000000"}, "не сходится"),
    ({"inn": "47030000"}, "ноль в начале"),
    ({"inn": 274051583}, "ноль в начале"),
    ({"inn": "ИНН"}, "только из цифр"),
    ({"ogrn": "1024700000000"}, "не сходится"),
    ({"ogrn": "1"}, "13 цифр"),
    ({"ogrn": person_ogrn(3)}, "не подходят"),
    ({"inn": person_inn(3)}, "не подходят"),
    ({"district": "Марс"}, "такого района"),
    ({"phone": "12"}, "Проверьте номер"),
    ({"phone": "звонить днём"}, "Проверьте номер"),
    ({"email": "почта"}, "Электронная почта"),
    ({"website": "не сайт"}, "Веб-сайт"),
    ({"founded_year": "давно"}, "четыре цифры"),
    ({"founded_year": 3000}, "не позже"),
    ({"founded_year": True}, "четыре цифры"),
    ({"activity": "а" * 501}, "Вид деятельности"),
    ({"short_name": "#REF!"}, "ошибка формулы"),
    ({"head_name": "и" * 300}, "Руководитель"),
]


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize(("cells", "said"), BROKEN)
def test_every_wrong_cell_says_what_is_wrong(cells, said):
    [row] = look(line(3, **cells))
    assert said in " ".join(row.errors)
    assert row.values is None


@pytest.mark.req("P-2.2a")
def test_all_that_is_wrong_in_a_row_is_said_at_once():
    [row] = look(line(1, inn="1", phone="1", district="Марс", founded_year="x"))
    assert len(row.errors) == 4


@pytest.mark.req("P-2.2a")
def test_numbers_that_repeat_in_the_file_are_errors_and_like_rows_are_noted():
    first, second, third, fourth = look(
        line(1),
        line(2, inn=inn(1)),
        line(3, ogrn=ogrn(1)),
        line(4, full_name="Пекарня № 1", inn="", ogrn="", phone=""),
    )
    assert first.errors == []
    assert "уже стоит в строке 2" in second.errors[0]
    assert "уже стоит в строке 2" in third.errors[0]
    assert fourth.errors == []
    assert "строку 2 этой таблицы: похожее название" in fourth.notes[0]


@pytest.mark.req("P-2.2a")
def test_who_is_in_the_bank_is_left_out_and_who_is_like_them_is_noted(specialist):
    known = EmployerFactory(inn=inn(1))
    kept = EmployerFactory(inn=inn(55))
    EmployerFactory(inn=inn(2), merged_into=kept)
    like = EmployerFactory(full_name="Пекарня № 3")
    rows = [line(1), line(2), line(3), line(4)]
    first, second, third, fourth = look(*rows)
    assert (first.known, second.known) == (known.pk, kept.pk)
    assert third.like == like.pk
    assert "похожее название" in third.notes[0]
    assert (fourth.known, fourth.like, fourth.notes) == (None, None, [])
    assert take(specialist, *rows) == 2
    known.refresh_from_db()
    assert known.full_name != "ООО «Пекарня № 1»"


MENDED = [
    ({"inn": 274051582}, "inn", "0274051582", "исправлено: «0274051582»"),
    ({"phone": "8 812 333-00-01, 8 812 333-00-02"}, "phone", "+78123330001", "взят первый номер"),
    ({"phone": "8 812 333-00-01\n8 812 333-00-02"}, "phone", "+78123330001", "взят первый номер"),
    ({"phone": "(812) 333-00-01 доб. 12"}, "phone", "+78123330001;ext=12", ""),
    ({"founded_year": "1999 г."}, "founded_year", 1999, ""),
    ({"district": "Всеволожский"}, "district", "lo-vsevolozhsk", ""),
    ({"district": "ВСЕВОЛОЖСКИЙ Р-Н"}, "district", "lo-vsevolozhsk", ""),
    ({"district": "Гатчинский муниципальный округ"}, "district", "lo-gatchina", ""),
    ({"district": "Гатчинский район"}, "district", "lo-gatchina", ""),
    ({"district": "СПб, Кировский район"}, "district", "spb-kirovsky", ""),
    ({"district": "Кировский район Ленинградской области"}, "district", "lo-kirovsk", ""),
    ({"district": "Выборгский район города"}, "district", "spb-vyborgsky", ""),
]


@pytest.mark.req("P-2.2a", "X-4")
@pytest.mark.parametrize(("cells", "name", "value", "said"), MENDED)
def test_cells_are_understood_as_people_write_them(cells, name, value, said):
    [row] = look(line(3, ogrn="", **cells))
    assert (row.errors, row.values[name]) == ([], value)
    assert said in " ".join(row.notes)
    assert bool(row.notes) is bool(said)


@pytest.mark.parametrize("district", ["Кировский район", "Выборгский"])
def test_a_district_that_is_in_both_regions_is_not_guessed(district):
    [row] = look(line(3, district=district))
    assert "и в области, и в городе" in row.errors[0]


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.req("X-4")
@pytest.mark.parametrize("content", [b"", b"not a table", b"PK\x03\x04 broken"])
def test_what_is_no_table_is_refused(content):
    with pytest.raises(Refused, match="не таблица"):
        seen(EMPLOYERS_IMPORT, io.BytesIO(content))


@pytest.mark.req("X-4")
def test_other_headings_an_empty_and_a_too_long_table_are_refused():
    nameless = [*HEADER]
    nameless[1] = "Телефон"
    with pytest.raises(Refused, match="нет столбцов: «Полное наименование»"):
        seen(EMPLOYERS_IMPORT, table([line()], nameless))
    with pytest.raises(Refused, match="ни одной строки"):
        seen(EMPLOYERS_IMPORT, table([]))
    short = replace(EMPLOYERS_IMPORT, table=replace(TABLE, max_rows=2))
    with pytest.raises(Refused, match="больше 2 строк"):
        seen(short, table([line(1), line(2), line(3)]))


@pytest.mark.req("X-4")
def test_columns_are_known_by_other_words_and_in_any_order(specialist):
    header = ["Сайт", "Контактный телефон", "ИНН организации", "Кто это", "Наименование", "Заметка"]
    cells = ["ya.ru", "8 (812) 333-00-01", inn(1), "Другой партнёр", "ООО «Печь»", "лишнее"]
    [row] = seen(EMPLOYERS_IMPORT, table([cells], header))
    assert row.errors == []
    assert (row.values["full_name"], row.values["inn"]) == ("ООО «Печь»", inn(1))
    assert (row.values["phone"], row.values["website"]) == ("+78123330001", "https://ya.ru")


@pytest.mark.req("X-4")
def test_a_sheet_that_breaks_off_in_the_middle_is_refused():
    import zipfile

    whole = table([line(n) for n in range(200)])
    cut = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(cut, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:-900] if "sheet1" in name else content)
    with pytest.raises(Refused, match="повреждена"):
        seen(EMPLOYERS_IMPORT, cut)


# --- the run -------------------------------------------------------------------------------------


@pytest.mark.req("P-2.2a", "X-6")
def test_a_second_press_imports_nothing(specialist):
    run = look_through(specialist, line(1, inn="", ogrn=""), line(2, inn="", ogrn=""))
    assert imports.enter(run=run, actor=specialist) == 2
    with pytest.raises(Refused, match="уже внесена"):
        imports.enter(run=run, actor=specialist)
    assert Employer.objects.count() == 2


@pytest.mark.req("P-2.2a", "X-4")
def test_good_rows_come_in_though_others_are_bad(specialist):
    run = look_through(specialist, line(1), line(2, inn="12"), line(3))
    assert (run.good, run.bad) == (2, 1)
    assert imports.enter(run=run, actor=specialist) == 2
    assert set(Employer.objects.values_list("inn", flat=True)) == {inn(1), inn(3)}
    run.refresh_from_db()
    assert [row.number for row in imports.bad_rows(run)] == [3]


@pytest.mark.req("P-2.2a", "X-6")
def test_of_the_good_rows_all_come_in_or_none(specialist):
    run = look_through(specialist, line(1), line(2), line(3))
    EmployerFactory(inn=inn(3))
    with pytest.raises(Refused, match="только что появился"):
        imports.enter(run=run, actor=specialist)
    assert Employer.objects.count() == 1
    with (
        mock.patch.object(table_import, "log_changes", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        take(specialist, line(8))
    assert Employer.objects.count() == 1
    assert not HistoryRecord.objects.exists()


@pytest.mark.req("P-2.2a", "X-4")
def test_an_import_is_taken_back_or_says_which_rows_are_in_the_way(specialist):
    run = look_through(specialist, line(1), line(2), line(3))
    imports.enter(run=run, actor=specialist)
    first, second, third = Employer.objects.order_by("inn")
    first.remarks = "Звонили."
    first.save()
    contact = EmployerContactFactory(employer=second)
    with pytest.raises(HinderedUndo) as hindered:
        imports.undo(run=run, reason="не тот файл", actor=specialist)
    assert [(number, why) for number, _, why in hindered.value.hindrances] == [
        (2, "изменена после загрузки"),
        (3, "на неё ссылаются: контактные лица"),
    ]
    assert Employer.objects.count() == 3
    contact.delete()
    first.remarks = ""
    first.save()
    assert imports.undo(run=run, reason="не тот файл", actor=specialist) == 3
    assert not Employer.objects.exists()
    assert HistoryRecord.objects.about(third).filter(action="undo-import").count() == 1


def test_queries_of_undoing_do_not_grow_with_rows(specialist):
    counts = []
    for many in (2, 8):
        run = look_through(specialist, *(line(n) for n in range(many)))
        imports.enter(run=run, actor=specialist)
        with CaptureQueriesContext(connection) as queries:
            imports.undo(run=run, reason="не тот файл", actor=specialist)
        assert not Employer.objects.exists()
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.req("P-2.2a", "X-4")
def test_five_thousand_rows_with_every_kind_of_broken_row(visitor, specialist):
    """One look tells every fault; mended, all come in at once, in a number of queries that is flat."""
    chance = random.Random(5)
    rows = [line(n, activity=f"дело {chance.random()}") for n in range(1, 5001)]
    mended = [list(row) for row in rows]
    broken = {}
    for place, (cells, said) in enumerate(BROKEN):
        at = 100 + place * 200
        rows[at] = line(at + 1, **cells)
        broken[at + 2] = said
    rows[4990] = list(rows[0])
    broken[4992] = "уже стоит в строке 2"
    looked_at = look(*rows)
    assert len(looked_at) == 5000
    found = {row.number: " ".join(row.errors) for row in looked_at if row.errors}
    assert found.keys() == broken.keys()
    assert all(said in found[number] for number, said in broken.items())
    file = table(mended)
    page = visitor.post(ADDRESS, {"file": file}).content.decode()
    run = re.search(r'name="run" value="([^"]+)"', page)[1]
    with CaptureQueriesContext(connection) as queries:
        assert visitor.post(ADDRESS, {"run": run}).status_code == 302
    assert Employer.objects.count() == 5000
    # Rows go in by hundreds, not one by one.
    assert len(queries) < 700


# --- the page ------------------------------------------------------------------------------------


def upload(visitor, *rows: list[object]) -> tuple[str, str]:
    """Upload a table; the page, and the key of what was looked through."""
    page = visitor.post(ADDRESS, {"file": table(rows)}).content.decode()
    found = re.search(r'name="run" value="([^"]+)"', page)
    return page, found[1] if found else ""


@pytest.mark.req("P-2.2a")
def test_a_table_is_looked_through_on_the_page_and_then_taken_once(visitor):
    known = EmployerFactory(inn=inn(1))
    page, run = upload(visitor, line(1), line(2), line(3, full_name="ООО «Пекарня № 2» новая"))
    assert "Будет внесено: 2, пропущено: 1" in page
    assert f"/cms/placement/employers/inspect/{known.pk}/" in page
    assert Employer.objects.count() == 1
    assert visitor.post(ADDRESS, {"run": run}).status_code == 302
    assert Employer.objects.count() == 3
    assert "уже внесена" in visitor.post(ADDRESS, {"run": run}).content.decode()
    assert Employer.objects.count() == 3
    page, run = upload(visitor, line(1), line(2))
    assert "вносить нечего" in page
    assert not run


@pytest.mark.req("P-2.2a")
def test_of_a_table_with_a_wrong_row_the_others_are_taken(visitor):
    page, run = upload(visitor, line(1), line(2, inn="12"))
    assert "Будет внесено: 1, пропущено: 0, с ошибками: 1" in page
    assert "Внести строки без ошибок (1)" in page
    visitor.post(ADDRESS, {"run": run})
    assert Employer.objects.get().inn == inn(1)


@pytest.mark.req("X-7")
def test_looked_through_lines_belong_to_one_person_and_cannot_be_altered(
    visitor, make_user, client_of
):
    _, run = upload(visitor, line(1))
    deputy = client_of(make_user(roles.DEPUTY_DIRECTOR))
    for who, key in ((deputy, run), (visitor, run[:-2] + "xx")):
        assert "Загрузите файл ещё раз" in who.post(ADDRESS, {"run": key}).content.decode()
    assert not Employer.objects.exists()


@pytest.mark.req("P-2.2a")
def test_the_blank_that_is_given_out_can_be_filled_in_and_taken_back(visitor):
    answer = visitor.get("/cms/placement/employers/blank/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    book.active.append(line(1))
    filled = io.BytesIO()
    book.save(filled)
    filled.name = "бланк.xlsx"
    filled.seek(0)
    page = visitor.post(ADDRESS, {"file": filled}).content.decode()
    assert "Будет внесено: 1" in page


# --- the same organisation, and its branches ---------------------------------------------------------


@pytest.mark.req("P-2.2a")
def test_a_row_with_the_ogrn_of_the_bank_is_no_new_employer():
    known = EmployerFactory()
    (one,) = look(line(1, ogrn=known.ogrn))
    assert f"такая организация уже есть: {known}, ИНН {known.inn}" in one.errors[0]
    (without_inn,) = look(line(2, ogrn=known.ogrn, inn=None))
    assert without_inn.known == known.pk


@pytest.mark.req("P-2.2a")
def test_branches_of_one_organisation_are_told_by_their_kpp(superuser):
    known = EmployerFactory()
    same = {"inn": known.inn, "ogrn": known.ogrn}
    rows = look(line(1, **same, kpp="470343001"), line(2, **same, kpp="470343002"), line(3, **same))
    assert [row.known for row in rows] == [None, None, known.pk]
    assert take(superuser, line(1, **same, kpp="470343001"), line(2, **same, kpp="470343002")) == 2
    (again,) = look(line(4, **same, kpp="470343002"))
    assert again.known == Employer.objects.get(kpp="470343002").pk
