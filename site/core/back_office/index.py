"""The list of a desk."""

from typing import Any

from wagtail_modeladmin.views import WMABaseView

from core.lifecycle import STAFF

from . import saving
from .acts import Act
from .columns import EMPTY
from .listing import Listing
from .trail import row_url


class DeskIndexView(WMABaseView):
    """A page of rows with search, filters, order, export and actions on selected rows."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Compute every cell here, so that the template only lays them out."""
        desk, request = self.model_admin, self.request
        listing = Listing(desk, request)
        page = listing.page()
        desk.prepare(page.rows, request)
        return super().get_context_data(
            desk=desk,
            listing=listing,
            page=page,
            headings=[self._heading(listing, column) for column in listing.columns],
            rows=[
                self._row(listing, row, place)
                for place, row in enumerate(page.rows, (page.number - 1) * desk.list_per_page)
            ],
            bulk_acts=(bulk_acts := self._bulk_acts(page.rows)),
            bulk_url=desk.url("bulk") if bulk_acts else "",
            buttons=desk.header_buttons(request),
            exports=self._exports(listing),
            saved=saving.block(desk, listing),
            previous_url=listing.address(p=str(page.number - 1)),
            next_url=listing.address(p=str(page.number + 1)),
            page_title=desk.get_menu_label(),
            icon=desk.get_menu_icon(),
            **kwargs,
        )

    def _bulk_acts(self, rows: list[Any]) -> list[Act]:
        """What can be done to many rows, as far as the table allows it to some of these."""
        desk = self.model_admin
        states = {row.state for row in rows} if desk.lifecycle else set()
        return [
            act
            for act in desk.bulk_acts(self.request)
            if not states
            or act.code not in desk.lifecycle.codes
            or any(act.code in desk.lifecycle.actions(source=s, who=STAFF) for s in states)
        ]

    def _heading(self, listing: Listing, column: Any) -> dict[str, Any]:
        up, down = column.name, f"-{column.name}"
        turned = down if listing.order == up else up
        return {
            "label": column.label,
            "url": listing.address(o=turned) if column.order_field else "",
            "sort": {up: "ascending", down: "descending"}.get(listing.order, ""),
        }

    def _row(self, listing: Listing, row: Any, place: int) -> dict[str, Any]:
        texts = [(column.label, column.text(row)) for column in listing.columns]
        cells = [{"label": label, "text": text, "is_empty": text == EMPTY} for label, text in texts]
        return {
            "pk": row.pk,
            "label": listing.desk.object_label(row),
            "url": row_url(listing.desk.primary_url(self.request, row), listing, place),
            "cells": cells,
        }

    def _exports(self, listing: Listing) -> list[dict[str, str]]:
        desk = listing.desk
        if not desk.export_columns:
            return []
        base = desk.url("export")
        files = [
            {"label": label, "url": base + listing.address(format=kind)}
            for kind, label in (("xlsx", "XLSX"), ("csv", "CSV"))
        ]
        pages = desk.export_pages(self.request)
        return [*files, *({**page, "url": page["url"] + listing.address()} for page in pages)]

    def get_template_names(self) -> Any:
        """The desk's template."""
        return self.model_admin.get_index_template()
