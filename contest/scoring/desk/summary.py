"""The summary table of a part, for whoever may see the ranking: PDF, or the same as XLSX (C-14)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from contest.scoring import summary
from contest.setup.models import Part
from core import clock, exports
from core.back_office import uncached

from .outcome import AfterClosing
from .part import PartView
from .scope import recused_from


@uncached
class SummaryView(AfterClosing, PartView):
    """Made from the facts as they stand; whoever is recused from an entry sees nothing of it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the table in the format asked for."""
        table = summary.summary_of(self.object, Part(self.scored), hidden=recused_from(request))
        name = f"Сводная ведомость ({Part(self.scored).label}) – {self.object}"
        kind = request.GET.get("format", "pdf")
        if kind == "xlsx":
            header, rows = summary.header(table), summary.rows(table)
            return exports.xlsx_response(name=name, header=header, rows=rows)
        if kind == "pdf":
            paper = summary.render(table, at=clock.now())
            return exports.pdf_response(name=name, pdf=paper.pdf)
        raise Http404
