"""An existing list of agreements is brought in from a table, and taken back whole (X-4)."""

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from core import imports
from core.errors import Refused
from core.models import HistoryRecord, ImportRun, JournalEntry, PersonKey
from placement.agreements.importing import AGREEMENTS_IMPORT
from placement.agreements.lifecycle import AgreementState
from placement.agreements.models import Agreement
from placement.agreements.services import addenda
from tests.placement.agreements.conftest import TODAY
from tests.placement.factories import EmployerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4", "P-5.4")]
LIST = "/cms/placement/agreements/"
HEAD = [
    "№ договора",
    "Дата договора",
    "Вид",
    "Организация",
    "ИНН",
    "Предмет",
    "Начало",
    "Окончание",
    "ФИО",
]


def table(*rows):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEAD, *rows]):
            sheet.write_row(number, 0, row)
    file.seek(0)
    return file


def line(employer, **fields):
    values = {
        "№ договора": "12/С",
        "Дата договора": "25.08.2026",
        "Вид": "сотрудничество",
        "Организация": employer.short_name,
        "ИНН": employer.inn,
        "Предмет": "Содействие трудоустройству",
        "Начало": "01.09.2026",
        "Окончание": "31.08.2027",
        "ФИО": "",
    }
    return [{**values, **fields}[heading] for heading in HEAD]


@pytest.fixture
def looked(specialist):
    """``looked(row, …)``: the run after the rows of a table were looked through."""

    def look(*rows) -> ImportRun:
        return imports.look_through(
            importing=AGREEMENTS_IMPORT,
            source=table(*rows),
            file_name="договоры.xlsx",
            subject=None,
            actor=specialist,
        )

    return look


def test_a_list_keeps_its_paper_numbers_and_takes_none_of_ours(looked, specialist):
    one, other = EmployerFactory(), EmployerFactory()
    run = looked(
        line(one),
        line(
            other,
            **{
                "№ договора": "",
                "Дата договора": "",
                "Вид": "целевая подготовка",
                "ФИО": "Пробный Иван Петрович",
            },
        ),
    )
    assert imports.enter(run=run, actor=specialist) == 2
    signed = Agreement.objects.get(employer=one)
    assert (signed.state, str(signed), signed.signed_on) == (
        AgreementState.SIGNED,
        "Договор № 12/С",
        dt.date(2026, 8, 25),
    )
    assert signed.responsible == specialist
    draft = Agreement.objects.get(employer=other)
    assert (draft.state, draft.people) == (AgreementState.DRAFT, ["Пробный Иван Петрович"])
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"ИНН": "7707083893"}, "inn"),
        ({"ИНН": "", "Организация": "Никто"}, "employer"),
        ({"Вид": "целевая подготовка"}, "people_names"),
        ({"Окончание": "01.08.2026"}, "ends_on"),
        ({"Дата договора": ""}, "signed_on"),
        ({"Начало": "когда-нибудь"}, "starts_on"),
        ({"Вид": "о дружбе"}, "kind"),
    ],
)
def test_a_bad_line_says_what_is_wrong_in_which_column(looked, specialist, fields, code):
    from core.imports.payload import opened

    employer = EmployerFactory()
    run = looked(line(employer, **fields), line(EmployerFactory()))
    first, second = opened(run, AGREEMENTS_IMPORT.table).rows
    assert list(first.errors) == [code]
    assert second.is_good
    assert imports.enter(run=run, actor=specialist) == 1


def test_repeats_of_the_register_and_of_the_table_itself_are_not_entered(looked, draft, specialist):
    there = draft()
    twice = EmployerFactory()
    run = looked(line(there.employer), line(twice), line(twice))
    assert (run.good, run.bad) == (1, 2)
    imports.enter(run=run, actor=specialist)
    assert Agreement.objects.count() == 2


def test_an_import_is_taken_back_with_its_keys_unless_a_row_lives_on(looked, specialist):
    run = looked(line(EmployerFactory()), line(EmployerFactory()))
    imports.enter(run=run, actor=specialist)
    row = Agreement.objects.order_by("pk").first()
    addendum = addenda.amend(agreement=row, signed_on=TODAY, subject="Другое", actor=specialist)
    run.refresh_from_db()
    with pytest.raises(Refused):
        imports.undo(run=run, reason="Не тот файл", actor=specialist)
    assert Agreement.objects.count() == 2
    addendum.delete()
    keys = set(Agreement.objects.values_list("key", flat=True))
    assert imports.undo(run=run, reason="Не тот файл", actor=specialist) == 2
    assert not Agreement.objects.exists()
    assert not PersonKey.objects.filter(pk__in=keys, destroyed_at=None).exists()
    actions = HistoryRecord.objects.about(row).values_list("action", flat=True)
    assert list(actions) == ["import", "amend", "undo-import"]


def test_the_screens_show_each_line_and_give_the_blank(visitor):
    employer = EmployerFactory()
    upload = SimpleUploadedFile("договоры.xlsx", table(line(employer)).getvalue())
    page = visitor.post(LIST + "import/", {"file": upload})
    assert employer.short_name in page.content.decode()
    visitor.post(LIST + "import/", {"run": str(ImportRun.objects.get().pk)})
    assert Agreement.objects.get().employer == employer
    answer = visitor.get(LIST + "blank/")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active
    assert sheet["A1"].value == "Вид договора"
