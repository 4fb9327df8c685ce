"""The list of programmes, and its table (P-2.4d)."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from core import exports
from core.back_office import Act, DeskListView, ListActView, PlainRegister
from placement.common.sheets import Read
from placement.common.table_import import TableImportView
from placement.programmes import services, tables
from placement.programmes.models import Programme
from placement.programmes.record import PROGRAMMES


class ProgrammesImportView(TableImportView, ListActView):
    """The list of programmes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(blank_url=self.desk.url("blank"), **kwargs)

    def read(self, file: Any) -> list[Read]:
        return tables.read_programmes(file)

    def take(self, lines: list[Any]) -> int:
        return services.import_programmes(lines=lines, actor=self.actor)


IMPORT = Act(
    code="import",
    button="Внести из таблицы",
    past="Внесена из таблицы",
    service=services.import_programmes,
    title="Внести программы из таблицы",
    submit="Просмотреть",
    help="Программа узнаётся по коду, наименованию и образовательной программе.",
    right="add",
    icon="upload",
    view=ProgrammesImportView,
)


class ProgrammesBlankView(DeskListView):
    """The blank of the table of programmes, with those that are there."""

    http_method_names = ["get"]
    right = "view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """All programmes as XLSX."""
        rows = (
            [p.code, p.name, p.education_programme, p.get_kind_display(), p.first_year, p.last_year]
            for p in Programme.objects.all()
        )
        name = "Образовательные программы"
        return exports.xlsx_response(name=name, header=tables.PROGRAMMES_HEADER, rows=rows)


class ProgrammeDesk(PlainRegister):
    """Programmes; each has a row in the figures of every year in which it has graduates."""

    record = PROGRAMMES
    base_url_path = "placement/programmes"
    menu_label = "Программы"
    menu_icon = "list-ul"
    menu_order = 810
    rights = {
        "view": "placement.view_programme",
        "add": "placement.add_programme",
        "change": "placement.change_programme",
    }
    list_acts = (IMPORT,)
    list_views = {"blank": ProgrammesBlankView}
    ordering = ("name",)
    search_hint = "Код или название"
