"""The filtered list as a paper."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from core import exports
from core.paper import Paper

from .listing import Listing
from .objects import DeskListView

# More rows than this make a paper that nobody prints and that takes long to make.
PRINTED = 500


class PrintView(DeskListView):
    """The rows that the list shows under the same address parameters, as a PDF; ``title`` names it."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF, or say that the list is too long for it."""
        listing = Listing(self.desk, request)
        rows = list(self.desk.display_rows(listing.queryset())[: PRINTED + 1])
        if len(rows) > PRINTED:
            messages.error(
                request, f"Для печати – не больше {PRINTED} строк. Сузьте список или выгрузите его."
            )
            return redirect(self.desk.url("index") + listing.address())
        chosen = [f"{label}: {words}" for label, words in listing.words]
        if listing.query:
            chosen.append(f"Найдено по словам: {listing.query}")
        return exports.pdf_response(name=self.title, pdf=self.render(rows, chosen).pdf)

    def render(self, rows: Sequence[Any], chosen: list[str]) -> Paper:
        """The paper; ``chosen`` says in words what the list was narrowed by."""
        raise NotImplementedError
