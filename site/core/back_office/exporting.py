"""A list as a table file: the same rows, without identity data, in constant memory (X-4)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from core import exports

from .listing import Listing
from .objects import DeskListView

CHUNK = 2000


@dataclass(frozen=True)
class ExportColumn:
    """A heading and what stands under it for one row."""

    label: str
    value: Callable[[Any], object]


class ExportView(DeskListView):
    """The filtered list as CSV or XLSX."""

    http_method_names = ["get"]
    writers = {"csv": exports.csv_response, "xlsx": exports.xlsx_response}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stream the rows that the list shows under the same address parameters."""
        if request.GET.get("format", "") not in self.writers:
            raise Http404
        return self.table(request.GET["format"])

    def table(self, kind: str) -> HttpResponseBase:
        """The file; its rows are read as it is sent."""
        return self.writers[kind](
            name=self.desk.get_menu_label(),
            header=[column.label for column in self.columns()],
            rows=self.rows(self.request),
        )

    def columns(self) -> Sequence[ExportColumn]:
        """What stands in the file."""
        return self.desk.export_columns

    def prepare(self, rows: Sequence[Any]) -> None:
        """Put on some rows what their columns need."""
        self.desk.prepare(rows, self.request)

    def rows(self, request: HttpRequest) -> Iterator[list[object]]:
        """One list of values per row."""
        found = self.desk.display_rows(Listing(self.desk, request).queryset())
        rows, columns = found.iterator(chunk_size=CHUNK), self.columns()
        while part := list(islice(rows, CHUNK)):
            self.prepare(part)
            for row in part:
                yield [column.value(row) for column in columns]
