"""The register of applications, to print and sign: PDF, or the same as XLSX (C-K6)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from contest.applications.papers import register
from contest.setup.models import Contest
from core import clock, exports
from core.back_office import DeskListView

from .scope import seen_contests


def chosen_contest(request: HttpRequest) -> Contest | None:
    """The contest that the list is filtered by, else the newest one."""
    contests = seen_contests(request)
    return contests.get(request.GET.get("contest", "")) or next(iter(contests.values()), None)


class RegisterView(DeskListView):
    """All applications of one contest, in the order of their numbers."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the register in the format asked for."""
        contest = chosen_contest(request)
        if contest is None:
            raise Http404
        entries = register.entries_of(contest)
        name = f"Реестр заявок – {contest}"
        kind = request.GET.get("format")
        if kind == "xlsx":
            rows = register.rows(contest, entries)
            return exports.xlsx_response(name=name, header=register.HEADER, rows=rows)
        if kind == "pdf":
            printed = register.render(contest, entries, at=clock.now())
            return exports.pdf_response(name=name, pdf=printed.pdf)
        raise Http404
