"""The list of programmes, and its table (P-2.4d)."""

from collections.abc import Iterable, Sequence
from typing import Any

from core.back_office import Act, PlainRegister
from core.back_office.act_views import Acting
from core.back_office.importing import ImportBlankView, ImportView
from placement.programmes import services, tables
from placement.programmes.importing import PROGRAMMES_IMPORT
from placement.programmes.record import PROGRAMMES


class ProgrammesImportView(Acting, ImportView):
    """The list of programmes."""

    form_class = ImportView.form_class
    importing = PROGRAMMES_IMPORT

    def row_url(self, key: int) -> str:
        return self.desk.url_helper.get_action_url("edit", key)


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


class ProgrammesBlankView(ImportBlankView):
    """The blank of the table of programmes, with those that are there."""

    right = "view"
    importing = PROGRAMMES_IMPORT
    name = "Образовательные программы"

    def rows(self) -> Iterable[Sequence[Any]]:
        return tables.programme_rows()


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
    event_words = {"undo-import": "Загрузка таблицы отменена"}
    ordering = ("name",)
    search_hint = "Код или название"
