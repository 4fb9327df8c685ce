"""A register of the tests: journals, brought in from a table."""

import io
from typing import Any

import xlsxwriter
from django.urls import include, path

from config.urls import urlpatterns as site_urls
from core.back_office import DeskAdmin
from core.back_office.importing import ImportBlankView, ImportView
from core.back_office.urls import DeskURLHelper
from core.errors import Refused
from core.history import log_changes
from core.imports import Entered, Importing
from core.models import Journal
from core.tables import Code, Table, Text, Whole

HEAD = ["Код", "Название", "Следующий номер"]


def check(reading: Any, subject: Any) -> None:
    """What only the register can tell."""
    journals = {row.code: row for row in Journal.objects.all()}
    for row in reading.rows:
        journal = journals.get(row.values["code"])
        if journal is not None and journal.title == row.values["title"]:
            row.skip, row.about = "уже есть", journal.pk
        elif journal is not None:
            row.outcome, row.about = "заменит прежнее", journal.pk
            row.extra["pk"] = journal.pk
        if "?" in row.values["title"]:
            row.note("title", "это вопрос?")


def enter(lines: Any, subject: Any, actor: Any) -> list[Entered]:
    entered = []
    for line in lines:
        journal = Journal.objects.filter(pk=line.extra.get("pk")).first()
        before = {"title": journal.title} if journal else None
        journal = journal or Journal(code=line.values["code"], next_number=line.values["next"] or 1)
        journal.title = line.values["title"]
        if journal.title == "нельзя":
            raise Refused("Такого названия быть не может.")
        journal.save()
        entered.append(Entered(line.number, journal, before))
    log_changes([one.row for one in entered], actor=actor, action="import")
    return entered


def restore(row: Any, before: dict[str, Any], actor: Any) -> None:
    row.title = before["title"]
    row.save()


TABLE = Table(
    columns=(
        Code("code", "Код", required=True, pattern="[a-z]+", example="orders"),
        Text("title", "Название", required=True),
        Whole("next", "Следующий номер"),
    )
)


def importing(**changes: Any) -> Importing:
    values = {
        "code": "sample-journals",
        "title": "Журналы из таблицы",
        "table": TABLE,
        "permission": "core.change_journal",
        "check": check,
        "enter": enter,
        "restore": restore,
    }
    return Importing(**{**values, **changes})


JOURNALS = importing()


def table(*rows: list[Any], head: list[str] = HEAD) -> io.BytesIO:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([head, *rows]):
            sheet.write_row(number, 0, row)
    file.seek(0)
    file.name = "журналы.xlsx"
    return file


class _URLHelper(DeskURLHelper):
    """Names of addresses that the real desk of journals does not have."""

    def get_action_url_name(self, action: str) -> str:
        return f"sample_journals_{action}"


class JournalsImportView(ImportView):
    title = "Внести журналы"
    importing = JOURNALS


class JournalsBlankView(ImportBlankView):
    importing = JOURNALS


class SampleDesk(DeskAdmin):
    model = Journal
    base_url_path = "sample/journals"
    menu_label = "Журналы"
    url_helper_class = _URLHelper
    rights = {"view": "core.view_journal", "import": "core.change_journal"}
    list_views = {"import": JournalsImportView, "blank": JournalsBlankView}
    list_display = ("title",)
    inspect_view_enabled = True


urlpatterns = [
    path("cms/", include(list(SampleDesk().get_admin_urls_for_registration()))),
    *site_urls,
]
