"""The yearly table of a draft is looked through first and then taken as a whole (P-2.4d)."""

from typing import Any

from core.back_office import ActView
from core.errors import Refused
from placement.common.sheets import Read
from placement.common.table_import import STALE, TableImportView
from placement.programmes.models import Programme
from placement.statistics import services, tables
from placement.statistics.models import Snapshot


class FiguresImportView(TableImportView, ActView):
    """The yearly table of a draft."""

    object: Snapshot

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        blank = self.desk.url("table", self.object)
        return super().get_context_data(blank_url=blank, **kwargs)

    def read(self, file: Any) -> list[Read]:
        return tables.read_figures(file, self.object)

    def scope(self) -> list[Any]:
        return [*super().scope(), self.object.pk]

    def take(self, lines: list[Any]) -> int:
        programmes = Programme.objects.in_bulk([pk for pk, _, _ in lines])
        if len(programmes) < len(lines):
            raise Refused(STALE)
        rows = [services.Line(programmes[pk], v1, counts) for pk, v1, counts in lines]
        return services.import_rows(snapshot=self.object, lines=rows, actor=self.actor)
