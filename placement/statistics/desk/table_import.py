"""The yearly table of a draft is looked through first and then taken as a whole (P-2.4d)."""

from core.back_office import DeskObjectView
from core.back_office.act_views import Acting
from core.back_office.importing import ImportView
from placement.statistics.importing import FIGURES_IMPORT
from placement.statistics.models import Snapshot


class FiguresImportView(Acting, ImportView, DeskObjectView):
    """The yearly table of a draft."""

    form_class = ImportView.form_class
    importing = FIGURES_IMPORT
    object: Snapshot

    def blank_url(self) -> str:
        return self.desk.url("table", self.object)

    def row_url(self, key: int) -> str:
        return self.desk.url("row", self.object, key)
