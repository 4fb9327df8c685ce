"""Lists of employers from a table: looked through row by row, then taken as a whole (P-2.2a)."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from core import exports
from core.back_office import DeskListView
from placement.common import districts
from placement.common.sheets import Read
from placement.common.table_import import TableImportView
from placement.employers import tables
from placement.employers.models import Employer
from placement.employers.services import table_import
from placement.employers.tables import EmployerRead

# Rows without remarks are shown up to so many: there is nothing to do about them.
QUIET_SHOWN = 50


class EmployersImportView(TableImportView):
    """Upload a filled-in blank, look through it, take it."""

    template_name = "placement/employers/desk/import.html"
    right = "import"
    title = "Внести работодателей из таблицы"
    salt = "placement.employers-import"
    help = (
        "Работодатели вносятся все вместе: пока в таблице есть хоть одна ошибка, в банк данных "
        "ничего не попадёт. Кто уже есть в банке с тем же ИНН, будет пропущен. "
        "Контактных лиц в таблице нет: их вносят на карточке, когда они согласны."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = kwargs.pop("rows", None)
        if rows:
            kwargs |= self._shown(rows)
        return super().get_context_data(
            blank_url=self.desk.url("blank"),
            kinds=Employer.Kind.labels,
            districts=districts.GROUPED,
            **kwargs,
        )

    def _shown(self, rows: Sequence[EmployerRead]) -> dict[str, Any]:
        """Rows with something to look at, and some of the others."""
        pointed = [row for row in rows if row.errors or row.notes or row.known]
        quiet = [row for row in rows if not (row.errors or row.notes or row.known)]
        return {
            "total": len(rows),
            "known": sum(row.known is not None for row in rows),
            "noted": sum(bool(row.notes) for row in rows),
            "rows": [self._line(row) for row in [*pointed, *quiet[:QUIET_SHOWN]]],
            "hidden": len(quiet[QUIET_SHOWN:]),
        }

    def _line(self, row: EmployerRead) -> dict[str, Any]:
        other = row.known or row.like
        url = self.desk.url_helper.get_action_url("inspect", other) if other else ""
        return {"row": row, "url": url}

    def read(self, file: Any) -> Sequence[Read]:
        return table_import.preview(file)

    def lines(self, rows: Sequence[Read]) -> list[Any]:
        """A token of this look, by which a second press is known, then the new ones."""
        return [secrets.token_hex(8), *(row.values for row in rows if row.is_new)]

    def take(self, lines: list[Any]) -> int:
        token, *found = lines
        return table_import.run(lines=found, token=token, actor=self.actor)


class EmployersBlankView(DeskListView):
    """The blank of the table, with its headings."""

    http_method_names = ["get"]
    right = "import"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An empty XLSX table."""
        return exports.xlsx_response(name="Бланк – работодатели", header=tables.HEADER, rows=[])
