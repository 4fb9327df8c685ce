"""The list of programmes, and its table (P-2.4d)."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.panels import FieldPanel

from core import exports
from core.back_office import DeskListView, NounAdmin, SmallTableSearch
from placement.common.sheets import Read
from placement.common.table_import import TableImportView
from placement.programmes import services, tables
from placement.programmes.models import Programme


class ProgrammesImportView(TableImportView):
    """The list of programmes."""

    right = "add"
    title = "Внести программы из таблицы"
    help = "Программа узнаётся по коду, наименованию и образовательной программе."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(blank_url=self.desk.url("blank"), **kwargs)

    def read(self, file: Any) -> list[Read]:
        return tables.read_programmes(file)

    def take(self, lines: list[Any]) -> int:
        return services.import_programmes(lines=lines, actor=self.actor)


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


class ProgrammeDesk(NounAdmin):
    """Programmes; each has a row in the figures of every year in which it has graduates."""

    model = Programme
    base_url_path = "placement/programmes"
    menu_label = "Программы"
    menu_icon = "list-ul"
    menu_order = 810
    rights = {
        "view": "placement.view_programme",
        "add": "placement.add_programme",
        "change": "placement.change_programme",
    }
    list_display = ("name", "code", "education_programme", "kind", "first_year", "last_year")
    ordering = ("name",)
    search = SmallTableSearch("code", "name", "education_programme")
    search_hint = "Код или название"
    list_views = {"import": ProgrammesImportView, "blank": ProgrammesBlankView}
    header_actions = (
        *NounAdmin.header_actions,
        ("add", "import", "Внести из таблицы", "upload"),
    )
    panels = [
        FieldPanel("code"),
        FieldPanel("name"),
        FieldPanel("education_programme"),
        FieldPanel("kind"),
        FieldPanel("first_year"),
        FieldPanel("last_year"),
    ]
