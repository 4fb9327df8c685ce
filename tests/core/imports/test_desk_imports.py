"""The screens of an import: looked at row by row, entered, fetched, taken back."""

import io
import re

import openpyxl
import pytest

from core import imports, roles
from core.models import ImportRun, Journal

from .samples import table

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.imports.samples")]
IMPORT, RUNS = "/cms/sample/journals/import/", "/cms/records/imports/"


@pytest.fixture
def visitor(administrator, client_of, settings):
    return client_of(administrator)


def said(response) -> str:
    return response.content.decode()


def upload(visitor, *rows) -> tuple[str, str]:
    page = said(visitor.post(IMPORT, {"file": table(*rows)}))
    key = re.search(r'name="run" value="([^"]+)"', page)
    return page, key[1] if key else ""


@pytest.mark.req("X-4")
def test_every_row_is_shown_as_it_was_understood_and_the_good_ones_entered(visitor):
    old = Journal.objects.create(code="old", title="Старый")
    page, key = upload(visitor, ["a", "А?", "12 шт."], ["1", ""], ["old", "Старый"], ["b", "Б"])
    assert "Будет внесено: 2, пропущено: 1, с ошибками: 1" in page
    assert "Следующий номер: <strong>12</strong>" in page
    assert "«Код»: «1» – такого кода быть не может. Пишется так: orders." in page
    assert "«Название»: не указано." in page
    assert "«Название»: это вопрос?" in page
    assert f'<a href="/cms/sample/journals/inspect/{old.pk}/">уже есть</a>' in page
    # What is to be mended comes first, then what is to be looked at.
    places = re.findall(r'data-label="Строка">(\d+)<', page)
    assert places == ["3", "2", "4", "5"]
    assert Journal.objects.count() == 1
    answer = visitor.post(IMPORT, {"run": key}, follow=True)
    assert "Внесено строк: 2." in said(answer)
    assert answer.redirect_chain[-1][0].startswith(f"{RUNS}inspect/")
    assert Journal.objects.count() == 3
    assert "уже внесена" in said(visitor.post(IMPORT, {"run": key}))


@pytest.mark.req("X-4")
def test_bad_rows_are_fetched_mended_and_brought_again(visitor):
    page, key = upload(visitor, ["a", "А"], ["1", "Один"])
    address = re.search(r'href="([^"]+/bad/[^"]+)"', page)[1]
    for _ in range(2):
        response = visitor.get(address)
        book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
        assert book.active["A2"].value.startswith("«Код»")
        visitor.post(IMPORT, {"run": key})
    book.active["C2"] = "one"
    mended = io.BytesIO()
    book.save(mended)
    mended.seek(0)
    mended.name = "исправлено.xlsx"
    page = said(visitor.post(IMPORT, {"file": mended}))
    assert "Будет внесено: 1" in page


def test_when_all_is_there_already_there_is_nothing_to_press(visitor):
    Journal.objects.create(code="old", title="Старый")
    page, key = upload(visitor, ["old", "Старый"])
    assert "вносить нечего" in page
    assert not key


def test_what_is_no_table_is_said_at_the_field(visitor):
    file = io.BytesIO(b"<html>")
    file.name = "a.xlsx"
    page = said(visitor.post(IMPORT, {"file": file}))
    assert "веб-страница" in page
    assert "Файл с таблицей" in page
    assert not ImportRun.objects.exists()
    assert "Выберите файл." in said(visitor.post(IMPORT, {}))


def test_a_long_table_is_shown_by_pages(visitor):
    letters = "abcdefghijklmnopqrstuvwxyz"
    rows = [[f"{one}{two}", one] for one in letters for two in "abcde"]
    page, key = upload(visitor, *rows)
    assert "Страница 1 из 3" in page
    last = said(visitor.get(IMPORT, {"run": key, "p": "3"}))
    assert len(re.findall(r'data-label="Строка"', last)) == 30
    for number in ("0", "99", "²", "x", "9" * 50):
        assert visitor.get(IMPORT, {"run": key, "p": number}).status_code == 200


@pytest.mark.req("X-7")
def test_what_one_has_looked_through_is_not_anothers(visitor, make_user, client_of):
    _, key = upload(visitor, ["a", "А"], ["1", ""])
    other = client_of(make_user(roles.ADMINISTRATOR))
    for who, wrong in ((other, key), (visitor, f"{key[:-2]}xx"), (visitor, "\0"), (visitor, "²")):
        assert "Загрузите файл ещё раз" in said(who.post(IMPORT, {"run": wrong}))
        assert "Загрузите файл ещё раз" in said(who.get(IMPORT, {"run": wrong}))
    assert not Journal.objects.exists()
    assert other.get(f"{RUNS}inspect/{key}/").status_code == 404
    visitor.post(IMPORT, {"run": key})
    assert other.get(f"{RUNS}inspect/{key}/").status_code == 200
    # The rows that were not entered hold what was in the file: only for whoever brought it.
    assert other.get(f"{RUNS}bad/{key}/").status_code == 404
    editor = client_of(make_user(roles.CONTENT_EDITOR))
    assert editor.get(IMPORT).status_code == 404
    assert editor.get(RUNS).status_code == 404


def test_the_blank_has_the_headings_and_formats_codes_as_text(visitor):
    page = said(visitor.get(IMPORT))
    assert "«Код» – заполняется всегда: например orders." in page
    address = re.search(r'href="([^"]+)" download>Бланк', page)[1]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(visitor.get(address).streaming_content)))
    assert [cell.value for cell in book.active[1]] == ["Код", "Название", "Следующий номер"]
    assert book.active.column_dimensions["A"].number_format == "@"


# --- runs ----------------------------------------------------------------------------------------


@pytest.mark.req("X-4")
def test_a_run_is_taken_back_on_its_page_with_a_reason(visitor, administrator):
    _, key = upload(visitor, ["a", "А"], ["b", "Б"])
    visitor.post(IMPORT, {"run": key})
    listing = said(visitor.get(f"{RUNS}?code=sample-journals"))
    assert "журналы.xlsx" in listing
    assert "Журналы из таблицы" in listing
    page = said(visitor.get(f"{RUNS}inspect/{key}/"))
    assert "Отменить загрузку" in page
    assert 'data-label="Запись">А<' in page
    undo = f"{RUNS}undo/{key}/"
    assert "Напишите, почему" in said(visitor.post(undo, {"reason": " "}))
    journal = Journal.objects.get(code="a")
    journal.title = "Исправлено"
    journal.save()
    page = said(visitor.post(undo, {"reason": "не тот файл"}))
    assert "изменена после загрузки" in page
    assert "не тот файл" in page
    journal.title = "А"
    journal.save()
    assert "Загрузка отменена." in said(visitor.post(undo, {"reason": "не тот файл"}, follow=True))
    assert not Journal.objects.exists()
    page = said(visitor.get(f"{RUNS}inspect/{key}/"))
    assert "отменена" in page
    assert "Отменить загрузку" not in page
    assert "не тот файл" in said(visitor.get(f"{RUNS}history/{key}/"))


def test_the_list_of_runs_is_flat(visitor, administrator, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    visitor.get(RUNS)  # what is kept between requests is read once
    for code in "abc":
        _, key = upload(visitor, [code, code])
        visitor.post(IMPORT, {"run": key})
        with CaptureQueriesContext(connection) as queries:
            visitor.get(RUNS)
        counts.append(len(queries))
    assert counts[0] == counts[2]
    assert imports.all_importings()
