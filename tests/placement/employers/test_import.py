"""Lists of employers out of a table: every kind of broken row, all or nothing, once."""

import io
import random
import re
from collections.abc import Iterable
from unittest import mock

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import roles
from core.errors import Refused
from core.models import HistoryRecord
from placement.employers import tables
from placement.employers.models import Employer
from placement.employers.services import table_import
from tests.placement import factories
from tests.placement.factories import EmployerFactory, person_inn, person_ogrn
from tests.placement.statistics.helpers import xlsx

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/placement/employers/import/"


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
    return [values.get(name) for name in tables.COLUMNS]


def table(rows: Iterable[list[object]], header: list[str] = tables.HEADER) -> io.BytesIO:
    return xlsx(rows, header)


def look(*rows: list[object]) -> list[tables.EmployerRead]:
    return table_import.preview(table(rows))


def take(rows, actor, token: str = "look") -> int:
    lines = [row.values for row in rows if row.is_new]
    return table_import.run(lines=lines, token=token, actor=actor)


# --- rows ----------------------------------------------------------------------------------------


@pytest.mark.req("P-2.2a")
def test_a_right_row_becomes_an_employer_with_its_history(specialist):
    numbers = line(7, inn=float(inn(7)), ogrn=int(ogrn(7)), founded_year=1999.0, website="ya.ru")
    [row] = look(numbers)
    assert row.errors == []
    assert not Employer.objects.exists()
    assert take([row], specialist) == 1
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
    bare = [None] * len(tables.HEADER)
    bare[1] = "Администрация посёлка"
    nameless = line(1, full_name="")
    first, second = look(bare, nameless)
    assert first.errors == []
    assert first.data.kind == Employer.Kind.POTENTIAL
    assert "Полное наименование" in second.errors[0]


BROKEN = [
    ({"full_name": None}, "Полное наименование"),
    ({"full_name": "я" * 501}, "Полное наименование"),
    ({"kind": "Друг"}, "такого нет"),
    ({"inn": "4703000000"}, "не сходится"),
    ({"inn": "47030000"}, "ноль в начале"),
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
    assert row.data is None
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
    first, second, third, fourth = look(line(1), line(2), line(3), line(4))
    assert (first.known, second.known) == (known.pk, kept.pk)
    assert third.like == like.pk
    assert "похожее название" in third.notes[0]
    assert (fourth.known, fourth.like, fourth.notes) == (None, None, [])
    assert take([first, second, third, fourth], specialist) == 2
    known.refresh_from_db()
    assert known.full_name != "ООО «Пекарня № 1»"


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.req("X-4")
@pytest.mark.parametrize("content", [b"", b"not a table", b"PK\x03\x04 broken"])
def test_what_is_no_table_is_refused(content):
    with pytest.raises(Refused, match="не таблица"):
        table_import.preview(io.BytesIO(content))


@pytest.mark.req("X-4")
def test_other_headings_an_empty_and_a_too_long_table_are_refused(monkeypatch):
    header = [*tables.HEADER]
    header[3] = "Телефон"
    with pytest.raises(Refused, match="В столбце D ожидается «ИНН»"):
        table_import.preview(table([line()], header))
    with pytest.raises(Refused, match="ни одной строки"):
        table_import.preview(table([]))
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    with pytest.raises(Refused, match="больше 2 строк"):
        look(line(1), line(2), line(3))


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
        table_import.preview(cut)


# --- the run -------------------------------------------------------------------------------------


@pytest.mark.req("P-2.2a", "X-6")
def test_a_second_press_imports_nothing(specialist):
    rows = look(line(1, inn="", ogrn=""), line(2, inn="", ogrn=""))
    assert take(rows, specialist) == 2
    with pytest.raises(Refused, match="уже внесена"):
        take(rows, specialist)
    assert Employer.objects.count() == 2


@pytest.mark.req("P-2.2a", "X-6")
def test_nothing_is_half_imported(specialist):
    rows = look(line(1), line(2), line(3))
    EmployerFactory(inn=inn(3))
    with pytest.raises(Refused, match="только что появился"):
        take(rows, specialist)
    assert Employer.objects.count() == 1
    good, bad = look(line(8), line(9))
    bad.values["inn"] = "4703000000"
    with pytest.raises(Refused, match="не сходится"):
        take([good, bad], specialist, "other")
    with (
        mock.patch.object(table_import, "log_changes", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        take([good], specialist, "third")
    assert Employer.objects.count() == 1
    assert not HistoryRecord.objects.exists()


@pytest.mark.req("X-7")
def test_who_may_not_import_imports_nothing(make_user):
    rows = look(line(1))
    with pytest.raises(Refused, match="нет права"):
        take(rows, make_user(roles.DIRECTOR))
    assert not Employer.objects.exists()


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
    seen = table_import.preview(table(rows))
    assert len(seen) == 5000
    found = {row.number: " ".join(row.errors) for row in seen if row.errors}
    assert found.keys() == broken.keys()
    assert all(said in found[number] for number, said in broken.items())
    file = table(mended)
    page = visitor.post(ADDRESS, {"file": file}).content.decode()
    lines = re.search(r'name="lines" value="([^"]+)"', page)[1]
    with CaptureQueriesContext(connection) as queries:
        assert visitor.post(ADDRESS, {"lines": lines}).status_code == 302
    assert Employer.objects.count() == 5000
    # Rows go in by hundreds, not one by one.
    assert len(queries) < 700


# --- the page ------------------------------------------------------------------------------------


def upload(visitor, *rows: list[object]) -> tuple[str, str]:
    """Upload a table; the page and the signed lines in it."""
    page = visitor.post(ADDRESS, {"file": table(rows)}).content.decode()
    found = re.search(r'name="lines" value="([^"]+)"', page)
    return page, found[1] if found else ""


@pytest.mark.req("P-2.2a")
def test_a_table_is_looked_through_on_the_page_and_then_taken_once(visitor):
    known = EmployerFactory(inn=inn(1))
    page, lines = upload(visitor, line(1), line(2), line(3, full_name="ООО «Пекарня № 2» новая"))
    assert "Будет внесено: 2, пропущено: 1" in page
    assert f"/cms/placement/employers/inspect/{known.pk}/" in page
    assert Employer.objects.count() == 1
    assert visitor.post(ADDRESS, {"lines": lines}).status_code == 302
    assert Employer.objects.count() == 3
    assert "уже внесена" in visitor.post(ADDRESS, {"lines": lines}).content.decode()
    assert Employer.objects.count() == 3
    page, lines = upload(visitor, line(1), line(2))
    assert "вносить нечего" in page
    assert not lines


@pytest.mark.req("P-2.2a")
def test_a_table_with_a_wrong_row_cannot_be_taken(visitor):
    page, lines = upload(visitor, line(1), line(2, inn="12"))
    assert "Строк с ошибками: 1 из 2" in page
    assert not lines


@pytest.mark.req("X-7")
def test_looked_through_lines_belong_to_one_person_and_cannot_be_altered(
    visitor, make_user, client_of
):
    _, lines = upload(visitor, line(1))
    deputy = client_of(make_user(roles.DEPUTY_DIRECTOR))
    for who, signed in ((deputy, lines), (visitor, lines[:-2] + "xx")):
        assert "Загрузите файл ещё раз" in who.post(ADDRESS, {"lines": signed}).content.decode()
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
